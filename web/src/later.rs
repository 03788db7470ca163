//! What is loaded after the page is ready: everything that explains what is no JOSE token.

use claimlens_core::Reader;

/// Loads the reader.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn reader() -> Result<Reader, wasm_split_helpers::SplitLoaderError> {
    Ok(claimlens_core::kinds::artefact)
}
pub async fn load(state: crate::state::State) {
    if let Ok(reader) = reader().await {
        _ = state.write(|data| data.reader = Some(reader));
    }
}
