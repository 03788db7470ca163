//! A Biscuit: recognised and named.

use alloc::format;
use alloc::string::ToString as _;
use alloc::vec::Vec;

use crate::jose::base64url;
use crate::kinds::draft::{
    draft, explained, field, fields, headline, policy, signature, step, structure, time,
};
use crate::paste::Candidate;
use crate::report::{Artefact, Kind, Role, SignatureState, StructureState, TimeState};

/// The artefact of a Biscuit.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let mut artefact = draft(candidate, Kind::Biscuit, "Biscuit");
    let place = artefact.span;
    let encoded = candidate
        .text
        .strip_prefix("biscuit:")
        .unwrap_or(&candidate.text);
    let size = base64url::decode(encoded).bytes.len();
    artefact.facts.profile_reason = "its first bytes are those of a Biscuit".to_string();
    artefact.headline = headline(
        "Biscuit: a signed token that carries its own rules.",
        format!(
            "It holds {size} bytes of facts and checks in Datalog, in blocks that each holder may add to. They are not decoded here, and its signatures are not checked."
        ),
    );
    artefact.verdicts.structure = structure(
        StructureState::Recognised,
        "Recognised by its first bytes; its blocks were not taken apart.",
    );
    artefact.verdicts.signature = signature(
        SignatureState::NotChecked,
        "Every block of a Biscuit is signed. Checking needs the issuer's root public key and a Biscuit library.",
    );
    artefact.verdicts.time = time(
        TimeState::Unknown,
        "If it expires, a check inside says so; checks are not decoded here.",
    );
    artefact.verdicts.policy =
        policy("What it allows stands in its blocks, which are not decoded here.");
    artefact.parts.push(fields(
        candidate,
        Role::Other,
        "What its shape tells",
        Vec::from([
            field("size", format!("{size} bytes"), place),
            explained("form", "base64url of Protocol Buffers", place, "Encoding", "A root key id, the authority block of the issuer, further blocks of its holders, and a proof.", "Biscuit specification, Format"),
        ]),
    ));
    artefact.next_steps.push(step(
        "Read it with the command line tool of the Biscuit project: biscuit inspect shows its blocks without a key, and checks its signatures with one.",
    ));
    artefact
}
