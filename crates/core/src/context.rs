//! What an inspection needs to know besides the text: the time, what the caller expects, and the
//! knowledge there is.

use crate::genesys::Tables;
use crate::knowledge::{self, Knowledge};
use crate::policy::Policy;

/// What an inspection needs to know besides the text.
#[derive(Clone, Debug)]
pub struct Context {
    /// The moment to judge for, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// What the caller expects.
    pub policy: Policy,
    /// What there is to explain and check with: [`knowledge::ALL`], unless a page has yet to load it.
    pub knowledge: &'static Knowledge,
    /// The reference data about Genesys Cloud, once it was read.
    pub tables: Option<&'static Tables>,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            now: 0,
            policy: Policy::default(),
            knowledge: &knowledge::ALL,
            tables: None,
        }
    }
}
