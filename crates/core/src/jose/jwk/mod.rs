//! JWK and JWK Set (RFC 7517): recognised and named; private members are warned of and masked.

mod key;
mod rules;
mod set;

pub(crate) use rules::RULES;
pub(crate) use set::set_artefact;

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use self::key::examine;
use self::rules::{COORDINATE, INCOMPLETE, UNKNOWN_TYPE};
use super::json::Value;
use crate::kinds::body::Body;
use crate::kinds::draft::{headline, policy, signature, step, structure, time};
use crate::kinds::words::excerpt;
use crate::members::Names;
use crate::oauth::jwk_names;
use crate::paste::Candidate;
use crate::report::{Artefact, Kind, SignatureState, StructureState, TimeState};

/// The artefact of a single JWK.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let body = Body::new(candidate);
    let mut artefact = body.artefact(Kind::Jwk, "JWK", jwk_names(), Names::Other);
    let mut findings = Vec::new();
    let place = |value: Value<'_, '_>| {
        let range = value.range();
        candidate.map.span(range.start, range.end)
    };
    let Some(root) = body.object() else {
        artefact.headline = headline(
            "This should be a JWK and is no JSON object.",
            "A JWK is an object with kty and the members of its key type.",
        );
        finish(&mut artefact);
        artefact
            .next_steps
            .push(step("Copy the whole key again, from { to }."));
        return artefact;
    };
    let key = examine(root, &place, &mut findings);
    artefact.findings.extend(findings);
    artefact.facts.key_id.clone_from(&key.kid);
    artefact.facts.algorithm = body.str("alg").map(Cow::into_owned);
    let kid = key
        .kid
        .as_deref()
        .map_or(String::new(), |kid| format!(", kid {}", excerpt(kid, 80)));
    let purpose = if key.purpose.is_empty() {
        String::new()
    } else {
        format!(", {}", key.purpose)
    };
    if key.is_symmetric {
        artefact.title = String::from("Shared secret (JWK)");
        artefact.headline = headline(
            format!("Shared secret as a JWK{purpose}{kid}. Do not share it further."),
            "Whoever has it can check and sign alike. Its value is masked here.",
        );
    } else if key.is_private {
        artefact.title = String::from("Private key (JWK)");
        artefact.headline = headline(
            format!(
                "Private key as a JWK: {}{purpose}{kid}. Do not share it.",
                key.what
            ),
            "Anyone who saw it can sign in its owner's name. Its private members are masked here.",
        );
    } else {
        artefact.title = String::from("Public key (JWK)");
        artefact.headline = headline(
            format!("Public key as a JWK: {}{purpose}{kid}.", key.what),
            "It checks signatures, or encrypts for its owner; it is no secret.",
        );
    }
    if key.is_private || key.is_symmetric {
        artefact.next_steps.push(step(
            "If it was pasted, mailed or logged anywhere, make a new key and retire this one.",
        ));
        if key.is_private {
            artefact.next_steps.push(step("To check signatures, give the public members only: kty, crv, x and y, or kty, n and e."));
        }
    } else {
        artefact.next_steps.push(step(
            "Paste a token whose header names this kid to look at the two together.",
        ));
    }
    finish(&mut artefact);
    artefact
}

fn finish(artefact: &mut Artefact) {
    let wrong = artefact.findings.iter().any(|finding| {
        [INCOMPLETE.code, COORDINATE.code, UNKNOWN_TYPE.code].contains(&finding.code)
    });
    if wrong && artefact.verdicts.structure.state == StructureState::WellFormed {
        artefact.verdicts.structure = structure(
            StructureState::Deviates,
            "JSON to the letter, but a key in it is not as the standard says.",
        );
    }
    artefact.verdicts.signature = signature(
        SignatureState::NotApplicable,
        "A key is not signed; where it came from vouches for it.",
    );
    artefact.verdicts.time = time(TimeState::NotApplicable, "A JWK names no dates of its own.");
    artefact.verdicts.policy = policy("It is a key, no token.");
}
