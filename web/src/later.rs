//! What is loaded once the page is ready: the readers of all that is no JWT, the meanings of claims, the
//! checks of expectations, and what of the page a first answer does without.
//!
//! The release build (feature `split`) cuts what only `LATER` reaches into a WASM file of its own, which
//! boot.js loads and holds to its hash. No paste causes that: it happens once, right after the start.
//! Without the feature it is all there from the beginning, and this is a pause.

use claimlens_core::knowledge::{ALL, Knowledge, MISSING};

use crate::inspection;
use crate::platform::clock;
use crate::state::{State, Topic};
use crate::views::{VIEWS, Views};

/// Everything that is loaded after the page.
#[derive(Debug)]
struct Later {
    knowledge: &'static Knowledge,
    views: &'static Views,
}

/// All of it. Named below and nowhere else: whatever names it is in the same file as what it holds.
static LATER: Later = Later {
    knowledge: &ALL,
    views: &VIEWS,
};

/// The way to the second file, and its one entrance: `rest` is the file's name in the build.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn later() -> Result<&'static Later, wasm_split_helpers::SplitLoaderError> {
    Ok(&LATER)
}

#[cfg(not(feature = "split"))]
async fn later() -> Result<&'static Later, ()> {
    Ok(&LATER)
}

/// Loads the rest, once the page is shown and what was typed into it meanwhile is answered.
pub fn load(state: State) {
    clock::later(0, move || {
        clock::spawn(async move { arrive(state, later().await.ok()) });
    });
}

/// Takes the rest over and inspects again what was pasted before it was there. If it could not be loaded,
/// boot.js says so, and so does the report where something is not explained.
fn arrive(state: State, later: Option<&'static Later>) {
    let views = later.map(|later| later.views);
    state.change(Topic::Arrived, |data| {
        data.knowledge = Some(later.map_or(&MISSING, |later| later.knowledge));
        data.views = views;
    });
    if let Some(views) = views {
        (views.arrived)(state);
    }
    inspection::again(state);
}
