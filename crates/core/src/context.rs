//! What an inspection needs to know besides the text: the time, what the caller expects, and who reads
//! what is no JOSE token.

use crate::kinds;
use crate::paste::Candidate;
use crate::policy::Policy;
use crate::report::Artefact;

/// From a candidate to its complete artefact.
pub type Reader = fn(&Candidate) -> Artefact;

/// What an inspection needs to know besides the text.
#[derive(Clone, Debug)]
pub struct Context {
    /// The moment to judge for, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// What the caller expects.
    pub policy: Policy,
    /// Reads what is no JOSE token: [`kinds::artefact`], by which everything is explained.
    ///
    /// An argument, so that a page can load that reader after the rest: a build that never names it does
    /// not contain it. Until then there is [`kinds::awaited`].
    pub reader: Reader,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            now: 0,
            policy: Policy::default(),
            reader: kinds::artefact,
        }
    }
}
