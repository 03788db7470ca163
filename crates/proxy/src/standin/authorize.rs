//! `GET /oauth/authorize`: everybody who comes is logged in, and sent back with a code.

use axum::extract::{RawQuery, State as Extract};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::answers::token_error;
use super::clients::Client;
use super::form::{encoded, fields};
use super::state::{Code, Standin};

/// The handler.
pub(super) async fn authorize(
    Extract(standin): Extract<Standin>,
    RawQuery(query): RawQuery,
) -> Response {
    let asked = fields(&query.unwrap_or_default());
    let field = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let id = field("client_id");
    let Some(client) = Client::by_id(&id) else {
        let status = StatusCode::BAD_REQUEST;
        return token_error(status, "invalid_client", "client not found");
    };
    let back = field("redirect_uri");
    if field("response_type") != "code" || !back.starts_with("http://localhost") {
        let status = StatusCode::BAD_REQUEST;
        return token_error(status, "invalid_request", "redirect_uri or response_type");
    }
    let code = standin.lock().issue_code(Code {
        client,
        redirect_uri: back.clone(),
        challenge: asked.get("code_challenge").cloned(),
    });
    let mut address = format!("{back}?code={}", encoded(&code));
    if let Some(state) = asked.get("state") {
        address.push_str(&format!("&state={}", encoded(state)));
    }
    (StatusCode::FOUND, [(header::LOCATION, address)]).into_response()
}
