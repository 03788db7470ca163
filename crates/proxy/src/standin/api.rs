//! The calls of the Platform API.

use axum::extract::{FromRequestParts, State as Extract};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::json;

use super::answers::{answer, api_error, retry_after};
use super::settings::{Client, ORG_NAME};
use super::state::Standin;

/// Who calls: the token that was sent, and the client it was issued to. Its extraction notes the call, and
/// refuses it by the limit and then by the token.
pub(super) struct Caller {
    token: String,
    client: Client,
}

impl FromRequestParts<Standin> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, standin: &Standin) -> Result<Self, Response> {
        let mut state = standin.lock();
        let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
        let request = format!("{} {path}", parts.method);
        state.seen.api_requests.push(request);
        let throttled = state.settings.api_throttled > 0;
        state.note_wait(throttled);
        if throttled {
            state.settings.api_throttled -= 1;
            let refused = api_error(
                StatusCode::TOO_MANY_REQUESTS,
                "too.many.requests",
                "Rate limit exceeded the maximum [300] requests within [60] seconds",
            );
            return Err(retry_after(refused, state.settings.retry_after));
        }
        let token = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.to_owned());
        let Some(token) = token else {
            return Err(api_error(
                StatusCode::UNAUTHORIZED,
                "authentication.required",
                "No authentication bearer token specified in authorization header.",
            ));
        };
        match state.client_of(&token) {
            Some(client) => Ok(Self { token, client }),
            None => Err(api_error(
                StatusCode::UNAUTHORIZED,
                "bad.credentials",
                "Invalid login credentials.",
            )),
        }
    }
}

/// `GET` and `HEAD /api/v2/tokens/me`.
pub(super) async fn tokens_me(Caller { client, .. }: Caller) -> Response {
    answer(
        StatusCode::OK,
        &json!({
            "organization": organization(),
            "homeOrganization": organization(),
            "authorizedScope": [],
            "OAuthClient": {
                "id": client.id,
                "name": client.name,
                "authorizedGrantType": client.grant_type,
                "scope": [],
                "roleDivisions": [],
                "state": "active",
                "organization": organization(),
            },
        }),
    )
}

/// `DELETE /api/v2/tokens/me`.
pub(super) async fn revoke(
    Extract(standin): Extract<Standin>,
    Caller { token, .. }: Caller,
) -> StatusCode {
    standin.lock().revoke(&token);
    StatusCode::OK
}

/// `GET /api/v2/users/me`: needs a user.
pub(super) async fn users_me(Caller { client, .. }: Caller) -> Response {
    if client.grant_type == Client::SERVICE.grant_type {
        // The code of this answer was not observed.
        return api_error(
            StatusCode::BAD_REQUEST,
            "bad.request",
            "This request requires a user context. Client credentials cannot be used for requests to this resource.",
        );
    }
    answer(
        StatusCode::OK,
        &json!({ "id": "7d3b1f0a-0000-4000-8000-000000000001", "name": "Stand-in User" }),
    )
}

/// `GET /api/v2/organizations/me`.
pub(super) async fn organizations_me(_: Caller) -> Response {
    let mut body = organization();
    body["thirdPartyOrgName"] = ORG_NAME.into();
    answer(StatusCode::OK, &body)
}

/// Everything else below `/api/v2`.
pub(super) async fn not_found() -> Response {
    let message = "The requested resource was not found.";
    api_error(StatusCode::NOT_FOUND, "not.found", message)
}

fn organization() -> serde_json::Value {
    json!({ "id": "3b2a9f10-0000-4000-8000-000000000001", "name": "Stand-in Organisation" })
}
