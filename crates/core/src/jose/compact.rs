//! Compact Serialization: two to five parts with dots between (RFC 7515 §3.1, RFC 7516 §3.1).

use alloc::string::String;
use alloc::vec::Vec;

use super::build::{self, Draft};
use super::json::Value;
use super::{Encoded, Segment, Token};
use crate::claims;
use crate::knowledge::Knowledge;
use crate::members::Names;
use crate::paste::{Candidate, Shape};
use crate::report::{Artefact, Kind, Role};

/// What a compact token gave: its report, and the token inside it if its payload is one.
pub(crate) struct Read {
    pub(crate) artefact: Artefact,
    pub(crate) nested: Option<Candidate>,
}

/// Reads a compact token. Parts that are missing or broken never hide the others.
pub(crate) fn read(candidate: &Candidate, knowledge: &Knowledge) -> Read {
    let map = &candidate.map;
    let texts = split(&candidate.text);
    let header_encoded = texts
        .first()
        .map(|&(start, text)| Encoded::new(text, start));
    let Some(header_encoded) = header_encoded else {
        return Read {
            artefact: Draft::new(candidate, Kind::Jws).finish(knowledge),
            nested: None,
        };
    };
    let header = Segment::new(&header_encoded, map, true);
    let object = header.object();
    let is_jwe = texts.len() >= 4 || object.is_some_and(|header| header.get("enc").is_some());
    if is_jwe {
        let rest: Vec<Encoded<'_>> = texts
            .iter()
            .skip(1)
            .map(|&(start, text)| Encoded::new(text, start))
            .collect();
        return Read {
            artefact: encrypted(candidate, header, &rest, knowledge),
            nested: None,
        };
    }

    let unencoded = object
        .and_then(|h| h.get("b64"))
        .and_then(|b64: Value<'_, '_>| b64.as_bool())
        == Some(false);
    let payload_encoded = texts.get(1).map(|&(start, text)| {
        if unencoded {
            Encoded::unencoded(text, start)
        } else {
            Encoded::new(text, start)
        }
    });
    let signature = texts.get(2).map(|&(start, text)| Encoded::new(text, start));
    let payload = payload_encoded
        .as_ref()
        .map(|encoded| Segment::new(encoded, map, false));
    let nested = payload
        .as_ref()
        .filter(|_| !unencoded)
        .and_then(nested_candidate);
    let has_claims = payload
        .as_ref()
        .is_some_and(|payload| payload.object().is_some());
    let kind = if has_claims { Kind::Jwt } else { Kind::Jws };
    let token = Token {
        kind,
        header,
        payload,
        signature: signature.as_ref(),
        parts: texts.len(),
    };
    Read {
        artefact: build::signed(candidate, &token, Vec::new(), Vec::new(), knowledge),
        nested,
    }
}

/// The parts of a token between its dots, each with its offset; at most six, the last with all that is left.
pub(crate) fn split(text: &str) -> Vec<(usize, &str)> {
    let mut start = 0;
    let mut parts = Vec::new();
    for part in text.splitn(6, '.') {
        parts.push((start, part));
        start += part.len() + 1;
    }
    parts
}

/// The token that a payload is (`cty: JWT`, RFC 7519 §5.2), whatever its header says.
fn nested_candidate(payload: &Segment<'_>) -> Option<Candidate> {
    let bytes = payload.encoded.bytes();
    let dots = bytes.iter().filter(|&&byte| byte == b'.').count();
    let is_token_text = bytes
        .iter()
        .all(|&byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'='));
    if !bytes.starts_with(b"eyJ") || !matches!(dots, 2 | 4) || !is_token_text {
        return None;
    }
    let text = core::str::from_utf8(bytes).ok()?;
    Some(Candidate {
        shape: Shape::Compact,
        map: payload
            .map
            .inside_base64(payload.encoded.start, bytes.len()),
        text: String::from(text),
        place: String::from("the payload of the token around it"),
        stripped: Vec::new(),
        parent: None,
    })
}

/// The parts after the header: what each is for, and its name in the standard.
const JWE_PARTS: [(Role, &str); 4] = [
    (Role::EncryptedKey, "JWE Encrypted Key"),
    (Role::InitializationVector, "JWE Initialization Vector"),
    (Role::Ciphertext, "JWE Ciphertext"),
    (Role::AuthenticationTag, "JWE Authentication Tag"),
];

fn encrypted(
    candidate: &Candidate,
    header: Segment<'_>,
    rest: &[Encoded<'_>],
    knowledge: &Knowledge,
) -> Artefact {
    let map = &candidate.map;
    let mut draft = Draft::new(candidate, Kind::Jwe);
    let token = Token {
        kind: Kind::Jwe,
        header,
        payload: None,
        signature: None,
        parts: rest.len() + 1,
    };
    draft.parts.push(build::json_part(
        &token.header,
        Role::Header,
        "JOSE Header",
        Names::Header,
    ));
    for (encoded, (role, title)) in rest.iter().zip(JWE_PARTS) {
        draft
            .parts
            .push(build::bytes_part(encoded, map, role, title));
    }
    let header = token.header.object();
    draft.facts = claims::plain_facts(header, None);
    (knowledge.recognise)(&mut draft.facts, header, None);
    (knowledge.lint)(&token, rest, &draft.facts, &mut draft.findings);
    draft.finish(knowledge)
}
