//! A token endpoint's successful answer (RFC 6749 §5.1).

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::{names, rules, scope_group};
use crate::jose::json::Value;
use crate::kinds::body::{Body, number, strings};
use crate::kinds::draft::{headline, policy, signature, step, time};
use crate::kinds::words::{count, excerpt, lifetime};
use crate::members::Names;
use crate::paste::Candidate;
use crate::report::{
    Artefact, Finding, Kind, Meaning, PartContent, ScopeGroup, SignatureState, TimeState, ValueKind,
};

/// Longer than this in seconds is no lifetime but a point in time: ten years.
const TEN_YEARS: i64 = 315_576_000;

/// The artefact of a token response.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let body = Body::new(candidate);
    let mut artefact = body.artefact(
        Kind::TokenResponse,
        "Token response",
        names::TOKEN_RESPONSE,
        Names::Other,
    );
    let token_type = check_type(&body, &mut artefact);
    let seconds = check_lifetime(&body, &mut artefact);
    let access = check_access_token(&body, &mut artefact);
    if let Some(error) = body.get("error").filter(|v| v.kind() == ValueKind::String) {
        artefact.findings.push(Finding::new(
            &rules::ERROR_WITH_TOKEN,
            "error",
            body.span(error),
            "The body has the member error beside a token.",
        ));
    }
    artefact.scopes.extend(scopes(&body));
    let scope_count: usize = artefact.scopes.iter().map(|group| group.values.len()).sum();
    let has = |name: &str| {
        body.get(name)
            .is_some_and(|v| v.kind() == ValueKind::String)
    };

    let lives = match seconds {
        Some(seconds) if seconds > 0 => format!(", good for {}", lifetime(seconds)),
        Some(_) => String::from(", expired as it was issued"),
        None => String::new(),
    };
    let shape = access.as_deref().map_or("", shape_of);
    let what = match (access.is_some(), token_type.as_deref()) {
        (false, _) if has("id_token") => String::from("an ID token and no access token"),
        (false, _) => String::from("no access token"),
        (true, Some(kind)) => format!("{shape} {} access token", type_name(kind)),
        (true, None) => format!("{shape} access token"),
    };
    let what = what.trim_start().to_string();
    let article = if access.is_none() {
        ""
    } else if what.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) {
        "an "
    } else {
        "a "
    };
    let with: Vec<&str> = [
        (has("refresh_token"), "a refresh token"),
        (access.is_some() && has("id_token"), "an ID token"),
    ]
    .into_iter()
    .filter(|(there, _)| *there)
    .map(|(_, word)| word)
    .collect();
    let with = if with.is_empty() {
        String::new()
    } else {
        format!(", with {}", crate::kinds::words::and(&with))
    };
    let scopes = if scope_count > 0 {
        format!(" It was granted {}.", count(scope_count, "scope"))
    } else {
        String::new()
    };
    artefact.headline = headline(
        format!("Token response: {article}{what}{lives}{with}."),
        format!(
            "The request succeeded.{scopes} The tokens are masked here and stand in the list on their own."
        ),
    );

    artefact.verdicts.signature = signature(
        SignatureState::NotApplicable,
        "The response itself is not signed: TLS vouches for it. Its tokens are looked at on their own.",
    );
    artefact.verdicts.time = match seconds {
        Some(seconds) => time(
            TimeState::Unknown,
            format!(
                "The access token lives {} from the moment of the answer, which the body does not say.",
                lifetime(seconds)
            ),
        ),
        None => time(
            TimeState::Unknown,
            "The response does not say how long the token lives (expires_in).",
        ),
    };
    artefact.verdicts.policy =
        policy("Expectations are held against the tokens in it, each on its own.");
    if let Some(seconds) = seconds.filter(|seconds| *seconds > 0) {
        artefact.next_steps.push(step(format!(
            "Keep the token and use it until shortly before its end, {} after the answer; do not ask for a new one for every call.",
            lifetime(seconds)
        )));
        explain_lifetime(&mut artefact, seconds);
    }
    artefact.next_steps.push(step(
        "Send the access token in the header Authorization, after the word Bearer (or DPoP if token_type says so).",
    ));
    if has("refresh_token") {
        artefact.next_steps.push(step(
            "Keep the refresh token like a password: it outlives the access token and goes to the token endpoint only.",
        ));
    }
    artefact
}

