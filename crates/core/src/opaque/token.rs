//! An opaque token: what it likely is, what cannot be known from it, why, and whom to ask.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::{rules, vendors};
use crate::kinds::draft::{
    draft, explained, field, fields, headline, policy, signature, step, step_with, structure, time,
};
use crate::kinds::words::{Classes, alphabet};
use crate::paste::Candidate;
use crate::report::{
    Artefact, Finding, Kind, Role, SignatureState, StructureState, TimeState, ValueKind,
};

/// The artefact of an opaque token; `name`, `issuer` and `reason` are the shape's.
pub(crate) fn artefact(
    candidate: &Candidate,
    name: &'static str,
    issuer: &'static str,
    reason: &'static str,
) -> Artefact {
    let text = candidate.text.as_str();
    let vendor = vendors::find(issuer, text);
    let name = if name.is_empty() {
        "Opaque token"
    } else {
        name
    };
    let mut artefact = draft(candidate, Kind::Opaque, name);
    let place = artefact.span;
    if !issuer.is_empty() {
        artefact.facts.vendor = Some(issuer);
    }
    artefact.facts.profile_reason = reason.to_string();

    let is_key_id = matches!(issuer, "AWS" | "Twilio") && !vendor.lives_long;
    let lives_long = vendors::lives_long(vendor, issuer);
    let title = with_opaque(name);
    artefact.headline = if is_key_id {
        headline(format!("{name}: a name, not a secret."), vendor.about)
    } else if issuer == "Genesys Cloud" {
        headline(
            format!("{title}. Nothing can be read from it."),
            "That is normal: it is a reference that only the service can look up. Ask the API about it: GET /api/v2/tokens/me.",
        )
    } else if lives_long {
        headline(
            format!("{title}. Nothing can be read from it; treat it as a secret."),
            vendor.about,
        )
    } else {
        headline(
            format!("{title}. Nothing can be read from it."),
            format!("That is normal. {}", vendor.about),
        )
    };

    artefact.verdicts.structure = structure(
        StructureState::Recognised,
        if reason.is_empty() {
            String::from("Recognised by its shape. It has no structure that could be checked.")
        } else {
            format!("Recognised by its shape: {reason}. It has no structure that could be checked.")
        },
    );
    artefact.verdicts.signature = signature(
        SignatureState::NotApplicable,
        "An opaque token carries no signature: its issuer looks it up instead.",
    );
    artefact.verdicts.time = time(
        TimeState::Unknown,
        "Its expiry is kept by its issuer; the response it came in may have said it (expires_in).",
    );
    artefact.verdicts.policy = policy(
        "Issuer, audience and scopes cannot be seen in it, so no expectation can be held against it.",
    );

    let mut members = Vec::from([explained(
        "likely",
        name,
        place,
        "What it likely is",
        "By its shape alone; nobody was asked.",
        "",
    )]);
    if !issuer.is_empty() {
        members.push(explained(
            "issuer",
            issuer,
            place,
            "Whose it likely is",
            "By its shape alone.",
            "",
        ));
    }
    if !reason.is_empty() {
        members.push(explained(
            "because",
            reason,
            place,
            "What gave it away",
            "Another service may use the same shape.",
            "",
        ));
    }
    let classes = Classes::of(text);
    let mut length = explained(
        "length",
        classes.total().to_string(),
        place,
        "Characters",
        "Compare it with another token of the same issuer: a shorter one may have been cut off.",
        "",
    );
    length.kind = ValueKind::Number;
    members.push(length);
    members.push(field("alphabet", alphabet(text), place));
    members.push(field("characters", classes.in_words(), place));
    members.push(explained(
        "unknown",
        "owner, scopes, audience, expiry, whether it was revoked",
        place,
        "What cannot be known from it",
        "An opaque token says nothing to a reader, by design: its holder cannot look inside, and its issuer can revoke it at once (RFC 6749 §1.4).",
        "RFC 6749 §1.4",
    ));
    artefact.parts.push(fields(
        candidate,
        Role::Other,
        "What its shape tells",
        members,
    ));

    if lives_long {
        artefact.findings.push(Finding::new(
            &rules::LONG_LIVED,
            "",
            place,
            format!("{title}: it works for whoever has it, until it expires or is revoked."),
        ));
    }
    artefact.next_steps.push(step_with(vendor.ask, vendor.line));
    artefact.next_steps.push(step(vendor.answers));
    if lives_long {
        artefact.next_steps.push(step(
            "If it was pasted anywhere else, a ticket or a chat, replace it there where it was made and revoke this one.",
        ));
    }
    artefact
}

/// The name with the word opaque: `GitHub personal access token (opaque)`.
fn with_opaque(name: &str) -> String {
    if name.to_ascii_lowercase().contains("opaque") {
        name.to_string()
    } else if name.ends_with(')') {
        format!("{name}, opaque")
    } else {
        format!("{name} (opaque)")
    }
}
