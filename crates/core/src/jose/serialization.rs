//! JSON Serialization of JWS and JWE (RFC 7515 §7.2, RFC 7516 §7.2): the same parts, named.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::build::{self, Draft, JSON_FORM_RULE};
use super::json::{Document, Limits, Value, read};
use super::{Encoded, Segment, Token};
use crate::claims;
use crate::knowledge;
use crate::lint;
use crate::members::{self, Names};
use crate::paste::Candidate;
use crate::report::{Artefact, Finding, Kind, Part, PartContent, Role, ValueKind};

/// Reads a JWS in JSON Serialization, flattened or general.
pub(crate) fn read_jws(candidate: &Candidate) -> Artefact {
    let map = &candidate.map;
    let document = read(candidate.text.as_bytes(), Limits::DEFAULT);
    let mut findings = Vec::new();
    lint::json(
        &document,
        &|range| map.span(range.start, range.end),
        "JSON",
        &mut findings,
    );
    let Some(root) = document.object() else {
        return Draft::new(candidate, Kind::JwsJson).finish(&knowledge::ALL);
    };

    let signers = signers(root);
    if root.get("signature").is_some() && root.get("signatures").is_some() {
        let at = root
            .get("signatures")
            .map(|value| map.span(value.range().start, value.range().end));
        findings.push(Finding::new(
            &JSON_FORM_RULE,
            "signatures",
            at,
            "Both signature and signatures are there; a token has one or the other.",
        ));
    }
    let mut headers = Vec::new();
    let mut signatures = Vec::new();
    for signer in &signers {
        headers.push(
            member_encoded(candidate, *signer, "protected").unwrap_or_else(|| Encoded::new("", 0)),
        );
        signatures.push(member_encoded(candidate, *signer, "signature"));
    }

    let first_header = headers
        .first()
        .map(|encoded| Segment::new(encoded, map, false));
    let unencoded = first_header
        .as_ref()
        .and_then(Segment::object)
        .and_then(|h| h.get("b64"))
        .and_then(|b64| b64.as_bool())
        == Some(false);
    let payload_encoded = member_encoded(candidate, root, "payload").map(|encoded| {
        if unencoded {
            Encoded::unencoded(encoded.text, encoded.start)
        } else {
            encoded
        }
    });
    let payload = payload_encoded
        .as_ref()
        .map(|encoded| Segment::new(encoded, map, false));

    let mut more = Vec::new();
    for (index, signer) in signers.iter().enumerate() {
        if let Some(header) = signer.get("header") {
            more.push(object_part(
                candidate,
                &document,
                header,
                &numbered("Unprotected Header", index, signers.len()),
            ));
        }
        // The first signer's protected header and signature are the token's own parts.
        let (Some(header), Some(signature)) = (headers.get(index), signatures.get(index)) else {
            continue;
        };
        if index == 0 {
            continue;
        }
        let segment = Segment::new(header, map, true);
        more.push(build::json_part(
            &segment,
            Role::Header,
            &numbered("Protected Header", index, signers.len()),
            Names::Header,
        ));
        if let Some(signature) = signature {
            more.push(build::bytes_part(
                signature,
                map,
                Role::Signature,
                &numbered("JWS Signature", index, signers.len()),
            ));
        }
        let facts = claims::facts(segment.object(), None);
        let token = Token {
            kind: Kind::JwsJson,
            header: segment,
            payload: None,
            signature: signature.as_ref(),
            parts: 3,
        };
        lint::token(&token, &facts, &mut findings);
    }

    let Some(header) = first_header else {
        findings.push(Finding::new(
            &JSON_FORM_RULE,
            "signatures",
            map.span(0, map.len()),
            "There is no signature, and no signatures.",
        ));
        let mut draft = Draft::new(candidate, Kind::JwsJson);
        draft.findings = findings;
        draft.parts = payload
            .iter()
            .map(|p| build::json_part(p, Role::Payload, "JWS Payload", Names::Claims))
            .collect();
        return draft.finish(&knowledge::ALL);
    };
    let signature = signatures.first().and_then(Option::as_ref);
    let token = Token {
        kind: Kind::JwsJson,
        header,
        payload,
        signature,
        parts: 3,
    };
    build::signed(candidate, &token, more, findings, &knowledge::ALL)
}

