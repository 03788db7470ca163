//! A userinfo answer (OpenID Connect Core §5.3.2).

use alloc::format;
use alloc::string::String;

use super::rules;
use crate::kinds::body::Body;
use crate::kinds::draft::{headline, policy, signature, step, time};
use crate::kinds::words::excerpt;
use crate::members::Names;
use crate::paste::Candidate;
use crate::report::{Artefact, Finding, Kind, SignatureState, TimeState};

/// The artefact of a userinfo answer.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let body = Body::new(candidate);
    let mut artefact = body.artefact(Kind::UserInfo, "Userinfo answer", &[], Names::Claims);
    let name = ["name", "preferred_username", "email", "given_name", "sub"]
        .iter()
        .find_map(|name| body.str(name));
    artefact.facts.subject = body.str("sub").map(|sub| sub.into_owned());
    if artefact.facts.subject.is_none() {
        artefact.findings.push(Finding::new(
            &rules::USERINFO_SUB,
            "sub",
            artefact.span,
            "The body has no member sub with something in it.",
        ));
    }
    let unverified = body
        .get("email_verified")
        .and_then(|value| value.as_bool())
        .is_some_and(|verified| !verified);
    artefact.headline = headline(
        match name {
            Some(name) => format!("Userinfo answer about {}.", excerpt(&name, 80)),
            None => String::from("Userinfo answer about a user it does not name."),
        },
        if unverified {
            "It is what the server knows about the user of an access token. Its e-mail address is not verified, by its own word."
        } else {
            "It is what the server knows about the user of an access token; it is no token."
        },
    );
    artefact.verdicts.signature = signature(
        SignatureState::NotApplicable,
        "A plain userinfo answer is not signed: TLS vouches for it.",
    );
    artefact.verdicts.time = time(
        TimeState::NotApplicable,
        "It was true when the server was asked; it has no expiry.",
    );
    artefact.verdicts.policy = policy("It is an answer about a user, no token.");
    artefact.next_steps.push(step(
        "Compare sub with sub of the ID token: a client must not use the answer if they differ (OpenID Connect Core §5.3.2).",
    ));
    artefact.next_steps.push(step(
        "It holds personal data: leave out what is not needed before you pass it on.",
    ));
    artefact
}
