//! A discovery document (OpenID Connect Discovery §3, RFC 8414 §2).

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{names, rules};
use crate::jose::json::Value;
use crate::kinds::body::{Body, strings};
use crate::kinds::draft::{field, fields, headline, policy, signature, step, step_with, time};
use crate::kinds::words::{count, excerpt};
use crate::members::Names;
use crate::paste::Candidate;
use crate::report::{Artefact, Finding, Kind, Role, SignatureState, TimeState};

/// The artefact of a discovery document.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let body = Body::new(candidate);
    let mut artefact = body.artefact(
        Kind::Discovery,
        "Discovery document",
        names::DISCOVERY,
        Names::Other,
    );
    let issuer = body.str("issuer");
    artefact.facts = crate::report::Facts {
        issuer: issuer.as_deref().map(Into::into),
        ..crate::report::Facts::default()
    };
    check(&body, &mut artefact);

    let endpoints = body.object().map_or(0, |object| {
        object
            .entries()
            .filter(|entry| is_address(&entry.name, entry.value))
            .count()
    });
    let grants = body.get("grant_types_supported").map(strings);
    let summary: Vec<_> = [
        ("grants", grants.map(|grants| grants.join(", "))),
        (
            "signatures of ID tokens",
            list(&body, "id_token_signing_alg_values_supported"),
        ),
        (
            "client authentication",
            list(&body, "token_endpoint_auth_methods_supported"),
        ),
        ("PKCE", list(&body, "code_challenge_methods_supported")),
        ("DPoP", list(&body, "dpop_signing_alg_values_supported")),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(field(name, excerpt(&value?, 400), artefact.span)))
    .collect();
    if !summary.is_empty() {
        artefact.parts.push(fields(
            candidate,
            Role::Other,
            "What the server offers",
            summary,
        ));
    }
    artefact.headline = headline(
        match &issuer {
            Some(issuer) => format!("Discovery document of {}.", excerpt(issuer, 100)),
            None => String::from("Discovery document that names no issuer."),
        },
        format!(
            "It tells clients where the server's endpoints are ({}) and what it can do. Its issuer must be iss in the server's tokens, character by character.",
            count(endpoints, "address").replace("addresss", "addresses")
        ),
    );
    artefact.verdicts.signature = signature(
        SignatureState::NotApplicable,
        "The document is not signed: TLS and its address vouch for it.",
    );
    artefact.verdicts.time = time(
        TimeState::NotApplicable,
        "It has no expiry; clients fetch it again from time to time.",
    );
    artefact.verdicts.policy = policy("It is a document about a server, no token.");
    artefact.next_steps.push(step(
        "See that it was fetched from the issuer's own address with /.well-known/openid-configuration behind it (for RFC 8414: /.well-known/oauth-authorization-server before the path).",
    ));
    if body.str("jwks_uri").is_some() {
        artefact.next_steps.push(step_with(
            "To check a token's signature, fetch the keys from its jwks_uri and give them along with the token:",
            r#"curl -sS "$JWKS_URI""#,
        ));
    }
    artefact
}

fn list(body: &Body<'_>, name: &str) -> Option<String> {
    Some(strings(body.get(name)?).join(", ")).filter(|text| !text.is_empty())
}

fn is_address(name: &str, value: Value<'_, '_>) -> bool {
    let named = name.ends_with("_endpoint") || name == "jwks_uri" || name == "check_session_iframe";
    named && value.as_str().is_some()
}

fn check(body: &Body<'_>, artefact: &mut Artefact) {
    let Some(object) = body.object() else { return };
    for entry in object
        .entries()
        .filter(|entry| is_address(&entry.name, entry.value))
    {
        let address = entry.value.as_str().unwrap_or_default();
        if is_plain_http(&address) {
            artefact.findings.push(Finding::new(
                &rules::DISCOVERY_HTTP,
                excerpt(&entry.name, 60),
                body.span(entry.value),
                format!(
                    "{} is {}, expected an https address.",
                    excerpt(&entry.name, 60),
                    excerpt(&address, 120)
                ),
            ));
        }
    }
    match body.get("issuer") {
        Some(value) => {
            let issuer = value.as_str().unwrap_or_default();
            let wrong = if issuer.is_empty() {
                Some("is empty or no text")
            } else if is_plain_http(&issuer) {
                Some("is an http address")
            } else if issuer.contains(['?', '#']) {
                Some("has a query or fragment")
            } else {
                None
            };
            if let Some(wrong) = wrong {
                artefact.findings.push(Finding::new(
                    &rules::DISCOVERY_ISSUER,
                    "issuer",
                    body.span(value),
                    format!("The issuer {wrong}: {}.", excerpt(&value.raw_text(), 120)),
                ));
            }
        }
        None => missing(artefact, "issuer"),
    }
    let has = |name: &str| body.get(name).is_some();
    // A protected resource's metadata (RFC 9728) has other members.
    if !has("authorization_endpoint") && !has("token_endpoint") {
        if !has("jwks_uri") {
            missing(artefact, "authorization_endpoint, token_endpoint");
        }
        return;
    }
    // Required of OpenID providers; an OAuth server may have no key set.
    if has("subject_types_supported") && !has("jwks_uri") {
        missing(artefact, "jwks_uri");
    }
    // Only what the server says itself counts: silence is common, and no sign of anything.
    if let Some(methods) = body.get("code_challenge_methods_supported")
        && !strings(methods).iter().any(|method| method == "S256")
    {
        artefact.findings.push(Finding::new(
            &rules::DISCOVERY_PKCE,
            "code_challenge_methods_supported",
            body.span(methods),
            format!(
                "It offers {}, expected S256 among them.",
                excerpt(&methods.raw_text(), 60)
            ),
        ));
    }
}

fn missing(artefact: &mut Artefact, what: &'static str) {
    artefact.findings.push(Finding::new(
        &rules::DISCOVERY_REQUIRED,
        what,
        artefact.span,
        format!("The document does not have {what}."),
    ));
}

/// An http address of another machine than this one; development servers are left alone.
fn is_plain_http(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else {
        return false;
    };
    let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
    !matches!(host, "localhost" | "127.0.0.1" | "[")
}
