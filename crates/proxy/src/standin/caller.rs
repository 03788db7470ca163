//! Who calls the API: the way of a call until it is looked at.

use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;
use claimlens_core::calls::{self, Call, Host};

use super::answers::{Refused, api_error, no_such_host, not_found, rated, too_many};
use super::clients::{Client, Manner};
use super::place::place;
use super::settings::Trouble;
use super::state::{Bad, Rate, Standin};

/// A call that may be answered.
#[derive(Debug)]
pub(super) struct Caller {
    /// The token that was sent.
    pub(super) token: String,
    /// The client it was issued to.
    pub(super) client: Client,
    /// The row of the table.
    pub(super) call: &'static Call,
    /// The path at the service.
    pub(super) path: String,
    /// What the headers say about the limit.
    pub(super) rate: Rate,
}

/// Notes the call, and refuses it by the limits, the token, the address and the permission, in that order.
/// In which order the service looks was not observed.
pub(super) async fn admit(standin: &Standin, parts: &Parts) -> Result<Caller, Refused> {
    let Some(at) = place(parts, Host::Api) else {
        return Err(Box::new(no_such_host().await));
    };
    let mut state = standin.lock();
    let whole = parts.uri.path_and_query().map_or("", |path| path.as_str());
    state.note_call(format!("{} {whole}", parts.method));
    let refuse = |response, rate| Err(Box::new(rated(response, rate)));

    let Ok(found) = calls::find(Host::Api, parts.method.as_str(), &at.path) else {
        // What another method on a known path is answered with was not observed.
        return refuse(not_found(), Rate::FIRST);
    };
    let call = found.call;

    let throttled = state.settings.api_throttled > 0;
    state.note_wait(throttled);
    if throttled {
        state.settings.api_throttled -= 1;
        let rate = Rate::FIRST;
        let response = too_many(rate.allowed, state.settings.retry_after);
        return refuse(response, rate);
    }
    let Some(token) = bearer(parts) else {
        let response = api_error(
            StatusCode::UNAUTHORIZED,
            "authentication.required",
            "No authentication bearer token specified in authorization header.",
        );
        return refuse(response, Rate::FIRST);
    };
    if let Some(trouble) = state.settings.trouble {
        return refuse(in_trouble(trouble), Rate::FIRST);
    }
    let (per_minute, wait) = (state.settings.per_minute, state.settings.retry_after);
    let looks = parts.uri.query().unwrap_or_default();
    let looks = looks.split('&').any(|pair| pair == "preserveIdleTTL=true");
    let found = match state.token(&token, &at.region, looks) {
        Ok(found) => found,
        Err(Bad::Unknown) => return refuse(in_trouble(Trouble::BadCredentials), Rate::FIRST),
        // Which of the two a token at the end of its life gets is not settled: both were observed.
        Err(Bad::Expired) => return refuse(in_trouble(Trouble::CredentialsExpired), Rate::FIRST),
    };
    let client = found.client;
    let rate = found.count(per_minute);
    if rate.exceeded {
        return refuse(too_many(rate.allowed, wait.or(Some(rate.reset))), rate);
    }
    if client.manner == Manner::WrongAddress {
        return refuse(in_trouble(Trouble::IpNotAuthorized), rate);
    }
    if call.needs_user && !client.has_user() {
        // The text is documented; the code of this answer was not observed.
        let response = api_error(
            StatusCode::BAD_REQUEST,
            "bad.request",
            "This request requires a user context. Client credentials cannot be used for requests to this resource.",
        );
        return refuse(response, rate);
    }
    if !call.permissions.is_empty() && !call.permissions.iter().any(|name| client.may(name)) {
        return refuse(missing(call.permissions), rate);
    }
    Ok(Caller {
        token,
        client,
        call,
        path: at.path,
        rate,
    })
}

fn bearer(parts: &Parts) -> Option<String> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.to_owned())
}

/// How the names stand behind the colon was not observed.
fn missing(permissions: &[&str]) -> Response {
    let names = permissions.join(", ");
    if let [_] = permissions {
        let message = format!(
            "Unable to perform the requested action. You are missing the following permission(s): {names}"
        );
        return api_error(StatusCode::FORBIDDEN, "missing.permissions", &message);
    }
    let message = format!(
        "Unable to perform the requested action. You must have at least one of the following permissions assigned: {names}"
    );
    api_error(StatusCode::FORBIDDEN, "missing.any.permissions", &message)
}

/// The codes were observed by others; the messages of the last four of them were not, and are made up.
fn in_trouble(trouble: Trouble) -> Response {
    let (status, code, message) = match trouble {
        Trouble::BadCredentials => (
            StatusCode::UNAUTHORIZED,
            "bad.credentials",
            "Invalid login credentials.",
        ),
        Trouble::CredentialsExpired => (
            StatusCode::UNAUTHORIZED,
            "credentials.expired",
            "The supplied credentials are expired and cannot be used.",
        ),
        Trouble::NotAuthorized => (
            StatusCode::FORBIDDEN,
            "not.authorized",
            "You are not authorized to perform the requested action.",
        ),
        Trouble::IpNotAuthorized => (
            StatusCode::UNAUTHORIZED,
            "ip.not.authorized",
            "The request's address is not in the organization's allowlist.",
        ),
        Trouble::Internal => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal.server.error",
            "The server encountered an unexpected condition.",
        ),
        Trouble::Unavailable => (
            StatusCode::SERVICE_UNAVAILABLE,
            "service.unavailable",
            "The service is currently unavailable.",
        ),
    };
    api_error(status, code, message)
}
