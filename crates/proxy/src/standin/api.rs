//! The calls of the Platform API.

use axum::extract::State as Extract;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::answers::{Refused, answer, api_error, retry_after};
use super::settings::{Client, ORG_NAME};
use super::state::Standin;

/// What every call needs of its request.
type Asked = (Method, Uri, HeaderMap);

/// `GET` and `HEAD /api/v2/tokens/me`.
pub(super) async fn tokens_me(
    Extract(standin): Extract<Standin>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    match admitted(&standin, &(method, uri, headers)) {
        Err(refused) => *refused,
        Ok((_, client)) => answer(
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
        ),
    }
}

/// `DELETE /api/v2/tokens/me`.
pub(super) async fn revoke(
    Extract(standin): Extract<Standin>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    match admitted(&standin, &(method, uri, headers)) {
        Err(refused) => *refused,
        Ok((token, _)) => {
            standin.lock().revoke(&token);
            StatusCode::OK.into_response()
        }
    }
}

/// `GET /api/v2/users/me`: needs a user.
pub(super) async fn users_me(
    Extract(standin): Extract<Standin>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    match admitted(&standin, &(method, uri, headers)) {
        Err(refused) => *refused,
        // The code of this answer was not observed.
        Ok((_, client)) if client.grant_type == Client::SERVICE.grant_type => api_error(
            StatusCode::BAD_REQUEST,
            "bad.request",
            "This request requires a user context. Client credentials cannot be used for requests to this resource.",
        ),
        Ok(_) => answer(
            StatusCode::OK,
            &json!({ "id": "7d3b1f0a-0000-4000-8000-000000000001", "name": "Stand-in User" }),
        ),
    }
}

/// `GET /api/v2/organizations/me`.
pub(super) async fn organizations_me(
    Extract(standin): Extract<Standin>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    match admitted(&standin, &(method, uri, headers)) {
        Err(refused) => *refused,
        Ok(_) => {
            let mut body = organization();
            body["thirdPartyOrgName"] = ORG_NAME.into();
            answer(StatusCode::OK, &body)
        }
    }
}

/// Everything else below `/api/v2`.
pub(super) async fn not_found() -> Response {
    let message = "The requested resource was not found.";
    api_error(StatusCode::NOT_FOUND, "not.found", message)
}

/// Notes the call, and looks at the limit and then the token. Answers the token and its client.
fn admitted(standin: &Standin, asked: &Asked) -> Result<(String, Client), Refused> {
    let (method, uri, headers) = asked;
    let mut state = standin.lock();
    let path = uri.path_and_query().map_or("", |path| path.as_str());
    state.seen.api_requests.push(format!("{method} {path}"));
    let throttled = state.settings.api_throttled > 0;
    state.note_wait(throttled);
    if throttled {
        state.settings.api_throttled -= 1;
        let refused = api_error(
            StatusCode::TOO_MANY_REQUESTS,
            "too.many.requests",
            "Rate limit exceeded the maximum [300] requests within [60] seconds",
        );
        return Err(Box::new(retry_after(refused, state.settings.retry_after)));
    }
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.to_owned());
    let Some(token) = token else {
        return Err(Box::new(api_error(
            StatusCode::UNAUTHORIZED,
            "authentication.required",
            "No authentication bearer token specified in authorization header.",
        )));
    };
    match state.client_of(&token) {
        Some(client) => Ok((token, client)),
        None => Err(Box::new(api_error(
            StatusCode::UNAUTHORIZED,
            "bad.credentials",
            "Invalid login credentials.",
        ))),
    }
}

fn organization() -> serde_json::Value {
    json!({ "id": "3b2a9f10-0000-4000-8000-000000000001", "name": "Stand-in Organisation" })
}
