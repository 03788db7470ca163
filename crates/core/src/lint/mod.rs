//! Findings: what can be said about a token and its bytes without a clock, a policy or a key.
//!
//! One rule is one static [`Rule`] and the place that applies it, grouped by file. A clean token gives
//! no finding at all: a rule that would speak about tokens as they should be does not belong here.
//! Every function is linear in the size of what it is given, and lists at most [`LISTED`] findings of
//! one code, then one that says how many more there are.

mod alg;
mod characters;
mod claims;
mod crit;
mod encoding;
mod header;
mod json;
mod jwe;
mod keys;
mod kid;
mod numbers;
mod personal;
mod profile;
mod signature;
mod sink;
mod text;
mod times;
mod view;

use alloc::vec::Vec;
use core::ops::Range;

use crate::jose::json::Document;
use crate::jose::{Encoded, Segment, Token, build, jwk, sd_jwt};
use crate::report::{Facts, Finding, Kind, Rule};
use crate::span::{SourceMap, Span};
use crate::{diagnosis, inspect, judge, paste};
use crate::{kinds, oauth, opaque, saml};

use sink::Sink;
use view::View;

pub use jwe::JweParts;
pub use sink::LISTED;
pub(crate) use view::quoted_into;

/// Everything that can be said about a token without a clock and without a policy: the faults of its
/// header, payload and signature ([`segment`]) and the rules about their content.
pub fn token(token: &Token<'_>, facts: &Facts, out: &mut Vec<Finding>) {
    let mut sink = Sink::new(out);
    let header = &token.header;
    one_segment(header, "header", &mut sink);
    if let Some(payload) = &token.payload {
        one_segment(payload, "payload", &mut sink);
    }
    if let Some(signature) = token.signature {
        encoding::check(signature, header.map, "signature", &mut sink);
    }
    signature::parts(token, &mut sink);
    header::not_object(token, &mut sink);

    let header_place = |range: Range<usize>| header.span_of(range);
    let view = header
        .object()
        .map(|object| View::new(object, &header_place, view::HEADER));
    if let Some(view) = &view {
        header_rules(view, Some(token), facts, &mut sink);
    }
    if let Some(payload) = &token.payload {
        let place = |range: Range<usize>| payload.span_of(range);
        match payload.object() {
            Some(object) => {
                let claims = View::new(object, &place, view::CLAIMS);
                claims_rules(&claims, facts, &mut sink);
                // Of a payload that was cut off nobody knows what it lacks.
                if payload.json.as_ref().is_some_and(Document::is_strict) {
                    profile::claims(&claims, facts, &mut sink);
                }
            }
            None => claims::not_object(token, payload, view.as_ref(), &mut sink),
        }
    }
    sink.finish();
}

/// The names of the parts of a JWE behind its header, in findings.
const JWE_PARTS: [&str; 4] = [
    "encrypted key",
    "initialization vector",
    "ciphertext",
    "tag",
];

