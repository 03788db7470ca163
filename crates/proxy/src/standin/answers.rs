//! The bodies and headers of answers, each as it is documented or was observed.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// An answer that ends the work on a request early.
pub(super) type Refused = Box<Response>;

/// A JSON answer with the headers that every one of the API has.
pub(super) fn answer(status: StatusCode, body: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE.as_str(), "application/json"),
        (header::CACHE_CONTROL.as_str(), "no-store"),
        ("inin-correlation-id", CORRELATION_ID),
        ("inin-ratelimit-count", "1"),
        ("inin-ratelimit-allowed", "300"),
        ("inin-ratelimit-reset", "60"),
    ];
    (status, headers, body.to_string()).into_response()
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

/// Adds `Retry-After` to an answer.
pub(super) fn retry_after(mut response: Response, seconds: Option<u64>) -> Response {
    if let Some(seconds) = seconds {
        let seconds = HeaderValue::from(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// What is not below one of the two prefixes.
pub(super) async fn no_such_host() -> Response {
    (
        StatusCode::NOT_FOUND,
        "<html><body>404: neither the login host nor the API</body></html>",
    )
        .into_response()
}

const CORRELATION_ID: &str = "6c9d0c0e-52cb-4d6a-8a39-000000000001";
