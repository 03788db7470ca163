//! The one request the page makes once it is loaded: its own list of files, when somebody asks to see it.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// This build's list of files: `build.json` beside the page. None if it cannot be had.
pub async fn build_files() -> Option<String> {
    let answer = web_sys::window()?.fetch_with_str("build.json");
    let response: Response = JsFuture::from(answer).await.ok()?.unchecked_into();
    if !response.ok() {
        return None;
    }
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    text.as_string()
}
