//! `POST /oauth/token`: the grants there are, and the errors that are documented or were observed.

use std::collections::HashMap;

use axum::extract::State as Extract;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use claimlens_core::calls::Host;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::answers::{Refused, answer, no_such_host, token_error};
use super::clients::{Client, Manner};
use super::form::{basic, fields};
use super::place::place;
use super::settings::ORG_NAME;
use super::state::{Standin, State};

/// Either a client that may have a token, with whether a refresh token goes with it, or the error.
type Judged = Result<(Client, bool), Refused>;

/// The handler.
pub(super) async fn token(
    Extract(standin): Extract<Standin>,
    parts: Parts,
    body: String,
) -> Response {
    let Some(at) = place(&parts, Host::Login) else {
        return no_such_host().await;
    };
    let text = |name| {
        parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let is_form = text(header::CONTENT_TYPE).starts_with("application/x-www-form-urlencoded");
    let form = if is_form {
        fields(&body)
    } else {
        HashMap::new()
    };
    let grant = form.get("grant_type").cloned().unwrap_or_default();
    let mut state = standin.lock();
    state.note_token(&grant);
    if state.settings.token_throttled > 0 {
        state.settings.token_throttled -= 1;
        return *throttled();
    }
    match judge(&mut state, &grant, &form, text(header::AUTHORIZATION)) {
        Err(refused) => *refused,
        Ok((client, refreshable)) => {
            let (token, lifetime) = state.issue(client, &at.region);
            let mut body = json!({
                "access_token": token,
                "token_type": "bearer",
                "expires_in": lifetime,
            });
            let refresh = refreshable.then(|| state.issue_refresh(client)).flatten();
            if let Some(refresh) = refresh {
                body["refresh_token"] = refresh.into();
            }
            answer(StatusCode::OK, &body)
        }
    }
}

fn judge(
    state: &mut State,
    grant: &str,
    form: &HashMap<String, String>,
    authorization: &str,
) -> Judged {
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    match grant {
        "client_credentials" => {
            let client = authenticated(authorization)?;
            allowed(client, "CLIENT-CREDENTIALS", "client_credential")?;
            if state.refuses_token(client) {
                return Err(throttled());
            }
            Ok((client, false))
        }
        "urn:ietf:params:oauth:grant-type:saml2-bearer" => {
            let client = authenticated(authorization)?;
            allowed(client, "SAML2-BEARER", "saml2_bearer")?;
            // What it says in full was not observed.
            if field("orgName") != ORG_NAME || field("assertion").is_empty() {
                return Err(bad("invalid_grant", "assertion rejected"));
            }
            Ok((client, false))
        }
        "refresh_token" => {
            let client = authenticated(authorization)?;
            let of_token = state.client_of_refresh(field("refresh_token"));
            match of_token {
                Some(owner) if owner.id == client.id => Ok((client, true)),
                _ => Err(bad("invalid_grant", "refresh token not found")),
            }
        }
        "authorization_code" => {
            let verifier = form.get("code_verifier");
            let client = match verifier {
                Some(_) => known(field("client_id"))?,
                None => authenticated(authorization)?,
            };
            allowed(client, "CODE", "authorization_code")?;
            let code = state.take_code(field("code"));
            let hashed = verifier.map(|text| URL_SAFE_NO_PAD.encode(Sha256::digest(text)));
            match code {
                Some(code)
                    if code.client.id == client.id
                        && code.redirect_uri == field("redirect_uri")
                        && code.challenge == hashed =>
                {
                    Ok((client, verifier.is_none()))
                }
                _ => Err(bad(
                    "invalid_grant",
                    "code not found, or not for this request",
                )),
            }
        }
        // As for a body that is JSON: there is no grant type in it.
        _ => Err(bad("invalid_request", "grant_type is missing or not known")),
    }
}

/// The client of a Basic header.
fn authenticated(authorization: &str) -> Result<Client, Refused> {
    let Some((id, secret)) = basic(authorization) else {
        return Err(bad("invalid_client", "client not found"));
    };
    let client = known(&id)?;
    if client.secret != secret {
        return Err(Box::new(token_error(
            StatusCode::UNAUTHORIZED,
            "invalid_client",
            "authentication failed",
        )));
    }
    if client.manner == Manner::Disabled {
        // What a disabled client is answered was not observed, this is made up: the status and code of
        // other refusals of a client, with a text that says it.
        return Err(bad("invalid_client", "client is disabled"));
    }
    Ok(client)
}

/// Too many tokens are a 400 here. Only what stands before the semicolon was observed.
fn throttled() -> Refused {
    bad("invalid_request", "rate limit exceeded; wait and try again")
}

fn known(id: &str) -> Result<Client, Refused> {
    Client::by_id(id).ok_or_else(|| bad("invalid_client", "client not found"))
}

fn allowed(client: Client, grant_type: &str, name: &str) -> Result<(), Refused> {
    if client.grant_type == grant_type {
        return Ok(());
    }
    let description = format!("client is not authorized to use the {name} grant type");
    Err(bad("unauthorized_client", &description))
}

fn bad(error: &str, description: &str) -> Refused {
    Box::new(token_error(StatusCode::BAD_REQUEST, error, description))
}
