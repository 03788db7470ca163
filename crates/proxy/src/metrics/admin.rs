//! The listener for whoever runs the program: `/health`, `/metrics`, `/version`, and nothing else.
//!
//! It is apart from the one for pages, so that a proxy in front of that one publishes none of it. There is
//! no secret and no option in it; still no page of a browser gets to read it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::Metrics;
use crate::hosts::{Hosts, only_known};
use crate::server::Limits;

/// A few scrapers and balancers; each asks seldom.
#[must_use]
pub fn limits() -> Limits {
    Limits {
        connections: 32,
        answer: Duration::from_secs(10),
        ..Limits::default()
    }
}

/// The router. With names to go by it answers to those alone; a balancer or a scraper in another
/// network asks by address, so without names there is no such check.
pub fn router(metrics: Arc<Metrics>, hosts: Option<Hosts>) -> Router {
    let router = Router::new()
        .route("/health", get(health))
        .route("/metrics", get(scrape))
        .route("/version", get(version))
        .with_state(metrics)
        .fallback(nothing)
        .method_not_allowed_fallback(nothing);
    let router = match hosts {
        Some(hosts) => router.layer(from_fn_with_state(hosts, only_known)),
        None => router,
    };
    router.layer(from_fn(no_pages)).layer(from_fn(guard))
}

async fn health(State(metrics): State<Arc<Metrics>>) -> Response {
    if metrics.draining() {
        // A balancer that asks takes this one out before its connections end.
        (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response()
    } else {
        "ok\n".into_response()
    }
}

async fn scrape(State(metrics): State<Arc<Metrics>>) -> Response {
    const FORM: HeaderValue = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    ([(header::CONTENT_TYPE, FORM)], metrics.text()).into_response()
}

async fn version() -> &'static str {
    concat!("claimlens-proxy ", env!("CARGO_PKG_VERSION"), "\n")
}

async fn nothing(method: Method) -> Response {
    if matches!(method, Method::GET | Method::HEAD) {
        (
            StatusCode::NOT_FOUND,
            "Here are /health, /metrics and /version.\n",
        )
            .into_response()
    } else {
        let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
        (StatusCode::METHOD_NOT_ALLOWED, allow).into_response()
    }
}

/// A script of a page sends `Origin` or says in `Sec-Fetch-Site` that it is one. Somebody who types
/// the address into a browser sends neither, or `none`.
async fn no_pages(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let site = headers.get("sec-fetch-site");
    if headers.contains_key(header::ORIGIN) || site.is_some_and(|site| site != "none") {
        return (StatusCode::FORBIDDEN, "This is not for pages.\n").into_response();
    }
    next.run(request).await
}

/// On every answer, refusals included: nothing is kept, embedded or run.
async fn guard(request: Request, next: Next) -> Response {
    const ALWAYS: [(HeaderName, HeaderValue); 6] = [
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"),
        ),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
    ];
    let mut response = next.run(request).await;
    response.headers_mut().extend(ALWAYS);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use tower::ServiceExt;

    async fn ask(router: &Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        router.clone().oneshot(request).await.expect("infallible")
    }

    fn local() -> Router {
        let hosts = Hosts::new(([127, 0, 0, 1], 9090).into(), Vec::new());
        let metrics = Metrics::new(Arc::default(), Arc::default());
        router(Arc::new(metrics), Some(hosts))
    }

    #[tokio::test]
    async fn three_paths_and_nothing_else() {
        let router = local();
        const HOST: (&str, &str) = ("host", "127.0.0.1:9090");
        for (method, path, status) in [
            ("GET", "/health", 200),
            ("HEAD", "/health", 200),
            ("GET", "/metrics", 200),
            ("GET", "/version", 200),
            ("GET", "/", 404),
            ("GET", "/health/", 404),
            ("GET", "//health", 404),
            ("GET", "/metrics/../config", 404),
            ("POST", "/metrics", 405),
            ("OPTIONS", "/metrics", 405),
            ("DELETE", "/health", 405),
        ] {
            let answer = ask(&router, method, path, &[HOST]).await;
            assert_eq!(answer.status(), status, "{method} {path}");
            assert_eq!(answer.headers()["cache-control"], "no-store");
            assert_eq!(
                answer.headers()["cross-origin-resource-policy"],
                "same-origin"
            );
        }
    }

    #[tokio::test]
    async fn p74_no_page_reads_it() {
        let router = local();
        const HOST: (&str, &str) = ("host", "127.0.0.1:9090");
        for (headers, status) in [
            (&[HOST, ("origin", "https://evil.example")] as &[_], 403),
            (&[HOST, ("origin", "http://127.0.0.1:9090")], 403),
            (&[HOST, ("origin", "null")], 403),
            (&[HOST, ("sec-fetch-site", "cross-site")], 403),
            (&[HOST, ("sec-fetch-site", "same-site")], 403),
            (&[HOST, ("sec-fetch-site", "none")], 200),
            (&[("host", "evil.example")], 421),
            (&[], 400),
        ] {
            for path in ["/health", "/metrics", "/version"] {
                let answer = ask(&router, "GET", path, headers).await;
                assert_eq!(answer.status(), status, "{path} {headers:?}");
                let cors = answer.headers().keys().any(|name| {
                    let name = name.as_str();
                    name.starts_with("access-control-") || name == "set-cookie"
                });
                assert!(!cors, "{path} {headers:?}: {answer:?}");
            }
        }
    }
}
