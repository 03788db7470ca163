//! What stands in a link behind the `#`: a redacted report, or a policy. Never a token, never a secret.
//!
//! ```text
//! #share/1/<base64url of compact JSON>     a redacted report
//! #policy/1/<base64url of compact JSON>    what the sender expects of a token
//! ```
//!
//! A browser sends nothing of it to a server. Whoever has the link has what stands in it, so it holds only
//! what [`redaction`](crate::redaction) leaves, and [`report_link`] refuses whatever still looks like a
//! token, a secret or a key.
//!
//! A received link is hostile input. [`read`] takes this version, these members and these lengths, and
//! nothing else; what it gives is plain text without characters that nobody sees. It cannot tell who wrote
//! it: [`NOTICE`] is to be shown with it. Labels of verdicts and the help of findings are not taken from the link but from
//! this program, and it carries no line to copy into a shell.

mod check;
mod clean;
mod limits;
mod policy_form;
mod read;
mod receive;
mod send;
mod shared;
mod take;
mod write;

#[cfg(test)]
mod tests;

use alloc::string::String;
use alloc::vec::Vec;

use crate::policy::Policy;

pub(crate) use clean::unfit;
pub use send::{policy_link, report_link};
pub use shared::{
    Section, SharedArtefact, SharedFinding, SharedMasked, SharedReport, SharedRow, SharedTime,
    SharedVerdict,
};
pub use take::shared;

/// What is to be shown with everything that came by a link.
pub const NOTICE: &str = "Made by whoever sent this link; nothing here was checked.";

/// What a fragment with a report begins with, behind the `#`.
pub const REPORT_PREFIX: &str = "share/1/";
/// What a fragment with a policy begins with, behind the `#`.
pub const POLICY_PREFIX: &str = "policy/1/";

/// How long a fragment may be, in characters. Chats and mail cut what is longer.
pub const MOST: usize = 16_000;

/// What came by a link. Nothing in it was checked.
#[derive(Clone, Debug, PartialEq)]
pub enum Received {
    /// A redacted report, as somebody says.
    Report(SharedReport),
    /// What somebody expects of a token.
    Policy(Policy),
}

/// Why a link was not made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SendFault {
    /// It would be too long.
    TooLong {
        /// How long it would be, in characters.
        length: usize,
        /// What to leave out, and how many characters that would save; the most first.
        leave_out: Vec<(Section, usize)>,
    },
    /// Something in it still looks like a token, a secret or a key; where.
    LooksSecret {
        /// The place: `artefacts[0].claims[3].value`.
        at: String,
        /// What it looks like: `Token (JWT)`.
        like: String,
    },
    /// It cannot be sent as it is, and [`read`] would not take it; why.
    Unfit(Fault),
}

/// What is wrong with a text: three facts for a person.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// Where, if it has a place: `artefacts[0].title`.
    pub at: String,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What to do.
    pub todo: &'static str,
}

/// Whether a fragment is one of these links at all, of any version: the rest of the page's addresses are not.
#[must_use]
pub fn is_link(fragment: &str) -> bool {
    receive::is_link(fragment)
}

/// Reads a fragment, with or without its `#`. Total; takes nothing that [`report_link`] or [`policy_link`]
/// could not have written.
///
/// # Errors
/// What was found, what was expected, and what to do.
pub fn read(fragment: &str) -> Result<Received, Fault> {
    receive::read(fragment)
}
