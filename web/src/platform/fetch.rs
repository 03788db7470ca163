//! The one request the page makes once it is loaded: its own list of files, when somebody asks to see it.

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
