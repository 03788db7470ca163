//! What was pasted: every artefact in a text, where it stands, and what was around it.
//!
//! This stage only finds and cleans. What a candidate means is decided by the stages after it; here
//! its kind is what its shape and its surroundings say.

mod around;
mod balance;
mod candidate;
mod chars;
mod compact;
mod finder;
mod further;
mod grab;
mod objects;
mod pem;
mod rules;
mod saml;
mod shapes;
#[cfg(test)]
mod tests;
mod unescape;
mod values;

pub use candidate::{Candidate, JsonShape, SamlForm, Shape};
pub use finder::{Finder, Found, find, find_tokens};
pub(crate) use further::{ALL as FURTHER, Further, error_bodies};
#[allow(
    unused_imports,
    reason = "the table of all rules is put together elsewhere"
)]
pub(crate) use rules::RULES;
pub use rules::{MAX_ARTEFACT_BYTES, MAX_CANDIDATES, MAX_PASTE_BYTES};
