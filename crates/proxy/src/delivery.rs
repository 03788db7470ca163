//! What an answer says about keeping and reading it: Cache-Control, Vary, the charset of texts;
//! and one repair of how ranges are asked for.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, IF_RANGE, RANGE, VARY};
use axum::middleware::Next;
use axum::response::Response;

use crate::headers::cache_control;

/// The same address has up to three bodies (plain, gzip, brotli). Said on every answer, because a
/// cache that kept one without it would hand it to the wrong browser.
const BY_ENCODING: HeaderValue = HeaderValue::from_static("Accept-Encoding");

/// The layer that sets the three headers.
pub(crate) async fn describe(request: Request, next: Next) -> Response {
    let hashed = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    let found = matches!(
        response.status(),
        StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED
    );
    let headers = response.headers_mut();
    // A hashed file that is missing may be there after the next build: that answer must not stay.
    if let Some(kept) = cache_control(hashed && found) {
        headers.insert(CACHE_CONTROL, kept);
    }
    headers.insert(VARY, BY_ENCODING);
    if let Some(complete) = headers.get(CONTENT_TYPE).and_then(with_charset) {
        headers.insert(CONTENT_TYPE, complete);
    }
    response
}

/// The layer that leaves `Range` out when it comes with `If-Range`: "this part if the file is still
/// the same, else all of it" (RFC 9110, section 13.1.5). `ServeDir` does not compare, so the whole
/// file is the answer that is right in both cases; a part of another version never is.
pub(crate) async fn whole_when_conditional(mut request: Request, next: Next) -> Response {
    if request.headers().contains_key(IF_RANGE) {
        request.headers_mut().remove(RANGE);
    }
    next.run(request).await
}

/// Whether the file's name carries a hash of its content: `-` and 16 lower-case hexadecimal digits,
/// then `.` or `_` (`claimlens-web-0123456789abcdef_bg.wasm`).
fn is_hashed(path: &str) -> bool {
    const DIGITS: usize = 16;
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('-').skip(1).any(|part| {
        let digits = part
            .bytes()
            .take_while(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        digits.count() == DIGITS && matches!(part.as_bytes().get(DIGITS), Some(b'.' | b'_'))
    })
}

/// `text/*` without parameters, with the encoding the build writes; `None` for other types.
fn with_charset(value: &HeaderValue) -> Option<HeaderValue> {
    let text = value.to_str().ok()?;
    if text.starts_with("text/") && !text.contains(';') {
        HeaderValue::from_str(&format!("{text}; charset=utf-8")).ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::is_hashed;

    #[test]
    fn hashed_names() {
        for yes in [
            "/claimlens-web-0123456789abcdef.js",
            "/claimlens-web-0123456789abcdef_bg.wasm",
            "/a/b/boot-0123456789abcdef.js",
            "/styles-0123456789abcdef.css",
        ] {
            assert!(is_hashed(yes), "{yes}");
        }
        for no in [
            "/",
            "/index.html",
            "/build.json",
            "/0123456789abcdef.js",
            "/app-0123456789abcde.js",
            "/app-0123456789abcdef0.js",
            "/app-0123456789ABCDEF.js",
            "/app-0123456789abcdef",
            "/lib-0123456789abcdef/inline.js",
            "/app-0123456789abcdefg.js",
        ] {
            assert!(!is_hashed(no), "{no}");
        }
    }
}
