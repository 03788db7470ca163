//! Claims or a JOSE Header as bare JSON: the inside of a token, not a token.

use alloc::format;
use alloc::string::String;
use core::ops::Range;

use crate::claims::{self, brief};
use crate::kinds::body::Body;
use crate::kinds::draft::{headline, policy, signature, step, time};
use crate::lint;
use crate::members::Names;
use crate::paste::Candidate;
use crate::report::{Artefact, Kind, SignatureState, TimeState};
use crate::time::utc;

/// Fills facts and scopes from the claims in the body.
pub(crate) fn fill_facts(body: &Body<'_>, artefact: &mut Artefact) {
    artefact.facts = claims::facts(None, body.object());
    artefact.scopes = body.object().map(claims::scopes).unwrap_or_default();
}

/// The artefact of bare claims, or of a bare header.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let body = Body::new(candidate);
    let place = |range: Range<usize>| candidate.map.span(range.start, range.end);
    let has = |name: &str| body.get(name).is_some();
    let is_header = has("alg")
        && !["iss", "sub", "aud", "exp", "iat"]
            .iter()
            .any(|name| has(name));
    let mut artefact = if is_header {
        body.artefact(
            Kind::ClaimsJson,
            "JOSE Header, without a token",
            &[],
            Names::Header,
        )
    } else {
        body.artefact(
            Kind::ClaimsJson,
            "Claims, without a token",
            &[],
            Names::Claims,
        )
    };
    if is_header {
        artefact.facts = claims::facts(body.object(), None);
        lint::header(
            &body.document,
            &place,
            &artefact.facts,
            &mut artefact.findings,
        );
        let alg = body
            .str("alg")
            .map_or(String::new(), |alg| format!(" Algorithm: {}.", brief(&alg)));
        artefact.headline = headline(
            "This is the header of a token, not a token.",
            format!(
                "It says how a token is protected.{alg} Paste the whole token to see what it says."
            ),
        );
    } else {
        fill_facts(&body, &mut artefact);
        lint::claims(
            &body.document,
            &place,
            &artefact.facts,
            &mut artefact.findings,
        );
        let from = artefact
            .facts
            .issuer
            .as_deref()
            .map_or(String::new(), |issuer| {
                format!(" Issued by {}", brief(issuer))
            });
        let for_whom = artefact
            .facts
            .audience
            .first()
            .map_or(String::new(), |audience| {
                format!(" for {}", brief(audience))
            });
        let who = match (from.is_empty(), for_whom.is_empty()) {
            (true, true) => String::new(),
            (true, false) => format!(" Meant{for_whom}, by its own word."),
            (false, _) => format!("{from}{for_whom}, by its own word."),
        };
        artefact.headline = headline(
            format!("This is the inside of a token, not a token.{who}"),
            "Without header and signature nobody can check it, and no API takes it. Paste the whole token: three parts with dots between.",
        );
    }
    artefact.verdicts.signature = signature(
        SignatureState::NotApplicable,
        "There is none: bare JSON is vouched for by nobody.",
    );
    artefact.verdicts.time = if is_header {
        time(
            TimeState::NotApplicable,
            "A header says nothing about time.",
        )
    } else {
        match artefact.facts.expires {
            Some(expires) => time(
                TimeState::Unknown,
                format!("The claims say that the token expires at {}.", utc(expires)),
            ),
            None => time(TimeState::NoExpiry, "The claims name no expiry (exp)."),
        }
    };
    artefact.verdicts.policy =
        policy("Expectations are held against whole tokens; bare claims prove nothing.");
    artefact.next_steps.push(step(
        "Copy the token itself: it begins with eyJ and stands in the header Authorization or in access_token or id_token.",
    ));
    artefact
}
