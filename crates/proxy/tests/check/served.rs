//! A page, a server of it, and what is said of that.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use claimlens_proxy::check::{Report, check};
use claimlens_proxy::config::Site;
use claimlens_proxy::hosts::Hosts;
use claimlens_proxy::server::{self, Limits};
use claimlens_proxy::site;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use tokio::net::TcpListener;

pub(crate) const POLICY: &str = "default-src 'none'; connect-src 'self'";
pub(crate) const SCRIPT: &str = "app-0123456789abcdef.js";

/// A page in a folder, and the list of its files as `cargo xtask dist` writes it.
pub(crate) fn page() -> (TempDir, String) {
    let parent = tempfile::tempdir().expect("a folder");
    let index =
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"><p>page");
    let headers = format!(r#"{{"content-security-policy": "{POLICY}; frame-ancestors 'none'"}}"#);
    let files = BTreeMap::from([
        ("site/index.html".to_owned(), index),
        (
            "site/index.html.br".to_owned(),
            "a page in brotli".to_owned(),
        ),
        ("site/index.html.gz".to_owned(), "a page in gzip".to_owned()),
        (format!("site/{SCRIPT}"), "run()".to_owned()),
        ("site/sw.js".to_owned(), "keep()".to_owned()),
        ("site/build.json".to_owned(), "{}".to_owned()),
        ("site/headers.json".to_owned(), headers),
        ("claimlens-proxy".to_owned(), "a program".to_owned()),
    ]);
    std::fs::create_dir(parent.path().join("site")).expect("a folder");
    let mut list = String::new();
    for (name, content) in files {
        std::fs::write(parent.path().join(&name), &content).expect("a file");
        for byte in Sha256::digest(&content) {
            write!(list, "{byte:02x}").expect("text");
        }
        writeln!(list, "  {name}").expect("text");
    }
    (parent, list)
}

pub(crate) fn router(parent: &TempDir, address: SocketAddr) -> Router {
    let site = Site::open(&parent.path().join("site")).expect("a good site");
    site::router(&site, Hosts::new(address, Vec::new()))
}

/// Serves the page, with answers changed on their way, until the test ends.
pub(crate) async fn serve(parent: &TempDir, change: fn(&str, Response) -> Response) -> String {
    listen(parent, move |router| {
        router.layer(from_fn(move |request: Request, next: Next| async move {
            let path = request.uri().path().to_owned();
            change(&path, next.run(request).await)
        }))
    })
    .await
}

/// Serves the page on a port of its own, behind what is laid around it; gives the address.
async fn listen(parent: &TempDir, around: impl FnOnce(Router) -> Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(server::serve(
        listener,
        around(router(parent, address)),
        Limits::default(),
        std::future::pending(),
    ));
    format!("http://{address}/")
}

pub(crate) async fn report(url: &str, list: &str) -> Report {
    check(url, list, &[], true).await.expect("a report")
}

pub(crate) fn said(report: &Report) -> String {
    let faults = report.rows.iter().flat_map(|row| {
        let name = &row.name;
        row.faults
            .iter()
            .map(move |fault| format!("{name}: {fault}\n"))
    });
    faults.collect()
}

/// Fails where a report does not say that.
pub(crate) fn assert_said(report: &Report, words: &str) {
    assert!(said(report).contains(words), "{words}: {report}");
}

/// Serves the page, but for what `other` gives instead, by what was asked.
pub(crate) async fn serve_to(
    parent: &TempDir,
    other: fn(&Request) -> Option<&'static [u8]>,
    change: fn(&mut Response),
) -> String {
    listen(parent, move |router| {
        router.layer(from_fn(move |request: Request, next: Next| async move {
            let instead = other(&request);
            let mut answer = next.run(request).await;
            if let Some(text) = instead {
                answer.headers_mut().remove(header::CONTENT_LENGTH);
                answer.headers_mut().remove(header::CONTENT_ENCODING);
                *answer.body_mut() = Body::from(text);
                change(&mut answer);
            }
            answer
        }))
    })
    .await
}

/// A header of a request, as text; empty where there is none.
pub(crate) fn asks(request: &Request, name: header::HeaderName) -> &str {
    let value = request.headers().get(name);
    value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}
