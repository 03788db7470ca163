//! What was pasted: every artefact in a text, where it stands, and what was around it.
//!
//! This stage only finds and cleans. What a candidate means is decided by the stages after it; here
//! its kind is what its shape and its surroundings say.

mod candidate;

pub use candidate::{Candidate, JsonShape, SamlForm, Shape};
