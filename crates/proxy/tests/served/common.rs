//! A small built page in a folder that goes away with the test.

use std::fs;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use claimlens_proxy::config::Site;
use claimlens_proxy::hosts::Hosts;
use claimlens_proxy::site;
use http_body_util::BodyExt;
use tempfile::TempDir;
use tower::ServiceExt;

pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
pub(crate) const SCRIPT: &str = "/app-0123456789abcdef.js";

/// The folder around the site; the site itself is `site` in it, `outside.txt` lies beside.
pub(crate) fn folder() -> TempDir {
    let parent = tempfile::tempdir().expect("a folder");
    let files: &[(&str, &str)] = &[
        ("outside.txt", "outside"),
        ("site/index.html", "<!doctype html><title>page</title>"),
        ("site/index.html.br", "brotli page"),
        ("site/index.html.gz", "gzip page"),
        ("site/app-0123456789abcdef.js", "export {}; // 0123456789"),
        ("site/app-0123456789abcdef.js.br", "brotli script"),
        ("site/app-0123456789abcdef_bg.wasm", "\0asm"),
        ("site/app-0123456789abcdef_bg.wasm.gz", "gzip wasm"),
        ("site/style-0123456789abcdef.css", "p{}"),
        ("site/icon.svg", "<svg/>"),
        ("site/app.webmanifest", "{}"),
        ("site/build.json", "{}"),
        ("site/assets/note.txt", "a note"),
        ("site/with space.txt", "space"),
        ("site/.hidden", "secret"),
        ("site/.git/config", "secret"),
        ("site/headers.json.br", "secret"),
    ];
    for (name, content) in files {
        write(parent.path(), name, content);
    }
    let headers = format!(r#"{{"content-security-policy": "{POLICY}"}}"#);
    write(parent.path(), "site/headers.json", &headers);
    parent
}

pub(crate) fn write(parent: &Path, name: &str, content: &str) {
    let path = parent.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, content).expect("a file");
}

/// The router of the site in `parent`, as it is on a loopback address.
pub(crate) fn router(parent: &TempDir) -> Router {
    let site = Site::open(&parent.path().join("site")).expect("a good site");
    site::router(&site, Hosts::new(([127, 0, 0, 1], 8080).into(), Vec::new()))
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: Response<()>,
    pub(crate) body: String,
}

impl Answer {
    /// A header's value; empty when there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.head
            .headers()
            .get(name)
            .map_or("", |value| value.to_str().expect("ASCII"))
    }
}

/// Sends a request with `Host: localhost` unless `headers` name another.
pub(crate) async fn send(
    router: &Router,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let mut request = Request::builder().method(method).uri(target);
    if !headers.iter().any(|(name, _)| *name == "host") {
        request = request.header("host", "localhost:8080");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    let response = router.clone().oneshot(request).await.expect("infallible");
    let (head, body) = response.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    let head = Response::from_parts(head, ());
    Answer {
        status: head.status().as_u16(),
        head,
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}
