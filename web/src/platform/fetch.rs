//! The requests of the program: the reference data right after the start, and the page's own list of files
//! when somebody asks to see it.

use gloo_net::http::{Request, RequestBuilder};

use super::dom;

/// The reference data of this build, held to its hash. None if it cannot be had.
pub async fn tables() -> Option<String> {
    let (address, hash) = dom::later_file("data-tables")?;
    text(Request::get(&address).integrity(&hash)).await
}

/// This build's list of files: `build.json` beside the page. None if it cannot be had.
pub async fn build_files() -> Option<String> {
    text(Request::get("build.json")).await
}

async fn text(request: RequestBuilder) -> Option<String> {
    let response = request.send().await.ok()?;
    if !response.ok() {
        return None;
    }
    response.text().await.ok()
}
