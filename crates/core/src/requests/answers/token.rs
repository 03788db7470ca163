//! The answer of the token endpoint.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Answer, Planned, Refusal, json, refused, text};
use crate::grants::Statement;
use crate::grants::statement::{documented, inferred, observed};
use crate::requests::Secret;

/// The longest life of a token of an ordinary client, in seconds: 48 hours.
const LONGEST: i64 = 172_800;
/// The shortest: 5 minutes.
const SHORTEST: i64 = 300;

const PYTHON: &str = "platform-client-sdk-python: models/o_auth_client.py";
const TERRAFORM: &str = "terraform-provider-genesyscloud: resource_genesyscloud_oauth_client";
const REAL_CALL: &str = "GForceIndustries/GCCX-Utils: README, a real call";
const CODE_GRANT: &str = "platform-client-sdk-python: api_client.py";

/// A token that was given.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TokenAnswer {
    /// The token.
    pub token: Secret,
    /// Its type as it was written: `bearer`.
    pub token_type: String,
    /// How long it is good for, in seconds, if that was said.
    pub expires_in: Option<i64>,
    /// Whether a refresh token came with it. It is not kept.
    pub has_refresh: bool,
    /// The scope, if one was named.
    pub scope: Option<String>,
    /// What is odd or worth knowing about it.
    pub notes: Vec<Statement>,
}

/// Reads the answer of the token endpoint.
///
/// # Errors
/// Where no token was given.
pub fn read_token(planned: &Planned, answer: &Answer) -> Result<TokenAnswer, Box<Refusal>> {
    if !answer.is_ok() {
        return Err(refused(planned, answer));
    }
    let document = json(answer.body.expose());
    let Some(body) = document.object() else {
        return Err(refused(planned, answer));
    };
    let token = body.get_str("access_token").unwrap_or_default();
    if token.is_empty() {
        return Err(refused(planned, answer));
    }
    let expires_in = body.get("expires_in").and_then(|value| {
        let text = value.as_str();
        value
            .as_i64()
            .or_else(|| text.and_then(|text| text.trim().parse().ok()))
    });
    let mut found = TokenAnswer {
        token: Secret::new(token.into_owned()),
        token_type: text(body, "token_type"),
        expires_in: expires_in.filter(|seconds| *seconds >= 0),
        has_refresh: body.get("refresh_token").is_some(),
        scope: body.get_str("scope").map(|scope| scope.into_owned()),
        notes: Vec::new(),
    };
    found.notes = notes(&found);
    Ok(found)
}

fn notes(found: &TokenAnswer) -> Vec<Statement> {
    let mut notes = Vec::new();
    match found.expires_in {
        None => notes.push(observed(
            "How long the token is good for was not said, which is unusual: expires_in is missing. It is used for this visit and asked for again when it is refused.",
            REAL_CALL,
        )),
        Some(seconds) if seconds > LONGEST => notes.push(documented(
            "It lives longer than the 48 hours that an ordinary client may have: only clients for SCIM may, up to 450 days. Put the day on which it ends into a calendar.",
            TERRAFORM,
        )),
        Some(seconds) if seconds < SHORTEST.saturating_sub(5) => notes.push(documented(
            "It lives shorter than the 5 minutes that a client can be set to.",
            PYTHON,
        )),
        Some(_) => {}
    }
    if !found.token_type.eq_ignore_ascii_case("bearer") {
        notes.push(observed(
            "The type of the token is not bearer, as it was in every answer that is known.",
            REAL_CALL,
        ));
    }
    if found.scope.is_some() {
        notes.push(observed(
            "The answer names a scope. For client credentials it has none: roles and divisions decide, not scopes.",
            REAL_CALL,
        ));
    }
    if found.has_refresh {
        notes.push(documented(
            "A refresh token came with it, as for a login with a code. Client credentials get none. It is not kept here.",
            CODE_GRANT,
        ));
    }
    let token = found.token.expose();
    if token.starts_with("eyJ") && token.matches('.').count() == 2 {
        notes.push(inferred(
            "The token is a JWT. Access tokens of Genesys Cloud are opaque, so this one is perhaps not from there.",
            REAL_CALL,
        ));
    }
    notes
}
