//! The security headers of every answer: files, refusals and failures alike.

use std::sync::{Arc, LazyLock};

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// The headers that are the same for every build, with the reason of each. `cargo xtask dist` reads them, too.
const FIXED: &str = include_str!("../data/headers.txt");

/// The section of [`FIXED`] for every answer, and the one for the service worker.
const EVERY: &str = "every answer";
const WORKER: &str = "sw.js";

/// The headers in a section of [`FIXED`].
fn section(name: &str) -> HeaderMap {
    let lines = FIXED
        .lines()
        .skip_while(|line| section_of(line) != Some(name));
    let lines = lines.skip(1).take_while(|line| section_of(line).is_none());
    let pairs = lines.filter_map(|line| line.split_once(": "));
    pairs
        .filter(|(name, _)| !name.starts_with('#'))
        .filter_map(|(name, value)| Some((name.parse::<HeaderName>().ok()?, value.parse().ok()?)))
        .collect()
}

/// `[name]`
fn section_of(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']')
}

/// How long an answer may be kept: a file that is named by its content, or anything else.
pub(crate) fn cache_control(named_by_content: bool) -> Option<HeaderValue> {
    static KEPT: LazyLock<[HeaderMap; 2]> =
        LazyLock::new(|| ["anything else", "named by content"].map(section));
    let of = &KEPT[usize::from(named_by_content)];
    of.get(header::CACHE_CONTROL).cloned()
}

/// The whole set, ready to be copied into answers.
#[derive(Debug, Clone)]
pub struct SecurityHeaders {
    every: Arc<HeaderMap>,
    worker: Arc<HeaderMap>,
}

impl SecurityHeaders {
    /// The fixed headers and those of the site. Where both name one, the fixed one stands.
    #[must_use]
    pub fn new(of_site: &HeaderMap) -> Self {
        let mut every = of_site.clone();
        every.extend(section(EVERY));
        let mut worker = every.clone();
        worker.extend(section(WORKER));
        Self {
            every: Arc::new(every),
            worker: Arc::new(worker),
        }
    }

    /// The headers for what is asked for by this path.
    #[must_use]
    pub fn at(&self, path: &str) -> &HeaderMap {
        if path.strip_prefix('/') == Some(WORKER) {
            &self.worker
        } else {
            &self.every
        }
    }
}

/// The layer: puts the headers on whatever answer comes from within.
pub(crate) async fn on_every_answer(
    State(headers): State<SecurityHeaders>,
    request: Request,
    next: Next,
) -> Response {
    let of_path = headers.at(request.uri().path()).clone();
    let mut response = next.run(request).await;
    for (name, value) in &of_path {
        // Replaced, not appended: two policies would both be enforced.
        response.headers_mut().insert(name.clone(), value.clone());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_a_header_in_its_section() {
        let sections = [EVERY, WORKER, "named by content", "anything else"];
        let read: usize = sections.iter().map(|name| section(name).len()).sum();
        let written = FIXED
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with(['#', '[']))
            .count();
        assert_eq!(read, written);
        assert_eq!(
            FIXED.lines().filter_map(section_of).collect::<Vec<_>>(),
            sections
        );
        assert_eq!(section(EVERY).len(), 6);
        assert_eq!(cache_control(false).expect("one"), "no-cache");
        assert!(
            cache_control(true)
                .expect("one")
                .to_str()
                .expect("text")
                .contains("immutable")
        );
    }

    #[test]
    fn the_service_worker_has_a_policy_of_its_own() {
        let mut of_site = HeaderMap::new();
        of_site.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'self'"),
        );
        let headers = SecurityHeaders::new(&of_site);
        let policy = |path| {
            headers
                .at(path)
                .get(header::CONTENT_SECURITY_POLICY)
                .cloned()
        };
        assert_eq!(
            policy("/sw.js").expect("one"),
            "default-src 'none'; connect-src 'self'"
        );
        for path in ["/", "/sw.jsx", "/a/sw.js"] {
            assert_eq!(policy(path).expect("one"), "default-src 'self'", "{path}");
        }
        assert_eq!(headers.at("/sw.js").len(), headers.at("/").len());
    }
}
