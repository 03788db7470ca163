//! What an inspection needs to know besides the text: the time, and what the caller expects.

use crate::policy::Policy;

/// What an inspection needs to know besides the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// The moment to judge for, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// What the caller expects.
    pub policy: Policy,
}
