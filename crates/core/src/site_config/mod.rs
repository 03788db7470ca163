//! `config.json` beside the page: what an organisation sets without building anything.
//!
//! Everything in it may be left out. What is good is used, and what is not is named with its place, what was
//! found, what was expected and what to do; only a file that is no JSON object is not used at all.
//!
//! It cannot widen what the page may do: an address here that the page's policy does not name is not
//! called, and names of files are names, not addresses. Texts are plain text.

mod address;
mod lists;
mod members;
mod near;
mod place;
mod presets;
mod read;

#[cfg(test)]
mod tests;

use alloc::string::String;
use alloc::vec::Vec;

use crate::policy::Policy;
use crate::report::Severity;

pub use members::{MEMBERS, MemberKind, MemberOf, POLICY_MEMBERS, PRESET_MEMBERS};
pub(crate) use read::kind;

/// How large the file may be, in bytes.
pub const MOST_BYTES: usize = 256 * 1024;

/// What an organisation set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SiteConfig {
    /// What stands in the window's title beside the name: plain text.
    pub title: Option<String>,
    /// What stands beside the logo: plain text.
    pub logo_line: Option<String>,
    /// The region that is chosen at first: the domain of one that is known.
    pub region: Option<&'static str>,
    /// Policies to choose from.
    pub policies: Vec<Preset>,
    /// The companion's origin: https, or http on this machine.
    pub proxy: Option<String>,
    /// Names of further checklist files that lie beside the page.
    pub checklists: Vec<String>,
    /// What is switched off; each once.
    pub off: Vec<Feature>,
}

/// A policy to choose.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Preset {
    /// What it is called.
    pub name: String,
    /// What is expected.
    pub policy: Policy,
}

/// What can be switched off.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Feature {
    /// The page Request: everything that is sent through a companion.
    Requests,
    /// The walkthroughs.
    Walkthroughs,
    /// The reference.
    Reference,
    /// The chooser of grants.
    Chooser,
    /// The keys panel: signatures are not checked.
    Signatures,
    /// The check for common secrets.
    WeakSecrets,
    /// Decryption with a pasted key.
    Decryption,
    /// Fetching an issuer's keys, on a click.
    Discovery,
    /// Links that hold a report or a policy.
    Sharing,
}

impl Feature {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Requests,
        Self::Walkthroughs,
        Self::Reference,
        Self::Chooser,
        Self::Signatures,
        Self::WeakSecrets,
        Self::Decryption,
        Self::Discovery,
        Self::Sharing,
    ];

    /// Its word in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Walkthroughs => "walkthroughs",
            Self::Reference => "reference",
            Self::Chooser => "chooser",
            Self::Signatures => "signatures",
            Self::WeakSecrets => "weak_secrets",
            Self::Decryption => "decryption",
            Self::Discovery => "discovery",
            Self::Sharing => "sharing",
        }
    }

    /// What goes with it, in a phrase.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Requests => "the page Request, and with it all that is sent through a companion",
            Self::Walkthroughs => "the walkthroughs",
            Self::Reference => "the reference",
            Self::Chooser => "the chooser of grants",
            Self::Signatures => "the keys panel: signatures are not checked",
            Self::WeakSecrets => "the check for common secrets",
            Self::Decryption => "decryption with a pasted key",
            Self::Discovery => "the button that fetches an issuer's keys",
            Self::Sharing => "links that hold a report or a policy",
        }
    }

    /// The feature of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.word() == word)
    }
}

/// Something that is wrong with the file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// [`Severity::Error`] where something that is known here is not used; [`Severity::Warning`] where all of
    /// that is: an unknown member, one that stands there twice.
    pub severity: Severity,
    /// The JSON path: `policies[1].policy.leeway`; empty for the file as a whole.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What to do.
    pub todo: String,
}

impl Problem {
    /// All of it in one line.
    #[must_use]
    pub fn message(&self) -> String {
        read::message(self)
    }
}

/// What was read of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConfigRead {
    /// What is good in it.
    pub config: SiteConfig,
    /// What is wrong with it, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Reads the text of a `config.json`. Total.
#[must_use]
pub fn read(text: &str) -> ConfigRead {
    read::read(text)
}
