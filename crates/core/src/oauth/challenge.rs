//! `WWW-Authenticate` challenges explained: Bearer (RFC 6750), DPoP (RFC 9449), step-up (RFC 9470),
//! resource metadata (RFC 9728), Basic.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::challenge_parser::{Challenge, Parsed, parse};
use super::error_codes::{Known, codes};
use super::{names, rules, scope_group};
use crate::kinds::body::explain;
use crate::kinds::draft::{
    draft, field, headline, list, part, policy, signature, step, step_with, structure, time,
};
use crate::kinds::mask::mask;
use crate::kinds::words::{and, excerpt, lifetime};
use crate::paste::Candidate;
use crate::report::{
    Artefact, Finding, Kind, Meaning, Member, PartContent, Role, SignatureState, StructureState,
    TimeState,
};

impl Challenge<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|parameter| parameter.name.eq_ignore_ascii_case(name))
            .map(|parameter| parameter.value.as_ref())
    }

    fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }
}

/// How many challenges are shown.
const MAX_SHOWN: usize = 50;

/// The artefact of a challenge.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let parsed = parse(&candidate.text);
    let mut artefact = draft(candidate, Kind::Challenge, "WWW-Authenticate challenge");
    check(candidate, &parsed, &mut artefact);
    // A server sends a handful; what goes beyond is no challenge any more.
    for challenge in parsed.challenges.iter().take(MAX_SHOWN) {
        show(candidate, challenge, &mut artefact);
    }
    artefact.verdicts.structure = if parsed.challenges.is_empty() {
        structure(
            StructureState::Damaged,
            "No scheme such as Bearer or Basic was found in it.",
        )
    } else if artefact.findings.is_empty() {
        structure(
            StructureState::WellFormed,
            "Schemes and parameters are written as the standard says.",
        )
    } else {
        structure(
            StructureState::Deviates,
            "It can be understood, and is not written as the standard says.",
        )
    };
    artefact.verdicts.signature =
        signature(SignatureState::NotApplicable, "A challenge is not signed.");
    artefact.verdicts.time = time(TimeState::NotApplicable, "A challenge has no validity.");
    artefact.verdicts.policy = policy("It is a demand for a token, not a token.");

    // The challenge that says most speaks first: one with an error, then one with a token scheme.
    let telling = parsed
        .challenges
        .iter()
        .find(|challenge| challenge.get("error").is_some())
        .or_else(|| {
            parsed
                .challenges
                .iter()
                .find(|c| c.is("Bearer") || c.is("DPoP"))
        })
        .or_else(|| parsed.challenges.first());
    match telling {
        Some(challenge) => conclude(candidate, challenge, &parsed, &mut artefact),
        None => {
            artefact.headline = headline(
                "A challenge without a scheme.",
                "It should begin with Bearer, DPoP, Basic or another scheme.",
            );
            artefact
                .next_steps
                .push(step("Copy the whole value of the header WWW-Authenticate."));
        }
    }
    artefact
}

fn check(candidate: &Candidate, parsed: &Parsed<'_>, artefact: &mut Artefact) {
    for fault in parsed.faults.iter().take(5) {
        artefact.findings.push(Finding::new(
            &rules::CHALLENGE_SYNTAX,
            "",
            candidate.map.span(fault.range.start, fault.range.end),
            format!(
                "At byte {} of the value: {}.",
                fault.range.start, fault.what
            ),
        ));
    }
    for challenge in parsed.challenges.iter().take(MAX_SHOWN) {
        // A challenge has few parameters; beyond a hundred it is none.
        for (at, parameter) in challenge.parameters.iter().enumerate().take(100) {
            let repeats = challenge
                .parameters
                .iter()
                .take(at)
                .any(|earlier| earlier.name.eq_ignore_ascii_case(parameter.name));
            if repeats {
                artefact.findings.push(Finding::new(
                    &rules::CHALLENGE_DUPLICATE,
                    excerpt(parameter.name, 40),
                    candidate
                        .map
                        .span(parameter.range.start, parameter.range.end),
                    format!(
                        "{} stands more than once in the challenge {}.",
                        excerpt(parameter.name, 40),
                        excerpt(challenge.scheme, 40)
                    ),
                ));
            }
        }
    }
}

fn show(candidate: &Candidate, challenge: &Challenge<'_>, artefact: &mut Artefact) {
    let mut members: Vec<Member> = challenge
        .parameters
        .iter()
        .map(|parameter| {
            let span = candidate
                .map
                .span(parameter.range.start, parameter.range.end);
            field(
                parameter.name.to_ascii_lowercase(),
                parameter.value.as_ref(),
                span,
            )
        })
        .collect();
    explain(&mut members, names::CHALLENGE);
    for member in &mut members {
        if member.name == "error" {
            if let Some(known) = known_error(&member.value) {
                member.meaning = Some(Meaning {
                    title: "Error code",
                    text: Cow::Owned(format!("What is wrong with the request: {}.", known.means)),
                    source: known.reference,
                });
            }
        } else if member.name == "max_age"
            && let Ok(seconds) = member.value.parse()
        {
            member.meaning = Some(Meaning {
                title: "Age of the sign-in",
                text: Cow::Owned(format!(
                    "The user must have signed in no longer ago than {}.",
                    lifetime(seconds)
                )),
                source: "RFC 9470 §3",
            });
        }
    }
    if let Some(range) = &challenge.token68 {
        let span = candidate.map.span(range.start, range.end);
        members.push(field("token68", mask(range.len()), span));
    }
    let scheme = if challenge.scheme.is_empty() {
        String::from("Parameters without a scheme")
    } else {
        format!("{} challenge", excerpt(challenge.scheme, 40))
    };
    artefact.parts.push(part(
        candidate,
        challenge.range.clone(),
        Role::Parameters,
        scheme,
        challenge.range.len(),
        PartContent::Fields { members },
    ));
    if let Some(value) = challenge.get("scope") {
        artefact.scopes.extend(scope_group("scope needed", value));
    }
}

