//! PASETO: version and purpose named, footer and public payload shown, nothing verified.

mod parts;
mod verdicts;

use alloc::format;
use alloc::vec::Vec;

use self::parts::{check_encoding, encoded_part};
use self::verdicts::conclude;
use super::rules;
use crate::jose::Encoded;
use crate::kinds::draft::{
    bytes_content, draft, explained, fields, headline, signature, step, structure, time,
};
use crate::paste::Candidate;
use crate::report::{Artefact, Finding, Kind, Role, SignatureState, StructureState, TimeState};

/// What the first two parts say.
struct Version {
    number: char,
    is_public: bool,
    /// How the payload is protected.
    how: &'static str,
    /// Bytes that the payload carries besides the message: signature, or nonce and tag.
    overhead: usize,
}

fn version(number: &str, purpose: &str) -> Option<Version> {
    let of = |number, is_public, how, overhead| Version {
        number,
        is_public,
        how,
        overhead,
    };
    // Sizes by the specification of each version: a signature; or nonce and tag.
    Some(match (number, purpose) {
        ("v1", "local") => of('1', false, "AES-256-CTR and HMAC-SHA384", 32 + 48),
        ("v1", "public") => of('1', true, "RSA-PSS with SHA-384, 2048 bits", 256),
        ("v2", "local") => of('2', false, "XChaCha20-Poly1305", 24 + 16),
        ("v2", "public") => of('2', true, "Ed25519", 64),
        ("v3", "local") => of('3', false, "AES-256-CTR and HMAC-SHA384", 32 + 48),
        ("v3", "public") => of('3', true, "ECDSA over P-384", 96),
        ("v4", "local") => of('4', false, "XChaCha20 and BLAKE2b", 32 + 32),
        ("v4", "public") => of('4', true, "Ed25519", 64),
        _ => return None,
    })
}

/// The artefact of a PASETO.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let text = candidate.text.as_str();
    let mut artefact = draft(candidate, Kind::Paseto, "PASETO");
    let place = artefact.span;
    let mut pieces = text.splitn(4, '.');
    let first = pieces.next().unwrap_or_default();
    let second = pieces.next().unwrap_or_default();
    let third = pieces.next().unwrap_or_default();
    let footer = pieces.next();
    let payload_start = first.len() + second.len() + 2;
    let head_end = (first.len() + second.len() + 1).min(text.len());

    let Some(version) = version(first, second) else {
        artefact.findings.push(Finding::new(
            &rules::PASETO_PARTS,
            "header",
            candidate.map.span(0, head_end),
            "The token does not begin with v1 to v4 and local or public.",
        ));
        artefact.verdicts.structure = structure(
            StructureState::Damaged,
            "Version or purpose cannot be read.",
        );
        artefact.verdicts.signature = signature(
            SignatureState::NotChecked,
            "Without version and purpose nothing can be said about its protection.",
        );
        artefact.verdicts.time = time(TimeState::Unknown, "Its times cannot be seen.");
        artefact.headline = headline(
            "This looks like a PASETO, and its beginning cannot be read.",
            "A PASETO begins with its version and purpose: v4.public. or v4.local. for example.",
        );
        artefact
            .next_steps
            .push(step("Copy the token again, from its first character on."));
        return artefact;
    };
    let purpose = if version.is_public { "public" } else { "local" };
    artefact.title = format!("PASETO v{} {purpose}", version.number);
    artefact.facts.token_type = Some(format!("v{}.{purpose}", version.number));

    let meaning = if version.is_public {
        "Signed, not encrypted: anyone can read it, the issuer's public key proves it."
    } else {
        "Encrypted and authenticated: only holders of the shared key can read or make it."
    };
    let mut head = fields(
        candidate,
        Role::Header,
        "Version and purpose",
        Vec::from([
            explained(
                "version",
                first,
                candidate.map.span(0, first.len()),
                "Version",
                format!(
                    "Fixes the algorithms, so there is none to choose: {}.",
                    version.how
                ),
                "PASETO specification, Versions",
            ),
            explained(
                "purpose",
                second,
                candidate.map.span(first.len() + 1, head_end),
                "Purpose",
                meaning,
                "PASETO specification, Versions",
            ),
        ]),
    );
    head.span = candidate.map.span(0, head_end);
    head.pieces = candidate.map.pieces(0, head_end);
    head.bytes = head_end;
    artefact.parts.push(head);

    let payload = Encoded::new(third, payload_start.min(text.len()));
    check_encoding(&payload, candidate, "payload", &mut artefact);
    let size = payload.bytes().len();
    if third.is_empty() {
        artefact.findings.push(Finding::new(
            &rules::PASETO_PARTS,
            "payload",
            place,
            "Nothing follows the version and the purpose.",
        ));
    } else if size < version.overhead {
        artefact.findings.push(Finding::new(
            &rules::PASETO_SHORT,
            "payload",
            payload.span(&candidate.map),
            format!(
                "The payload has {size} bytes; a v{}.{purpose} token has at least {}.",
                version.number, version.overhead
            ),
        ));
    }
    if version.is_public {
        let cut = size.saturating_sub(version.overhead);
        let message = encoded_part(
            &payload,
            candidate,
            0..cut,
            Role::Payload,
            "Message",
            &mut artefact,
            true,
        );
        artefact.parts.push(message);
        let mut rest = encoded_part(
            &payload,
            candidate,
            cut..size,
            Role::Signature,
            "Signature",
            &mut artefact,
            false,
        );
        rest.content = bytes_content(payload.bytes().get(cut..).unwrap_or_default());
        artefact.parts.push(rest);
    } else {
        let mut all = encoded_part(
            &payload,
            candidate,
            0..size,
            Role::Ciphertext,
            "Nonce, ciphertext and tag",
            &mut artefact,
            false,
        );
        all.content = bytes_content(payload.bytes());
        artefact.parts.push(all);
    }
    if let Some(footer) = footer {
        let start = payload_start + third.len() + 1;
        let footer = Encoded::new(footer, start.min(text.len()));
        check_encoding(&footer, candidate, "footer", &mut artefact);
        if footer.text.contains('.') {
            artefact.findings.push(Finding::new(
                &rules::PASETO_PARTS,
                "footer",
                footer.span(&candidate.map),
                "More than four parts with dots between them.",
            ));
        }
        let size = footer.bytes().len();
        let shown = encoded_part(
            &footer,
            candidate,
            0..size,
            Role::Other,
            "Footer",
            &mut artefact,
            false,
        );
        artefact.parts.push(shown);
    }
    if matches!(version.number, '1' | '2') {
        artefact.findings.push(Finding::new(
            &rules::PASETO_VERSION,
            "version",
            candidate.map.span(0, first.len()),
            format!("The token is of version {}.", version.number),
        ));
    }
    conclude(&mut artefact, &version, purpose);
    artefact
}
