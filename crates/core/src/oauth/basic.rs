//! Basic credentials (RFC 7617): decoded, the user shown, the secret masked.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::rules;
use crate::jose::base64url::{DeviationKind, decode};
use crate::kinds::draft::{
    draft, explained, fields, headline, policy, signature, step, step_with, structure, time,
};
use crate::kinds::mask::mask;
use crate::kinds::words::excerpt;
use crate::paste::Candidate;
use crate::report::{
    Artefact, Finding, Kind, Role, Rule, SignatureState, StructureState, TimeState,
};

/// The artefact of Basic credentials; the candidate holds them still encoded.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let mut artefact = draft(candidate, Kind::BasicCredentials, "Basic credentials");
    let place = artefact.span;
    let decoded = decode(candidate.text.trim());
    // Standard base64 with padding is what Basic asks for: only what loses bytes is a fault.
    let broken = decoded.deviations.iter().find(|deviation| {
        matches!(
            deviation.kind,
            DeviationKind::Stray { .. } | DeviationKind::Length
        )
    });
    if let Some(broken) = broken {
        artefact.findings.push(Finding::new(
            &rules::BASIC_ENCODING,
            "",
            place,
            format!("The base64 has {}.", broken.kind),
        ));
    }
    let bytes = decoded.bytes.as_slice();
    let text = String::from_utf8_lossy(bytes);
    let is_utf8 = core::str::from_utf8(bytes).is_ok();
    let mut note = |rule: &'static Rule, subject: &str, message: &str| {
        artefact
            .findings
            .push(Finding::new(rule, subject, place, message));
    };
    if !is_utf8 {
        note(
            &rules::BASIC_UTF8,
            "",
            "The decoded bytes are not UTF-8; they are shown as far as they can be read.",
        );
    }
    let trimmed = text.trim_end_matches(['\n', '\r']);
    if trimmed.len() < text.len() {
        note(
            &rules::BASIC_NEWLINE,
            "secret",
            "The decoded credentials end with a line break, which counts as part of the secret.",
        );
    }
    if trimmed.chars().any(char::is_control) {
        note(
            &rules::BASIC_CONTROL,
            "",
            "The decoded credentials hold a control character.",
        );
    }
    let split = trimmed.split_once(':');
    // Without a colon nobody can tell a user from a secret, so nothing of it is shown.
    let (user, secret) = split.unwrap_or(("", trimmed));
    if split.is_none() {
        note(
            &rules::BASIC_COLON,
            "",
            "The decoded text holds no colon, so user and password cannot be told apart.",
        );
    } else {
        if user.is_empty() {
            note(
                &rules::BASIC_EMPTY,
                "user",
                "The part before the colon, the user or client id, is empty.",
            );
        }
        if secret.is_empty() {
            note(
                &rules::BASIC_EMPTY,
                "secret",
                "The part after the colon, the password or client secret, is empty.",
            );
        }
        for (name, part) in [("user", user), ("secret", secret)] {
            if has_escape(part) {
                note(
                    &rules::BASIC_PERCENT,
                    name,
                    &format!("The {name} holds percent-escapes such as %2B."),
                );
            }
        }
    }
    let user_shown = excerpt(user, 200);
    let secret_characters = secret.chars().count();
    let mut members = Vec::new();
    if split.is_some() {
        members.push(explained(
            "user",
            user_shown.clone(),
            place,
            "User or client id",
            "What stands before the first colon.",
            "RFC 7617 §2, RFC 6749 §2.3.1",
        ));
    }
    members.push(explained(
        if split.is_some() { "secret" } else { "content" },
        mask(secret_characters),
        place,
        "Password or client secret",
        "Masked. Base64 hides nothing: whoever saw the header has it.",
        "RFC 7617 §4",
    ));
    let mut shown = fields(candidate, Role::Parameters, "Basic credentials", members);
    shown.bytes = bytes.len();
    artefact.parts.push(shown);

    let is_uuid = looks_like_uuid(user);
    let lead = match split {
        None => String::from("Basic credentials without a colon: the server cannot split them."),
        Some(_) if user.is_empty() => String::from("Basic credentials without a user."),
        Some(_) if is_uuid => format!("Client credentials (Basic) for the client {user_shown}."),
        Some(_) => format!("Basic credentials for {user_shown}."),
    };
    artefact.headline = headline(
        lead,
        "The secret is masked here, but the header itself hides nothing: if it was pasted anywhere else, replace the secret.",
    );
    if split.is_some() && !user.is_empty() {
        artefact.facts.client_id = is_uuid.then(|| user.to_string());
    }
    let malformed = artefact
        .findings
        .iter()
        .any(|f| f.code == rules::BASIC_ENCODING.code || f.code == rules::BASIC_COLON.code);
    artefact.verdicts.structure = if malformed {
        structure(
            StructureState::Damaged,
            "It is not base64 of user, colon and password.",
        )
    } else if artefact.findings.is_empty() {
        structure(
            StructureState::WellFormed,
            "Base64 of user, colon and password.",
        )
    } else {
        structure(
            StructureState::Deviates,
            "Base64 of user, colon and password, with something odd about them.",
        )
    };
    artefact.verdicts.signature = signature(
        SignatureState::NotApplicable,
        "Credentials carry no signature.",
    );
    artefact.verdicts.time = time(
        TimeState::Unknown,
        "How long the secret is good for is kept by the server.",
    );
    artefact.verdicts.policy = policy("Credentials are no token: they are exchanged for one.");
    if artefact
        .findings
        .iter()
        .any(|f| f.code == rules::BASIC_NEWLINE.code || f.code == rules::BASIC_COLON.code)
    {
        artefact.next_steps.push(step_with(
            "Make the header again without the mistake, or let curl make it:",
            r#"curl -sS -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials "$TOKEN_ENDPOINT""#,
        ));
    } else {
        artefact.next_steps.push(step_with(
            "To see whether a server takes them, ask its token endpoint for a token:",
            r#"curl -sS -w '\n%{http_code}\n' -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials "$TOKEN_ENDPOINT""#,
        ));
    }
    artefact.next_steps.push(step(
        "An API that takes access tokens does not take these: exchange them for a token first, and send that as Bearer.",
    ));
    artefact
}

/// Whether a percent sign with two hexadecimal digits stands in the text.
fn has_escape(text: &str) -> bool {
    text.as_bytes()
        .windows(3)
        .any(|w| matches!(w, [b'%', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit()))
}

fn looks_like_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}
