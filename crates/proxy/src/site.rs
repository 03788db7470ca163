//! The router: the site's files and the layers around them, each with its reason.

use std::any::Any;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::services::ServeDir;

use crate::config::Site;
use crate::delivery;
use crate::folder::SiteFolder;
use crate::headers::{SecurityHeaders, on_every_answer};
use crate::headers_file;
use crate::hosts::{Hosts, only_known};

/// Everything a request meets after the connection. Needs no socket.
pub fn router(site: &Site, hosts: Hosts) -> Router {
    let files = ServeDir::with_backend(&site.folder, SiteFolder::new(&site.folder))
        // Compressed once, by the build, as hard as it goes; never while somebody waits.
        .precompressed_br()
        .precompressed_gzip()
        // A redirect would be built from the request's own path, where `//other.example/x` names
        // another site. The page has no folders to visit, so none is needed.
        .redirect_to_trailing_slash(false)
        // The whole file is a valid answer to several ranges, an error would help nobody.
        .ignore_multi_range_requests(true)
        .fallback(any(not_found));

    let mut inner = Router::new().fallback_service(files);
    if !site.changed.is_empty() {
        // In front of the files: these are served instead of their namesakes.
        inner = inner.layer(from_fn_with_state(site.changed.clone(), instead));
    }
    layered(inner, site, hosts)
}

/// Answers with a changed file where there is one. It is small, and not compressed.
async fn instead(
    State(changed): State<Vec<(&'static str, Bytes)>>,
    request: Request,
    next: Next,
) -> Response {
    let name = match request.uri().path() {
        "/" => "index.html",
        path => path.strip_prefix('/').unwrap_or(path),
    };
    // The server's own settings are not served, changed or not.
    let found = changed
        .iter()
        .find(|(known, _)| *known == name && *known != headers_file::NAME);
    let Some((name, content)) = found else {
        return next.run(request).await;
    };
    let content_type = match name.rsplit('.').next() {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        _ => "application/json",
    };
    ([(header::CONTENT_TYPE, content_type)], content.clone()).into_response()
}

/// The same where no page is served: calls are, and whoever looks for the page is told.
pub fn router_without(hosts: Hosts) -> Router {
    let none = Site {
        folder: "/".into(),
        headers: HeaderMap::new(),
        changed: Vec::new(),
    };
    layered(Router::new().fallback(any(no_page)), &none, hosts)
}

/// Puts the layers around `inner`. The last one added is the first a request meets.
fn layered(inner: Router, site: &Site, hosts: Hosts) -> Router {
    inner
        // Next to the files, because it is about how they read a request.
        .layer(from_fn(delivery::whole_when_conditional))
        // Before any file is looked at: a page of a foreign name must learn nothing.
        .layer(from_fn_with_state(hosts, only_known))
        // Before the host is looked at: CONNECT and `OPTIONS *` have no host worth reading.
        .layer(from_fn(only_reading))
        // Around everything that could fail, inside of what every answer carries.
        .layer(CatchPanicLayer::custom(after_panic))
        // Refusals need their Cache-Control and Vary too.
        .layer(from_fn(delivery::describe))
        // Outermost: no answer leaves without these, whoever made it.
        .layer(from_fn_with_state(
            SecurityHeaders::new(&site.headers),
            on_every_answer,
        ))
}

/// There is nothing to write to here. A path that has folders in it is none of the page's, whatever is asked of it.
async fn only_reading(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let path = request.uri().path();
    if path
        .strip_prefix('/')
        .is_some_and(|path| path.contains('/'))
    {
        return not_found().await;
    }
    let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
    (
        StatusCode::METHOD_NOT_ALLOWED,
        allow,
        "Only GET and HEAD are answered here.\n",
    )
        .into_response()
}

async fn no_page() -> Response {
    (
        StatusCode::NOT_FOUND,
        "No page is served here, for --site was not given; calls are forwarded.\n",
    )
        .into_response()
}

async fn not_found() -> Response {
    (
        StatusCode::NOT_FOUND,
        "There is no such page here. Claimlens is at /\n",
    )
        .into_response()
}

/// The panic's own text may hold anything, so none of it goes out.
fn after_panic(_: Box<dyn Any + Send>) -> Response {
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        "The server failed on this request.\n",
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_becomes_an_answer_with_every_header() {
        async fn panics() -> Response {
            panic!("with a secret")
        }
        let site = Site {
            folder: "/".into(),
            headers: HeaderMap::new(),
            changed: Vec::new(),
        };
        let hosts = Hosts::new(([127, 0, 0, 1], 80).into(), Vec::new());
        let router = layered(Router::new().fallback(any(panics)), &site, hosts);
        let request = Request::builder()
            .header("host", "localhost")
            .body(Body::empty());
        let response = router
            .oneshot(request.expect("a request"))
            .await
            .expect("an answer");
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()["x-frame-options"], "DENY");
        assert_eq!(response.headers()["cache-control"], "no-cache");
        let body = axum::body::to_bytes(response.into_body(), 1000)
            .await
            .expect("a body");
        assert!(!String::from_utf8_lossy(&body).contains("secret"));
    }
}