/// Reads a JWE in JSON Serialization.
pub(crate) fn read_jwe(candidate: &Candidate) -> Artefact {
    let map = &candidate.map;
    let document = read(candidate.text.as_bytes(), Limits::DEFAULT);
    let mut draft = Draft::new(candidate, Kind::JweJson);
    lint::json(
        &document,
        &|range| map.span(range.start, range.end),
        "JSON",
        &mut draft.findings,
    );
    let Some(root) = document.object() else {
        return draft.finish(&knowledge::ALL);
    };

    let protected =
        member_encoded(candidate, root, "protected").unwrap_or_else(|| Encoded::new("", 0));
    let header = Segment::new(&protected, map, false);
    let token = Token {
        kind: Kind::JweJson,
        header,
        payload: None,
        signature: None,
        parts: 5,
    };
    if !protected.text.is_empty() {
        draft.parts.push(build::json_part(
            &token.header,
            Role::Header,
            "JWE Protected Header",
            Names::Header,
        ));
    }
    if let Some(shared) = root.get("unprotected") {
        draft.parts.push(object_part(
            candidate,
            &document,
            shared,
            "JWE Shared Unprotected Header",
        ));
    }
    let recipients: Vec<Value<'_, '_>> = match root.get("recipients") {
        Some(list) => list.items().collect(),
        None => [root].into(),
    };
    for (index, recipient) in recipients.iter().enumerate() {
        if let Some(own) = recipient.get("header") {
            draft.parts.push(object_part(
                candidate,
                &document,
                own,
                &numbered("Recipient's Header", index, recipients.len()),
            ));
        }
        if let Some(key) = member_encoded(candidate, *recipient, "encrypted_key") {
            draft.parts.push(build::bytes_part(
                &key,
                map,
                Role::EncryptedKey,
                &numbered("JWE Encrypted Key", index, recipients.len()),
            ));
        }
    }
    for (name, role, title) in [
        (
            "iv",
            Role::InitializationVector,
            "JWE Initialization Vector",
        ),
        ("ciphertext", Role::Ciphertext, "JWE Ciphertext"),
        ("tag", Role::AuthenticationTag, "JWE Authentication Tag"),
        ("aad", Role::Other, "Additional authenticated data"),
    ] {
        if let Some(encoded) = member_encoded(candidate, root, name) {
            draft
                .parts
                .push(build::bytes_part(&encoded, map, role, title));
        }
    }
    // `alg` and `enc` may stand in any of the three headers (RFC 7516 §7.2.1).
    let anywhere = [
        token.header.object(),
        root.get("unprotected"),
        recipients.first().and_then(|r| r.get("header")),
    ];
    let bearer = anywhere
        .iter()
        .flatten()
        .find(|header| header.get("alg").is_some())
        .copied();
    draft.facts = claims::facts(bearer.or(token.header.object()), None);
    if token
        .header
        .object()
        .is_some_and(|header| header.get("alg").is_some())
    {
        lint::token(&token, &draft.facts, &mut draft.findings);
    } else {
        lint::segment(&token.header, "header", &mut draft.findings);
    }
    draft.finish(&knowledge::ALL)
}

/// Who signed: each element of `signatures`, or the object itself if it is flattened.
fn signers<'d, 't>(root: Value<'d, 't>) -> Vec<Value<'d, 't>> {
    match root.get("signatures") {
        Some(list) if list.kind() == ValueKind::Array => list.items().collect(),
        _ if root.get("signature").is_some() || root.get("protected").is_some() => [root].into(),
        _ => Vec::new(),
    }
}

/// A string member as an encoded segment, placed in the candidate's text. A string with escapes is
/// taken as written: base64url needs none, and its backslashes then show as stray characters.
fn member_encoded<'t>(
    candidate: &'t Candidate,
    object: Value<'_, '_>,
    name: &str,
) -> Option<Encoded<'t>> {
    let value = object
        .get(name)
        .filter(|value| value.kind() == ValueKind::String)?;
    let range = value.range();
    let raw = candidate.text.get(range.clone())?;
    let inner = raw.strip_prefix('"').unwrap_or(raw);
    let text = inner.strip_suffix('"').unwrap_or(inner);
    Some(Encoded::new(text, range.start + 1))
}

fn object_part(
    candidate: &Candidate,
    document: &Document<'_>,
    value: Value<'_, '_>,
    title: &str,
) -> Part {
    let map = &candidate.map;
    let range = value.range();
    let place = |range: core::ops::Range<usize>| map.span(range.start, range.end);
    let text = String::from_utf8_lossy(document.text().get(range.clone()).unwrap_or_default());
    Part {
        role: Role::Header,
        title: title.to_string(),
        span: place(range.clone()),
        pieces: map.pieces(range.start, range.end),
        bytes: range.len(),
        content: PartContent::Json {
            text: Cow::into_owned(text),
            members: members::of(value, &place, Names::Header),
        },
    }
}

fn numbered(title: &str, index: usize, count: usize) -> String {
    if count > 1 {
        format!("{title} {} of {count}", index + 1)
    } else {
        title.to_string()
    }
}
