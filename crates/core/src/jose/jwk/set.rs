//! The set of keys that a server publishes.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::finish;
use super::key::examine;
use super::rules::{EMPTY_SET, SAME_KID};
use crate::jose::json::Value;
use crate::kinds::body::{Body, explain};
use crate::kinds::draft::{field, fields, headline, step};
use crate::kinds::words::{count, excerpt};
use crate::members::Names;
use crate::oauth::jwk_names;
use crate::paste::Candidate;
use crate::report::{Artefact, Finding, Kind, PartContent, Role, ValueKind};
use crate::span::Span;

/// The artefact of a JWK Set.
pub(crate) fn set_artefact(candidate: &Candidate) -> Artefact {
    let body = Body::new(candidate);
    let mut artefact = body.artefact(Kind::JwkSet, "JWK Set", jwk_names(), Names::Other);
    // The members of the keys lie two levels down.
    for part in &mut artefact.parts {
        let PartContent::Json { members, .. } = &mut part.content else {
            continue;
        };
        for keys in members.iter_mut().filter(|member| member.name == "keys") {
            for key in &mut keys.children {
                explain(&mut key.children, jwk_names());
            }
        }
    }
    let place = |value: Value<'_, '_>| {
        let range = value.range();
        candidate.map.span(range.start, range.end)
    };
    let mut findings: Vec<Finding> = Vec::new();
    let mut rows = Vec::new();
    let mut kids: Vec<(String, Span)> = Vec::new();
    let (mut private, mut symmetric) = (0usize, 0usize);
    let keys = body
        .get("keys")
        .filter(|keys| keys.kind() == ValueKind::Array);
    for (at, value) in keys.iter().flat_map(|keys| keys.items()).enumerate() {
        let key = examine(value, &place, &mut findings);
        private += usize::from(key.is_private);
        symmetric += usize::from(key.is_symmetric);
        let name = match &key.kid {
            Some(kid) => {
                kids.push((kid.clone(), place(value)));
                excerpt(kid, 80)
            }
            None => format!("key {} (no kid)", at + 1),
        };
        let mut shown = key.what;
        if key.is_private {
            shown.push_str(", private");
        }
        if !key.purpose.is_empty() {
            shown.push_str(", ");
            shown.push_str(&key.purpose);
        }
        rows.push(field(name, shown, place(value)));
    }
    let total = rows.len();
    // The sort is stable: of two keys with one name the later in the text is reported.
    crate::order::sort_by(&mut kids, |a, b| a.0.cmp(&b.0));
    for pair in kids.windows(2) {
        if let [(first, _), (second, span)] = pair
            && first == second
        {
            findings.push(Finding::new(
                &SAME_KID,
                "kid",
                *span,
                format!("The kid {} names more than one key.", excerpt(second, 60)),
            ));
        }
    }
    findings.truncate(200);
    if total == 0 {
        findings.push(Finding::new(
            &EMPTY_SET,
            "keys",
            artefact.span,
            "keys is missing, no array, or empty.",
        ));
    }
    artefact.findings.extend(findings);
    if total > 0 {
        artefact
            .parts
            .push(fields(candidate, Role::Other, "Keys of the set", rows));
    }
    let secret = private + symmetric;
    artefact.headline = if secret > 0 {
        headline(
            format!(
                "JWK Set with {}, {} of them private or secret. Do not share it.",
                count(total, "key"),
                secret
            ),
            "A published set holds public members only. The private members are masked here.",
        )
    } else {
        headline(
            format!(
                "JWK Set with {}.",
                if total == 0 {
                    "no key".to_string()
                } else {
                    count(total, "public key")
                }
            ),
            "It is what a server publishes for checking its signatures (jwks_uri). A token's header names its key by kid.",
        )
    };
    artefact.next_steps.push(if secret > 0 {
        step("If this set is published, take it down, make new keys, and publish only their public members.")
    } else {
        step("Paste the token to check beside it: its kid must be among these.")
    });
    finish(&mut artefact);
    artefact
}
