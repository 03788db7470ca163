//! The security headers of every answer: files, refusals and failures alike.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// The headers that are the same for every site. `headers.json` adds the Content-Security-Policy.
const FIXED: [(HeaderName, HeaderValue); 6] = [
    // The declared type counts: no file is taken for a script because it looks like one.
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    // A link that somebody follows from a report tells nobody where it stood.
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    ),
    // A page that opened this one, or was opened by it, gets no handle on it.
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    // No foreign page can load these files into its own process.
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    // The page reads and writes the clipboard and needs nothing else a browser could grant.
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(PERMISSIONS),
    ),
    // For browsers that do not know the policy's frame-ancestors.
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
];

/// Features browsers know today; an unknown one would only put a warning into their console.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), \
    clipboard-read=(self), clipboard-write=(self), compute-pressure=(), \
    cross-origin-isolated=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), \
    geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), \
    keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), \
    otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(), \
    publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), sync-xhr=(), \
    usb=(), window-management=(), xr-spatial-tracking=()";

/// The whole set, ready to be copied into answers.
#[derive(Debug, Clone)]
pub struct SecurityHeaders(Arc<HeaderMap>);

impl SecurityHeaders {
    /// The fixed headers and those of the site. Where both name one, the fixed one stands.
    #[must_use]
    pub fn new(of_site: &HeaderMap) -> Self {
        let mut headers = of_site.clone();
        headers.extend(FIXED);
        Self(Arc::new(headers))
    }

    /// The headers themselves.
    #[must_use]
    pub fn as_map(&self) -> &HeaderMap {
        &self.0
    }
}

/// The layer: puts the headers on whatever answer comes from within.
pub(crate) async fn on_every_answer(
    State(headers): State<SecurityHeaders>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in headers.as_map() {
        // Replaced, not appended: two policies would both be enforced.
        response.headers_mut().insert(name.clone(), value.clone());
    }
    response
}
