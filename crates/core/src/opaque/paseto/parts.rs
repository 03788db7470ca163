//! The encoded parts: message, signature, ciphertext and footer, and what JSON in them says.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use core::ops::Range;

use crate::jose::Encoded;
use crate::jose::json::{Limits, Value, read};
use crate::kinds::body::{Name, explain, strings};
use crate::kinds::draft::{bytes_content, part};
use crate::kinds::mask;
use crate::members::{self, Names};
use crate::opaque::rules;
use crate::paste::Candidate;
use crate::report::{Artefact, Finding, Part, PartContent, Profile, Role};

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

pub(super) fn check_encoding(
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
pub(super) fn encoded_part(
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
            text: if matches!(text, Cow::Borrowed(_)) {
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
    artefact.facts.issuer = object.get_str("iss").map(Cow::into_owned);
    artefact.facts.subject = object.get_str("sub").map(Cow::into_owned);
    artefact.facts.audience = object.get("aud").map(strings).unwrap_or_default();
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