fn known_error(code: &str) -> Option<&'static Known> {
    codes().find(|known| known.code == code)
}

fn conclude(
    candidate: &Candidate,
    challenge: &Challenge<'_>,
    parsed: &Parsed<'_>,
    artefact: &mut Artefact,
) {
    let schemes: Vec<&str> = parsed
        .challenges
        .iter()
        .map(|challenge| challenge.scheme)
        .filter(|scheme| !scheme.is_empty())
        .take(6)
        .collect();
    let realm = match challenge.get("realm").filter(|realm| !realm.is_empty()) {
        Some(realm) => format!(" It names its realm {}.", excerpt(realm, 80)),
        None => String::new(),
    };
    let needed = match challenge.get("scope").filter(|scope| !scope.is_empty()) {
        Some(scope) => format!(" Scopes needed: {}.", excerpt(scope, 120)),
        None => String::new(),
    };
    let said = match challenge
        .get("error_description")
        .filter(|text| !text.is_empty())
    {
        Some(text) => format!(" It says: “{}”.", excerpt(text, 160)),
        None => String::new(),
    };
    match challenge.get("error") {
        Some(code) => {
            let shown = excerpt(code, 60);
            match known_error(code) {
                Some(known) => {
                    artefact.headline = headline(
                        format!("The API refuses: {}.", known.means),
                        format!(
                            "Its challenge says {shown}.{said}{needed}{}",
                            step_up(challenge)
                        ),
                    );
                    artefact.next_steps.push(step(known.step));
                    artefact.parts.push(list(
                        candidate,
                        "Likely causes, the likeliest first",
                        known.items(),
                    ));
                }
                None => {
                    artefact.headline = headline(
                        format!("The API refuses with {shown}, a code that is not known here."),
                        format!("{said}{needed}{realm}").trim_start().to_string(),
                    );
                    artefact.findings.push(Finding::new(
                        &rules::ERROR_UNKNOWN,
                        "error",
                        artefact.span,
                        format!("The code {shown} is of no standard that is known here."),
                    ));
                    artefact
                        .next_steps
                        .push(step("Look the code up in the documentation of the API."));
                }
            }
        }
        None if challenge.is("Bearer") || challenge.is("DPoP") => {
            let scheme = if challenge.is("DPoP") {
                "DPoP-bound"
            } else {
                "bearer"
            };
            artefact.headline = headline(
                format!(
                    "The API wants a {scheme} access token, and none was sent with the request."
                ),
                format!(
                    "A challenge without an error means that no token was seen (401).{realm}{needed}"
                ),
            );
            artefact.next_steps.push(if challenge.is("DPoP") {
                step("Send the token after the word DPoP in the header Authorization, and a proof in the header DPoP, signed with an algorithm of algs.")
            } else {
                step_with("Send the token in the header Authorization:", r#"curl -sS -i -H "Authorization: Bearer $TOKEN" "$API""#)
            });
        }
        None if challenge.is("Basic") => {
            artefact.headline = headline(
                "The server wants user and password (Basic).",
                format!("It is a challenge for Basic credentials, not for a token.{realm}"),
            );
            artefact.next_steps.push(step_with(
                "Send them with:",
                r#"curl -sS -i -u "$USER_NAME:$PASSWORD" "$URL""#,
            ));
        }
        None => {
            let scheme = if challenge.scheme.is_empty() {
                "no scheme"
            } else {
                challenge.scheme
            };
            artefact.headline = headline(
                format!(
                    "The server asks for authentication with {}.",
                    excerpt(scheme, 40)
                ),
                format!("It is none of OAuth's schemes (Bearer, DPoP).{realm}"),
            );
            artefact.next_steps.push(step("If a bearer token was expected to work, the request went to another server than you think: check the address."));
        }
    }
    if parsed.challenges.len() > 1 {
        artefact
            .headline
            .rest
            .push_str(&format!(" The server offers {}.", and(&schemes)));
    }
    if let Some(address) = challenge.get("resource_metadata") {
        artefact.next_steps.push(step_with(
            format!(
                "See which authorization servers the API trusts, in its metadata at {}:",
                excerpt(address, 200)
            ),
            r#"curl -sS "$RESOURCE_METADATA""#,
        ));
    }
    if challenge.get("error") == Some("insufficient_scope") {
        artefact.next_steps.push(step(
            "Paste the token beside this challenge to compare what it says with what is wanted.",
        ));
    }
    artefact.next_steps.truncate(3);
}

/// What a step-up challenge asks for (RFC 9470 §3).
fn step_up(challenge: &Challenge<'_>) -> String {
    let mut wanted = String::new();
    if let Some(acr) = challenge.get("acr_values") {
        wanted.push_str(&format!(" Authentication wanted: {}.", excerpt(acr, 120)));
    }
    if let Some(seconds) = challenge.get("max_age").and_then(|age| age.parse().ok()) {
        wanted.push_str(&format!(
            " The sign-in may be at most {} old.",
            lifetime(seconds)
        ));
    }
    if let Some(algs) = challenge.get("algs") {
        wanted.push_str(&format!(
            " Proofs may be signed with {}.",
            excerpt(algs, 120)
        ));
    }
    wanted
}