/// Everything that can be said about a token in Compact Serialization. `encrypted` are the parts behind
/// the header of a JWE; a signed token has none.
pub fn compact(
    token: &Token<'_>,
    encrypted: &[Encoded<'_>],
    facts: &Facts,
    out: &mut Vec<Finding>,
) {
    if token.kind == Kind::Jwe {
        for (encoded, name) in encrypted.iter().zip(JWE_PARTS) {
            bytes(encoded, token.header.map, name, out);
        }
        let parts = JweParts {
            encrypted_key: encrypted.first(),
            initialization_vector: encrypted.get(1),
            tag: encrypted.get(3),
        };
        jwe_parts(&token.header, &parts, out);
    }
    self::token(token, facts, out);
}

/// Faults of one segment: base64url deviations, JSON faults, duplicates, each with its span in the
/// paste. `name` is `header`, `payload`, `signature` or another word for it. [`token`] does this for
/// the segments it is given.
pub fn segment(segment: &Segment<'_>, name: &'static str, out: &mut Vec<Finding>) {
    let mut sink = Sink::new(out);
    one_segment(segment, name, &mut sink);
    sink.finish();
}

/// Faults of a segment that is bytes and not JSON: base64url deviations.
pub fn bytes(encoded: &Encoded<'_>, map: &SourceMap, name: &'static str, out: &mut Vec<Finding>) {
    let mut sink = Sink::new(out);
    encoding::check(encoded, map, name, &mut sink);
    sink.finish();
}

/// Faults of a plain JSON document; `place` maps its ranges to the paste.
pub fn json(
    document: &Document<'_>,
    place: &dyn Fn(Range<usize>) -> Span,
    name: &'static str,
    out: &mut Vec<Finding>,
) {
    let mut sink = Sink::new(out);
    json::check(document, place, name, &mut sink);
    sink.finish();
}

/// The rules about a Claims Set that stands without a token around it. Faults of the JSON are apart: [`json`].
pub fn claims(
    document: &Document<'_>,
    place: &dyn Fn(Range<usize>) -> Span,
    facts: &Facts,
    out: &mut Vec<Finding>,
) {
    let mut sink = Sink::new(out);
    if let Some(object) = document.object() {
        let claims = View::new(object, place, view::CLAIMS);
        claims_rules(&claims, facts, &mut sink);
        if document.is_strict() {
            profile::claims(&claims, facts, &mut sink);
        }
    }
    sink.finish();
}

/// The rules about a JOSE Header that stands without a token around it, or an unprotected one. Faults
/// of the JSON are apart: [`json`].
pub fn header(
    document: &Document<'_>,
    place: &dyn Fn(Range<usize>) -> Span,
    facts: &Facts,
    out: &mut Vec<Finding>,
) {
    let mut sink = Sink::new(out);
    if let Some(object) = document.object() {
        let view = View::new(object, place, view::HEADER);
        header_rules(&view, None, facts, &mut sink);
    }
    sink.finish();
}

/// The rules about the parts that only a JWE has, held against its header.
pub fn jwe_parts(header: &Segment<'_>, parts: &JweParts<'_>, out: &mut Vec<Finding>) {
    let mut sink = Sink::new(out);
    let place = |range: Range<usize>| header.span_of(range);
    if let Some(object) = header.object() {
        let view = View::new(object, &place, view::HEADER);
        jwe::parts(&view, header.map, parts, &mut sink);
    }
    sink.finish();
}

/// Sorts findings: the most severe first, then the causes before what follows from them, then by
/// place. A finding that is there twice to the letter is kept once.
pub fn sort(findings: &mut Vec<Finding>) {
    crate::order::sort_by(findings, |a, b| key(a).cmp(&key(b)));
    findings.dedup();
}

fn key(finding: &Finding) -> impl Ord + '_ {
    let at = finding.span.map_or(usize::MAX, |span| span.start);
    (
        finding.severity,
        rank(finding.code),
        at,
        finding.code,
        finding.subject.as_str(),
        finding.message.as_str(),
    )
}

/// The areas of the codes, the ones that explain most first: a key that leaked matters more than the
/// header it leaked in, and damaged bytes explain the faults that follow from them.
static RANKS: &[&str] = &[
    "jwk.",
    "encoding.",
    "token.",
    "json.",
    "jws.",
    "jwe.",
    "header.",
    "dpop.",
    "profile.",
    "claims.",
    "text.",
];

fn rank(code: &str) -> usize {
    RANKS
        .iter()
        .position(|area| code.starts_with(area))
        .unwrap_or(RANKS.len())
}

/// Every rule of this crate, area by area.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    AREAS.iter().flat_map(|area| area.iter().copied())
}

/// Each area keeps its own rules beside the code that applies them.
static AREAS: &[&[&Rule]] = &[
    encoding::RULES,
    json::RULES,
    alg::RULES,
    signature::RULES,
    header::RULES,
    crit::RULES,
    kid::RULES,
    keys::RULES,
    jwe::RULES,
    claims::RULES,
    times::RULES,
    numbers::RULES,
    personal::RULES,
    profile::RULES,
    text::RULES,
    build::RULES,
    sd_jwt::RULES,
    inspect::RULES,
    judge::RULES,
    paste::RULES,
    kinds::RULES,
    oauth::RULES,
    opaque::RULES,
    saml::RULES,
    jwk::RULES,
    diagnosis::snippet::RULES,
];

fn one_segment(segment: &Segment<'_>, name: &'static str, sink: &mut Sink<'_>) {
    encoding::check(segment.encoded, segment.map, name, sink);
    if let Some(document) = &segment.json {
        json::check(document, &|range| segment.span_of(range), name, sink);
    }
}

/// What is known of the token is used where it is there; a header that stands alone has none.
fn header_rules(
    view: &View<'_, '_>,
    token: Option<&Token<'_>>,
    facts: &Facts,
    sink: &mut Sink<'_>,
) {
    let is_jwe = match token {
        Some(token) => matches!(token.kind, Kind::Jwe | Kind::JweJson),
        None => view.get("enc").is_some(),
    };
    header::types(view, sink);
    alg::check(view, token, is_jwe, sink);
    crit::check(view, token, sink);
    kid::check(view, sink);
    keys::header(view, facts, sink);
    if is_jwe {
        let is_whole = token.is_some_and(|token| token.kind == Kind::Jwe);
        jwe::header(view, is_whole, sink);
    }
    profile::typ(view, facts, sink);
    text::check(view, sink);
}

fn claims_rules(view: &View<'_, '_>, facts: &Facts, sink: &mut Sink<'_>) {
    claims::check(view, facts, sink);
    times::check(view, facts, sink);
    numbers::check(view, sink);
    personal::check(view, facts, sink);
    keys::claims(view, sink);
    text::check(view, sink);
}
