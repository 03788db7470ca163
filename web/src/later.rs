//! What is loaded once the page is ready: the readers of all that is no JWT, the meanings of claims, and
//! the checks of expectations.
//!
//! The release build (feature `split`) cuts what only `knowledge` reaches into a WASM file of its own,
//! which boot.js loads and holds to its hash. No paste causes that: it happens once, right after the
//! start. Without the feature it is all there from the beginning, and this is a pause.

use claimlens_core::knowledge::{ALL, Knowledge, MISSING};

use crate::inspection;
use crate::platform::clock;
use crate::state::State;

/// The way to the second file, and its one entrance: `rest` is the file's name in the build.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn knowledge() -> Result<&'static Knowledge, wasm_split_helpers::SplitLoaderError> {
    Ok(&ALL)
}

#[cfg(not(feature = "split"))]
async fn knowledge() -> Result<&'static Knowledge, ()> {
    Ok(&ALL)
}

/// Loads the rest and inspects again what was pasted before it was there. If it cannot be loaded, boot.js
/// says so, and so does the report where something is not explained.
pub async fn load(state: State) {
    // The page is shown, and what was typed into it meanwhile is answered, before anything else is asked for.
    clock::breathe().await;
    let knowledge = knowledge().await.unwrap_or(&MISSING);
    _ = state.write(|data| data.knowledge = Some(knowledge));
    inspection::again(state);
}
