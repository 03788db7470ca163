//! `POST /oauth/token`: the grants there are, and the errors that are documented or were observed.

use std::collections::HashMap;

use axum::extract::State as Extract;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::answers::{Refused, answer, token_error};
use super::form::{basic, fields};
use super::settings::{Client, ORG_NAME};
use super::state::{Standin, State};

/// Either a client that may have a token, with whether a refresh token goes with it, or the error.
type Judged = Result<(Client, bool), Refused>;

/// The handler.
pub(super) async fn token(
    Extract(standin): Extract<Standin>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let text = |name| {
        headers
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
    state.seen.token_requests.push(grant.clone());
    if state.settings.token_throttled > 0 {
        state.settings.token_throttled -= 1;
        // Observed in full only up to the semicolon.
        return *bad("invalid_request", "rate limit exceeded; wait and try again");
    }
    match judge(&mut state, &grant, &form, text(header::AUTHORIZATION)) {
        Err(refused) => *refused,
        Ok((client, refreshable)) => {
            let mut body = json!({
                "access_token": state.issue(&client),
                "token_type": "bearer",
                "expires_in": state.settings.lifetime,
            });
            let refresh = refreshable.then(|| state.issue_refresh(&client)).flatten();
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
            allowed(&client, "CLIENT-CREDENTIALS", "client_credential")?;
            Ok((client, false))
        }
        "urn:ietf:params:oauth:grant-type:saml2-bearer" => {
            let client = authenticated(authorization)?;
            allowed(&client, "SAML2-BEARER", "saml2_bearer")?;
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
            allowed(&client, "CODE", "authorization_code")?;
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
    if client.secret == secret {
        Ok(client)
    } else {
        Err(Box::new(token_error(
            StatusCode::UNAUTHORIZED,
            "invalid_client",
            "authentication failed",
        )))
    }
}

fn known(id: &str) -> Result<Client, Refused> {
    let client = Client::ALL.into_iter().find(|client| client.id == id);
    client.ok_or_else(|| bad("invalid_client", "client not found"))
}

fn allowed(client: &Client, grant_type: &str, name: &str) -> Result<(), Refused> {
    if client.grant_type == grant_type {
        return Ok(());
    }
    let description = format!("client is not authorized to use the {name} grant type");
    Err(bad("unauthorized_client", &description))
}

fn bad(error: &str, description: &str) -> Refused {
    Box::new(token_error(StatusCode::BAD_REQUEST, error, description))
}
