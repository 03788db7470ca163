//! OAuth error codes, in the words of the standards: who sends them, what they mean, likely causes in order, and the next step.
//!
//! Codes: RFC 6749 §4.1.2.1 and §5.2, RFC 6750 §3.1, RFC 7009, RFC 7591,
//! RFC 8628 §3.5, RFC 8707, RFC 9101, RFC 9126, RFC 9396, RFC 9449, RFC 9470, OpenID Connect Core §3.1.2.6.

use alloc::vec::Vec;

use crate::kinds::draft::item;
use crate::report::Item;

mod api;
mod extensions;
mod framework;
mod status;

pub(crate) use status::{of_status, status_of_word};

/// What an error means.
pub(crate) struct Known {
    /// The code.
    pub(crate) code: &'static str,
    /// Who sends it: follows "Error from ".
    pub(crate) from: &'static str,
    /// What it means: follows a colon.
    pub(crate) means: &'static str,
    /// Likely causes, most likely first.
    pub(crate) causes: &'static [&'static str],
    /// What to do.
    pub(crate) step: &'static str,
    /// Where it is written.
    pub(crate) reference: &'static str,
}

impl Known {
    /// The causes as a report lists them.
    pub(crate) fn items(&self) -> Vec<Item> {
        let causes = self.causes.iter();
        causes.map(|cause| item(cause, self.reference)).collect()
    }
}

pub(crate) const TOKEN_ENDPOINT: &str = "the token endpoint";
const AUTHORIZATION: &str = "the authorization endpoint";
pub(crate) const API: &str = "the API";

pub(crate) const GENESYS: &str = "Genesys Cloud";

/// An entry of the standards.
const fn std(
    code: &'static str,
    from: &'static str,
    means: &'static str,
    causes: &'static [&'static str],
    step: &'static str,
    reference: &'static str,
) -> Known {
    Known {
        code,
        from,
        means,
        causes,
        step,
        reference,
    }
}

/// All codes of OAuth, in the order in which they are tried.
pub(crate) fn codes() -> impl Iterator<Item = &'static Known> {
    [framework::CODES, api::CODES, extensions::CODES]
        .into_iter()
        .flatten()
}
