//! The reference data: fetched once, when the page is ready and whatever was pasted, and held to its hash.

use super::desk::{self, Topic};
use crate::inspection;
use crate::platform::{clock, dom, fetch};
use crate::state::State;

/// What became of it.
#[derive(Clone, Copy, Debug, Default)]
pub enum Reference {
    /// It is on its way.
    #[default]
    Awaited,
    /// It could not be had.
    Missing,
}

/// Fetches it.
pub fn load(state: State) {
    clock::spawn(async move {
        let text = fetch::tables().await;
        dom::set_root_attribute(
            "data-tables",
            if text.is_some() { "loaded" } else { "failed" },
        );
        desk::change(Topic::Loaded, |data| data.reference = Reference::Missing);
        inspection::again(state);
    });
}
