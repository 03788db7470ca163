//! A report without what is nobody else's business: to paste into a ticket, and to send.
//!
//! Signatures, tokens and secrets go. What says who a person is is masked by the name it stands under
//! ([`NAMES`]: OpenID Connect's claims, the registries', the vendors') and, under names nobody knows, by its
//! looks: e-mail addresses, IP addresses. What ties a report to one token or session, and long values
//! without words, are shortened to their first six characters, so that two people can still compare them.
//! Places in the paste are dropped; raw JSON is put together again from what is left.
//!
//! Whatever was masked in one place is looked for in all others: eight characters of it in a row do not
//! appear anywhere, however a message, a headline or another claim quotes it. The exception is the domain of
//! an e-mail address, which is an organisation's and stands in the issuer as a rule.
//!
//! What stays: issuer, audience, client ids (RFC 6749 §2.2: no secret), key ids, scopes, roles, tenants,
//! times. `sub` stays where it is the client itself, and where it names a workload.
//!
//! It masks too much rather than too little, and says what it masked.

mod class;
mod decide;
mod guard;
mod looks;
mod members;
mod names;
mod rebuild;
mod sentences;
mod shingles;
mod texts;
mod written;

#[cfg(test)]
mod tests;

use alloc::string::String;
use alloc::vec::Vec;

use crate::report::Report;

pub(crate) use class::stays;
pub use class::{Class, Named};
pub(crate) use guard::secret;
pub(crate) use members::joined;
pub use names::NAMES;

/// One thing that was masked: for the list that a person looks through before sending.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Masked {
    /// The artefact it was in: an index into the report's list.
    pub artefact: usize,
    /// Where: `payload.address.locality`, `header.x5t`, `signature`. Masked itself where it named a person.
    pub path: String,
    /// What it is.
    pub class: Class,
    /// Why it was masked, in a phrase: `an e-mail address`.
    pub why: &'static str,
    /// Where that is written; may be empty.
    pub source: &'static str,
}

/// A report without what is nobody else's business, and the list of what that was.
#[derive(Clone, Debug, PartialEq)]
pub struct Redacted {
    /// The report. Its spans are empty: there is no paste to point into.
    pub report: Report,
    /// What was masked, in the order of the report; each place once.
    pub masked: Vec<Masked>,
}

/// A redacted copy of a report. Total.
///
/// `paste` is the text the report was made of: what the report calls a signature or a ciphertext is read
/// from there, so that no other part of the report can quote it. With another text, or none, only what the
/// report itself holds is known. `keep` lists classes that the person chose to leave as they are;
/// [`Class::Secret`] in it has no effect.
///
/// Redacting what was redacted changes nothing.
#[must_use]
pub fn redacted(report: &Report, paste: &str, keep: &[Class]) -> Redacted {
    texts::redact(report, paste, keep)
}

impl Redacted {
    /// As Markdown, with what was masked at its end.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        written::markdown(self)
    }

    /// As JSON: the report's form (`docs/report.schema.json`), and `masked`, the list of what was masked.
    #[must_use]
    pub fn to_json(&self) -> String {
        written::json(self)
    }
}
