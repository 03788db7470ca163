//! The report: plain data with public fields, in the user's terms.
//!
//! Everything the page, the Markdown, the JSON and the tests show comes from here. Nothing in it
//! refers back to parser types, and nothing needs a clock: what depends on *now* or on the policy is
//! filled by [`crate::judge`], which can be run again when either changes.

mod artefact;
mod finding;
mod json;
mod list;
mod markdown;
mod part;
mod verdict;
mod words;

pub use crate::genesys::Mark;
pub use artefact::{
    Artefact, Command, Facts, Found, Headline, Kind, NextStep, Profile, ScopeGroup, Stripped,
};
pub use finding::{Blame, Finding, Rule, Severity};
pub use json::to_json;
pub(crate) use json::write as write_json;
pub use list::Item;
pub use markdown::{escaped, to_markdown};
pub use part::{Meaning, Member, Part, PartContent, Role, TimeReading, TimeUnit, ValueKind};
pub use verdict::{
    Answer, CheckState, PolicyCheck, PolicyState, SignatureState, StructureState, TimeState,
    Timeline, Verdict, Verdicts,
};
pub(crate) use words::Word;

use alloc::vec::Vec;

use serde::Serialize;

/// The version of the report's JSON form. It grows when a field changes its meaning or goes away.
pub const REPORT_VERSION: u32 = 1;

/// What was found in a pasted text, and what it means.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// [`REPORT_VERSION`].
    pub version: u32,
    /// The moment the report was made for, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// The length of the pasted text in bytes (UTF-8).
    pub input_bytes: usize,
    /// How many of those bytes were looked at: fewer than `input_bytes` beyond the size limit.
    pub inspected_bytes: usize,
    /// Every artefact found, in the order of the text; one found inside another follows it.
    pub artefacts: Vec<Artefact>,
    /// Which artefact a reader most likely came for: an index into `artefacts`.
    pub primary: Option<usize>,
    /// Findings about the paste as a whole: limits, nothing found.
    pub findings: Vec<Finding>,
}