fn check_type(body: &Body<'_>, artefact: &mut Artefact) -> Option<String> {
    let has_access = body.get("access_token").is_some();
    let Some(value) = body.get("token_type") else {
        if has_access {
            artefact.findings.push(Finding::new(
                &rules::RESPONSE_TOKEN_TYPE,
                "token_type",
                artefact.span,
                "The body has no member token_type.",
            ));
        }
        return None;
    };
    let kind = value.as_str().map(Cow::into_owned).unwrap_or_default();
    artefact.facts.token_type = Some(kind.clone());
    let usual = ["bearer", "dpop", "n_a"];
    if !usual.contains(&kind.to_ascii_lowercase().as_str()) {
        artefact.findings.push(Finding::new(
            &rules::RESPONSE_TOKEN_TYPE_OTHER,
            "token_type",
            body.span(value),
            format!(
                "token_type is {}, expected Bearer or DPoP.",
                excerpt(&value.raw_text(), 60)
            ),
        ));
    }
    Some(kind)
}

fn check_lifetime(body: &Body<'_>, artefact: &mut Artefact) -> Option<i64> {
    let value = body.get("expires_in")?;
    let seconds = number(value);
    let place = body.span(value);
    let raw = excerpt(&value.raw_text(), 40);
    if value.kind() == ValueKind::String {
        artefact.findings.push(Finding::new(
            &rules::RESPONSE_EXPIRES_TEXT,
            "expires_in",
            place,
            format!("expires_in is the text {raw}, expected a number."),
        ));
    }
    let wrong = match seconds {
        None => Some(format!(
            "expires_in is {raw}, expected a whole number of seconds."
        )),
        Some(seconds) if seconds <= 0 => Some(format!(
            "expires_in is {seconds}, expected a number above 0."
        )),
        Some(seconds) if seconds > TEN_YEARS => Some(format!(
            "expires_in is {seconds}, more than ten years: it looks like a point in time or like milliseconds."
        )),
        Some(_) => None,
    };
    if let Some(message) = wrong {
        artefact.findings.push(Finding::new(
            &rules::RESPONSE_EXPIRES,
            "expires_in",
            place,
            message,
        ));
    }
    seconds.filter(|seconds| *seconds <= TEN_YEARS)
}

fn check_access_token<'c>(body: &Body<'c>, artefact: &mut Artefact) -> Option<Cow<'c, str>> {
    match body.get("access_token") {
        None => {
            artefact.findings.push(Finding::new(
                &rules::RESPONSE_NO_ACCESS_TOKEN,
                "access_token",
                artefact.span,
                "The body has no member access_token.",
            ));
            None
        }
        Some(value) => {
            let token = body.str("access_token");
            if token.is_none() {
                artefact.findings.push(Finding::new(
                    &rules::RESPONSE_EMPTY_TOKEN,
                    "access_token",
                    body.span(value),
                    "access_token is not a string with something in it.",
                ));
            }
            token
        }
    }
}

fn scopes(body: &Body<'_>) -> Option<ScopeGroup> {
    let value: Value<'_, '_> = body.get("scope")?;
    let mut group = scope_group("scope", &strings(value).join(" "))?;
    if value.kind() == ValueKind::Array {
        group.note = Some(
            "Written as an array; the standard has one string with spaces (RFC 6749 §3.3)."
                .to_string(),
        );
    }
    Some(group)
}

/// Says the lifetime in words beside the number.
fn explain_lifetime(artefact: &mut Artefact, seconds: i64) {
    for part in &mut artefact.parts {
        let PartContent::Json { members, .. } = &mut part.content else {
            continue;
        };
        for member in members.iter_mut().filter(|m| m.name == "expires_in") {
            member.meaning = Some(Meaning {
                title: "Lifetime",
                text: Cow::Owned(format!(
                    "The access token lives {seconds} seconds from this answer: {}.",
                    lifetime(seconds)
                )),
                source: "RFC 6749 §5.1",
            });
        }
    }
}

fn shape_of(token: &str) -> &'static str {
    match (token.starts_with("eyJ"), token.matches('.').count()) {
        (true, 2) => "JWT",
        (true, 4) => "encrypted",
        (false, 0) => "opaque",
        _ => "",
    }
}

fn type_name(kind: &str) -> String {
    if kind.eq_ignore_ascii_case("bearer") {
        String::from("bearer")
    } else if kind.eq_ignore_ascii_case("dpop") {
        String::from("DPoP")
    } else {
        excerpt(kind, 30)
    }
}
