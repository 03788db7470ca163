//! PASETO: version and purpose named, footer and public payload shown, nothing verified.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::rules;
use crate::jose::Encoded;
use crate::jose::json::{Limits, Value, read};
use crate::kinds::body::{Name, explain};
use crate::kinds::draft::{
    bytes_content, draft, explained, fields, headline, part, policy, signature, step, structure,
    time,
};
use crate::kinds::mask;
use crate::members::{self, Names};
use crate::paste::Candidate;
use crate::report::{
    Artefact, Finding, Kind, Part, PartContent, Profile, Role, SignatureState, StructureState,
    TimeState,
};

/// Times are dates written out, other than in a JWT.
const CLAIMS: &[Name] = &[
    Name {
        name: "exp",
        title: "Expires",
        text: "From this moment on the token must be refused. A date written out (ISO 8601).",
        source: "PASETO specification, Registered Claims",
    },
    Name {
        name: "nbf",
        title: "Not before",
        text: "Before this moment the token must be refused. A date written out (ISO 8601).",
        source: "PASETO specification, Registered Claims",
    },
    Name {
        name: "iat",
        title: "Issued at",
        text: "When the token was made. A date written out (ISO 8601).",
        source: "PASETO specification, Registered Claims",
    },
    Name {
        name: "kid",
        title: "Key id",
        text: "Which key protects the token.",
        source: "PASETO specification, Registered Claims",
    },
];

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

fn conclude(artefact: &mut Artefact, version: &Version, purpose: &str) {
    let number = version.number;
    let damaged = artefact
        .findings
        .iter()
        .any(|finding| finding.blame == crate::report::Blame::Malformed);
    artefact.verdicts.structure = if damaged {
        structure(
            StructureState::Damaged,
            "A part of it could not be read as the format says.",
        )
    } else if version.is_public {
        structure(
            StructureState::WellFormed,
            "Version, purpose, message and signature are where they belong.",
        )
    } else {
        structure(
            StructureState::Recognised,
            "Version and purpose are readable; the rest is encrypted.",
        )
    };
    let from = match &artefact.facts.issuer {
        Some(issuer) => format!(" from {}", crate::kinds::words::excerpt(issuer, 80)),
        None => String::new(),
    };
    let for_whom = match artefact.facts.audience.first() {
        Some(audience) => format!(" for {}", crate::kinds::words::excerpt(audience, 80)),
        None => String::new(),
    };
    let expiry = artefact
        .times
        .iter()
        .find(|reading| reading.name == "exp")
        .map(|reading| reading.utc.clone())
        .filter(|utc| !utc.is_empty());
    if version.is_public {
        artefact.headline = headline(
            format!("PASETO v{number}.{purpose}{from}{for_whom}: signed, and readable by anyone."),
            format!(
                "Its signature ({}) was not checked; that needs the issuer's public key and a PASETO library.",
                version.how
            ),
        );
        artefact.verdicts.signature = signature(
            SignatureState::NotChecked,
            format!(
                "It is signed with {}. Checking needs the issuer's public key and is not done here for PASETO.",
                version.how
            ),
        );
        artefact.verdicts.time = match expiry {
            Some(utc) => time(
                TimeState::Unknown,
                format!("It says that it expires at {utc}."),
            ),
            None => time(TimeState::NoExpiry, "No exp was found in its message."),
        };
        artefact.verdicts.policy =
            policy("Expectations are held against JOSE tokens only; its claims are shown.");
        artefact.next_steps.push(step(
            "Check it with a PASETO library of the receiver's language, which must be told the version and purpose it accepts.",
        ));
    } else {
        artefact.headline = headline(
            format!(
                "PASETO v{number}.{purpose}: encrypted. Its content cannot be seen without the key."
            ),
            "Version and footer are readable; the footer is protected against change and not hidden.",
        );
        artefact.verdicts.signature = signature(
            SignatureState::NotChecked,
            format!(
                "It is encrypted and authenticated with {}. Only a holder of the shared key can check it.",
                version.how
            ),
        );
        artefact.verdicts.time = time(TimeState::Unknown, "Its times are encrypted with the rest.");
        artefact.verdicts.policy = policy("Its claims are encrypted.");
        artefact.next_steps.push(step(
            "Decrypt it where the shared key is kept, with a PASETO library. Do not paste that key anywhere.",
        ));
    }
}

