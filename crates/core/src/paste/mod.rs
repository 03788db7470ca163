//! What was pasted: every artefact in a text, where it stands, and what was around it.
//!
//! This stage only finds and cleans. What a candidate means is decided by the stages after it; here
//! its kind is what its shape and its surroundings say.

mod candidate;

pub use candidate::{Candidate, JsonShape, SamlForm, Shape};

/// Interim: filled by the next merge.
#[derive(Debug)]
pub struct Finder<'t>(&'t str);
/// What was found.
#[derive(Debug)]
pub struct Found {
    /// The candidates.
    pub candidates: alloc::vec::Vec<Candidate>,
    /// About the paste as a whole.
    pub findings: alloc::vec::Vec<crate::report::Finding>,
    /// How much was searched.
    pub inspected_bytes: usize,
}
impl<'t> Finder<'t> {
    /// A search that has not begun.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self(text)
    }
    /// Does some work; true while there is more.
    pub fn step(&mut self, _: usize) -> bool {
        false
    }
    /// What was found.
    #[must_use]
    pub fn finish(self) -> Found {
        let text = self.0.trim();
        let start = self.0.len() - self.0.trim_start().len();
        let shape = if text.starts_with('{') {
            Shape::Json(JsonShape::Jws)
        } else {
            Shape::Compact
        };
        let candidate = Candidate {
            shape,
            text: text.into(),
            map: crate::span::SourceMap::verbatim(start, text.len()),
            place: "".into(),
            stripped: alloc::vec![],
            parent: None,
        };
        Found {
            candidates: if text.is_empty() {
                alloc::vec![]
            } else {
                alloc::vec![candidate]
            },
            findings: alloc::vec![],
            inspected_bytes: self.0.len(),
        }
    }
}
