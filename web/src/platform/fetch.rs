//! The requests of the program: the reference data right after the start, and the page's own list of files
//! when somebody asks to see it.

use super::dom;

/// The reference data of this build, held to its hash. None if it cannot be had.
pub async fn tables() -> Option<String> {
    let (address, hash) = dom::later_file("data-tables")?;
    let response = gloo_net::http::Request::get(&address)
        .integrity(&hash)
        .send()
        .await
        .ok()?;
    if !response.ok() {
        return None;
    }
    response.text().await.ok()
}

/// This build's list of files: `build.json` beside the page. None if it cannot be had.
pub async fn build_files() -> Option<String> {
    let response = gloo_net::http::Request::get("build.json")
        .send()
        .await
        .ok()?;
    if !response.ok() {
        return None;
    }
    response.text().await.ok()
}
