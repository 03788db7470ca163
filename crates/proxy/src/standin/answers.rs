//! The bodies and headers of answers, each as it is documented or was observed.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::state::Rate;

/// An answer that ends the work on a request early.
pub(super) type Refused = Box<Response>;

/// A JSON answer. The token endpoint's own headers were not observed; `no-store` is what OAuth asks for.
pub(super) fn answer(status: StatusCode, body: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE.as_str(), "application/json"),
        (header::CACHE_CONTROL.as_str(), "no-store"),
        ("inin-correlation-id", CORRELATION_ID),
    ];
    (status, headers, body.to_string()).into_response()
}

/// Adds what every answer of the API says about its limit: seen on those with 200 too.
pub(super) fn rated(mut response: Response, rate: Rate) -> Response {
    let headers = response.headers_mut();
    headers.insert("inin-ratelimit-count", rate.count.into());
    headers.insert("inin-ratelimit-allowed", rate.allowed.into());
    headers.insert("inin-ratelimit-reset", rate.reset.into());
    response
}

/// An error of the token endpoint: it has two descriptions, with the same text.
pub(super) fn token_error(status: StatusCode, error: &str, description: &str) -> Response {
    let body = json!({
        "error": error,
        "description": description,
        "error_description": description,
    });
    answer(status, &body)
}

/// An error of the Platform API.
pub(super) fn api_error(status: StatusCode, code: &str, message: &str) -> Response {
    let body = json!({
        "message": message,
        "code": code,
        "status": status.as_u16(),
        "contextId": CORRELATION_ID,
        "details": [],
        "errors": [],
    });
    answer(status, &body)
}

/// 429, with how long to wait.
pub(super) fn too_many(allowed: u32, seconds: Option<u64>) -> Response {
    let mut response = api_error(
        StatusCode::TOO_MANY_REQUESTS,
        "too.many.requests",
        &format!("Rate limit exceeded the maximum [{allowed}] requests within [60] seconds"),
    );
    if let Some(seconds) = seconds {
        let seconds = HeaderValue::from(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// What the API has not.
pub(super) fn not_found() -> Response {
    let message = "The requested resource was not found.";
    api_error(StatusCode::NOT_FOUND, "not.found", message)
}

/// What is not below one of the two prefixes, or not at the right host. Made up, but for being no JSON:
/// wrong hosts answer with a page.
pub(super) async fn no_such_host() -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
    (
        StatusCode::NOT_FOUND,
        headers,
        "<html><body>404: neither the login host nor the API</body></html>",
    )
        .into_response()
}

const CORRELATION_ID: &str = "6c9d0c0e-52cb-4d6a-8a39-000000000001";
