//! Judging in tables: dates, policies, headlines and steps of small tokens; here what the tables share.

mod dates;
mod headlines;
mod steps;

use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use super::*;
use crate::claims;
use crate::jose::json::{Limits, read};
use crate::policy::Policy;
use crate::report::{Found, Headline, Part, Severity, StructureState, TimeState, Verdicts};
use crate::span::Span;
use crate::time;

/// 2026-11-21 14:16:10 UTC.
const NOW: i64 = 1_795_270_570;

/// An artefact as its builder leaves it, from the JSON of header and payload.
pub(crate) fn artefact(header: &str, payload: &str) -> Artefact {
    let header = read(header.as_bytes(), Limits::DEFAULT);
    let claims = read(payload.as_bytes(), Limits::DEFAULT);
    let facts = claims::facts(header.root(), claims.root());
    let mut members = Vec::new();
    let mut times = Vec::new();
    for entry in claims.root().iter().flat_map(|root| root.entries()) {
        let time = time::reading(&entry.name, entry.value);
        times.extend(time.clone());
        members.push(Member {
            name: entry.name.to_string(),
            kind: entry.value.kind(),
            value: entry.value.raw_text().into_owned(),
            text: None,
            span: Span::new(entry.name_range.start, entry.value.range().end),
            meaning: claims::meaning_of_claim(&entry.name, facts.vendor),
            time,
            duplicate: entry.duplicate,
            children: Vec::new(),
        });
    }
    let signature = signature_verdict(facts.algorithm.as_deref(), true);
    Artefact {
        kind: if claims.root().is_some() {
            Kind::Jwt
        } else {
            Kind::Jwe
        },
        title: String::new(),
        parent: None,
        span: Span::default(),
        pieces: Vec::new(),
        found: Found::default(),
        headline: Headline::default(),
        verdicts: Verdicts {
            structure: Verdict::new(StructureState::WellFormed, "Well-formed", ""),
            signature,
            time: Verdict::new(TimeState::Unknown, "", ""),
            policy: Verdict::new(PolicyState::NotSet, "", ""),
        },
        next_steps: Vec::new(),
        findings: Vec::new(),
        timely: Vec::new(),
        parts: vec![Part {
            role: Role::Payload,
            title: String::new(),
            span: Span::default(),
            pieces: Vec::new(),
            bytes: 0,
            content: PartContent::Json {
                text: String::new(),
                members,
            },
        }],
        times,
        timeline: None,
        scopes: claims.root().map(claims::scopes).unwrap_or_default(),
        policy_checks: Vec::new(),
        facts,
    }
}

fn context(policy: Policy) -> Context {
    Context {
        now: NOW,
        policy,
        ..Context::default()
    }
}

fn judged(payload: &str, policy: Policy) -> Artefact {
    judged_with(r#"{"alg":"RS256"}"#, payload, policy)
}

fn judged_with(header: &str, payload: &str, policy: Policy) -> Artefact {
    let mut artefact = artefact(header, payload);
    judge(&mut artefact, &context(policy.clone()));
    let once = artefact.clone();
    judge(&mut artefact, &context(policy));
    assert_eq!(artefact, once, "judging again changes nothing");
    artefact
}

fn codes(artefact: &Artefact) -> Vec<(&'static str, Severity)> {
    artefact
        .timely
        .iter()
        .map(|f| (f.code, f.severity))
        .collect()
}
