//! An introspection answer (RFC 7662).

use alloc::format;
use alloc::string::{String, ToString as _};

use super::{claims_json, names, rules, scope_group};
use crate::claims::brief;
use crate::kinds::body::{Body, strings};
use crate::kinds::draft::{headline, policy, signature, step, time};
use crate::kinds::words::{count, excerpt};
use crate::members::Names;
use crate::paste::Candidate;
use crate::report::{Artefact, Finding, Kind, SignatureState, TimeState};
use crate::time::utc;

/// The artefact of an introspection answer.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let body = Body::new(candidate);
    let mut artefact = body.artefact(
        Kind::Introspection,
        "Introspection answer",
        names::INTROSPECTION,
        Names::Claims,
    );
    claims_json::fill_facts(&body, &mut artefact);
    artefact.facts.token_type = body.str("token_type").map(|text| text.into_owned());
    if artefact.scopes.is_empty()
        && let Some(scope) = body.get("scope")
    {
        artefact
            .scopes
            .extend(scope_group("scope", &strings(scope).join(" ")));
    }
    let active = body.get("active");
    let state = active.and_then(|value| value.as_bool());
    let members = body.object().map_or(0, |object| object.entries().count());
    let facts = &artefact.facts;
    let scopes: usize = artefact.scopes.iter().map(|group| group.values.len()).sum();
    match state {
        Some(true) => {
            let client = match &facts.client_id {
                Some(client) => format!(", issued to {}", brief(client)),
                None => String::new(),
            };
            let user = match body.str("username").or_else(|| body.str("sub")) {
                Some(user) => format!(" for {}", excerpt(&user, 80)),
                None => String::new(),
            };
            let until = match facts.expires {
                Some(expires) => format!(" It says the token expires at {}.", utc(expires)),
                None => String::from(" It does not say until when."),
            };
            let scopes = if scopes > 0 {
                format!(" The token has {}.", count(scopes, "scope"))
            } else {
                String::new()
            };
            artefact.headline = headline(
                format!("Introspection answer: the token is active{client}{user}."),
                format!("That was true when the server was asked.{until}{scopes}"),
            );
            artefact.next_steps.push(step(
                "Check that aud or client_id is what your API expects: active alone does not say that the token is for you.",
            ));
            artefact.next_steps.push(step(
                "If a call fails although the token is active, compare the scopes here with those the API needs.",
            ));
        }
        Some(false) => {
            artefact.headline = headline(
                "Introspection answer: the token is not active.",
                "It is expired, revoked, unknown to this server, or not for the one who asked. The server says no more, on purpose (RFC 7662 §2.2).",
            );
            artefact.next_steps.push(step(
                "Check that the token was issued by this server, then ask for a new one and introspect that.",
            ));
            artefact.next_steps.push(step(
                "If a new token is not active either, the client that asks may not be allowed to: some servers answer so then.",
            ));
            if members > 1 {
                artefact.findings.push(Finding::new(
                    &rules::INTROSPECTION_INACTIVE_MORE,
                    "active",
                    artefact.span,
                    format!(
                        "active is false, and {} beside it.",
                        if members == 2 {
                            "one more member stands".to_string()
                        } else {
                            format!("{} more members stand", members - 1)
                        }
                    ),
                ));
            }
        }
        None => {
            let (found, place) = match active {
                Some(value) => (excerpt(&value.raw_text(), 40), body.span(value)),
                None => (String::from("missing"), artefact.span),
            };
            artefact.findings.push(Finding::new(
                &rules::INTROSPECTION_ACTIVE,
                "active",
                place,
                format!("active is {found}, expected true or false."),
            ));
            artefact.headline = headline(
                "Introspection answer that does not say whether the token is active.",
                "active must be true or false; until it is, treat the token as not active.",
            );
            artefact.next_steps.push(step(
                "Look at the server that answered: it breaks RFC 7662.",
            ));
        }
    }
    artefact.verdicts.signature = signature(
        SignatureState::NotApplicable,
        "A plain introspection answer is not signed: TLS vouches for it.",
    );
    artefact.verdicts.time = match artefact.facts.expires {
        Some(expires) => time(
            TimeState::Unknown,
            format!(
                "The answer says that the token expires at {}.",
                utc(expires)
            ),
        ),
        None => time(
            TimeState::Unknown,
            "The answer does not say when the token expires.",
        ),
    };
    artefact.verdicts.policy =
        policy("It is an answer about a token; expectations are held against tokens.");
    artefact
}