fn check_encoding(
    encoded: &Encoded<'_>,
    candidate: &Candidate,
    name: &'static str,
    artefact: &mut Artefact,
) {
    for deviation in &encoded.decoded.deviations {
        let at = encoded.start + deviation.at;
        artefact.findings.push(Finding::new(
            &rules::PASETO_ENCODING,
            name,
            candidate.map.span(at, at + 1),
            format!("The {name} has {}.", deviation.kind),
        ));
    }
}

/// A part for the decoded bytes `range`: JSON, text or bytes as they look. `claims` takes them as the
/// message, from which facts and times are read.
fn encoded_part(
    encoded: &Encoded<'_>,
    candidate: &Candidate,
    range: Range<usize>,
    role: Role,
    title: &'static str,
    artefact: &mut Artefact,
    claims: bool,
) -> Part {
    let bytes = encoded.bytes().get(range.clone()).unwrap_or_default();
    let (from, to) = encoded.decoded.characters(range.start, range.end);
    let end = encoded.text.len();
    let text_range = encoded.start + from.min(end)..encoded.start + to.min(end);
    let content = if bytes.first() == Some(&b'{') {
        let document = read(bytes, Limits::DEFAULT);
        let place = |inner: Range<usize>| {
            encoded.span_of(
                &candidate.map,
                range.start + inner.start..range.start + inner.end,
            )
        };
        let names = if claims { Names::Claims } else { Names::Other };
        let mut members = document
            .object()
            .map(|object| members::of(object, &place, names))
            .unwrap_or_default();
        crate::claims::explain_members(&mut members, names);
        if claims {
            explain(&mut members, CLAIMS);
            artefact
                .times
                .extend(members.iter().filter_map(|m| m.time.clone()));
            if let Some(object) = document.object() {
                read_facts(object, artefact);
            }
        } else {
            explain(&mut members, CLAIMS);
        }
        if !claims && let Some(kid) = document.object().and_then(|object| object.get_str("kid")) {
            artefact.facts.key_id = Some(kid.into_owned());
        }
        mask::mask_members(&mut members);
        let text = String::from_utf8_lossy(bytes);
        PartContent::Json {
            text: if matches!(text, alloc::borrow::Cow::Borrowed(_)) {
                mask::masked_text(&text, &mask::ranges(&document))
            } else {
                text.into_owned()
            },
            members,
        }
    } else {
        match core::str::from_utf8(bytes) {
            Ok("") => PartContent::Empty,
            Ok(text) if !text.chars().any(char::is_control) => {
                PartContent::Text { text: text.into() }
            }
            _ => bytes_content(bytes),
        }
    };
    part(candidate, text_range, role, title, bytes.len(), content)
}

/// PASETO's registered claims have JWT's names; times are dates written out.
fn read_facts(object: Value<'_, '_>, artefact: &mut Artefact) {
    artefact.facts.issuer = object.get_str("iss").map(alloc::borrow::Cow::into_owned);
    artefact.facts.subject = object.get_str("sub").map(alloc::borrow::Cow::into_owned);
    artefact.facts.audience = object
        .get("aud")
        .map(crate::kinds::body::strings)
        .unwrap_or_default();
    artefact.facts.profile = Profile::Unknown;
    let seconds = |name: &str| {
        artefact
            .times
            .iter()
            .find(|reading| reading.name == name)
            .and_then(|reading| reading.seconds)
    };
    let (issued, before, expires) = (seconds("iat"), seconds("nbf"), seconds("exp"));
    artefact.facts.issued_at = issued;
    artefact.facts.not_before = before;
    artefact.facts.expires = expires;
}
