//! 43 base64url characters: 32 bytes that may be a client secret, a PKCE value or a thumbprint.

use alloc::string::ToString as _;
use alloc::vec::Vec;

use crate::jose::base64url;
use crate::kinds::draft::{
    draft, explained, field, fields, headline, policy, signature, step, step_with, structure, time,
};
use crate::kinds::words::Classes;
use crate::paste::Candidate;
use crate::report::{Artefact, Kind, Role, SignatureState, StructureState, TimeState};

/// The artefact of a 43-character base64url string.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let text = candidate.text.as_str();
    let mut artefact = draft(
        candidate,
        Kind::Secret,
        "32 bytes in base64url, perhaps a secret",
    );
    let place = artefact.span;
    let decoded = base64url::decode(text);
    artefact.headline = headline(
        "43 base64url characters, which is 32 bytes: it may be a secret.",
        "It may be a Genesys Cloud client secret, a PKCE value (RFC 7636) or a thumbprint (RFC 7638). If it is a secret, do not paste it around.",
    );
    artefact.verdicts.structure = structure(
        StructureState::Recognised,
        "Recognised by its length and alphabet; its 32 bytes say nothing by themselves.",
    );
    artefact.verdicts.signature =
        signature(SignatureState::NotApplicable, "It carries no signature.");
    artefact.verdicts.time = time(
        TimeState::Unknown,
        "Nothing in it says how long it is good for.",
    );
    artefact.verdicts.policy = policy("It is no token that says anything.");
    let members = Vec::from([
        field("length", text.chars().count().to_string(), place),
        field("bytes", decoded.bytes.len().to_string(), place),
        field("characters", Classes::of(text).in_words(), place),
        explained(
            "perhaps",
            "client secret",
            place,
            "Client secret",
            "Samples of Genesys Cloud client secrets have this form. Known by: it stands beside a client id (a UUID).",
            "Genesys Cloud, seen in its published samples",
        ),
        explained(
            "perhaps",
            "PKCE value",
            place,
            "Code verifier or code challenge",
            "A challenge by S256 always has 43 characters, a verifier 43 or more. Known by: it stands in code_challenge or code_verifier.",
            "RFC 7636 §4.1, §4.2",
        ),
        explained(
            "perhaps",
            "thumbprint or hash",
            place,
            "SHA-256 value",
            "A key's thumbprint (jkt, x5t#S256) or another SHA-256 hash has this form, and is no secret.",
            "RFC 7638 §3",
        ),
    ]);
    artefact.parts.push(fields(
        candidate,
        Role::Other,
        "What its shape tells",
        members,
    ));
    artefact.next_steps.push(step(
        "If it is a client secret and was pasted anywhere else, reset it at its issuer; every holder of the old one must then get the new one.",
    ));
    artefact.next_steps.push(step_with(
        "To see whether it is a client secret of Genesys Cloud, use it where it belongs, at the token endpoint (replace mypurecloud.com with your region's domain):",
        r#"curl -sS -w '\n%{http_code}\n' -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials https://login.mypurecloud.com/oauth/token"#,
    ));
    artefact
}
