//! SD-JWT: a signed token, `~`, Disclosures, `~`, and perhaps a Key Binding JWT (RFC 9901 §4).

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::build;
use super::compact::split;
use super::{Encoded, Segment, Token};
use crate::knowledge;
use crate::lint;
use crate::members::{self, Names};
use crate::paste::{Candidate, Shape};
use crate::report::{
    Artefact, Blame, Finding, Kind, Member, Part, PartContent, Role, Rule, Severity, ValueKind,
};
use crate::span::SourceMap;

/// The rules about Disclosures.
pub(crate) static RULES: &[&Rule] = &[&DISCLOSURE_RULE, &END_RULE];

static DISCLOSURE_RULE: Rule = Rule {
    code: "sd_jwt.disclosure",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("A Disclosure is a JSON array of two or three elements."),
    help: "Copy the SD-JWT again, whole. If it is whole, look at what issued it.",
    reference: "RFC 9901 §4.2",
};

static END_RULE: Rule = Rule {
    code: "sd_jwt.end",
    severity: Severity::Warning,
    blame: Blame::Malformed,
    title: title!("An SD-JWT ends with `~`, or with a Key Binding JWT after the last `~`."),
    help: "The end may have been lost in copying. Copy it again, with the last `~`.",
    reference: "RFC 9901 §4",
};

/// Reads an SD-JWT; with it the Key Binding JWT at its end, to be read as a token of its own.
pub(crate) fn read(candidate: &Candidate) -> (Artefact, Option<Candidate>) {
    let map = &candidate.map;
    let pieces = tilde_parts(&candidate.text);
    let (_, issued) = pieces.first().copied().unwrap_or((0, ""));
    let encoded: Vec<Encoded<'_>> = split(issued)
        .iter()
        .map(|&(start, text)| Encoded::new(text, start))
        .collect();

    let mut parts = Vec::new();
    let mut findings = Vec::new();
    let mut binding = None;
    let last = pieces.len().saturating_sub(1);
    for (index, &(start, text)) in pieces.iter().enumerate().skip(1) {
        if text.is_empty() {
            continue;
        }
        if index == last && text.contains('.') {
            binding = Some(binding_candidate(candidate, start, text));
        } else if index == last {
            let message = format!(
                "The text ends after {} characters of the last Disclosure, without `~`.",
                text.len()
            );
            findings.push(Finding::new(
                &END_RULE,
                "disclosure",
                map.span(start, start + text.len()),
                message,
            ));
            parts.push(disclosure(map, start, text, &mut findings));
        } else {
            parts.push(disclosure(map, start, text, &mut findings));
        }
    }

    let empty = Encoded::new("", 0);
    let header = Segment::new(encoded.first().unwrap_or(&empty), map, true);
    let payload = encoded
        .get(1)
        .map(|encoded| Segment::new(encoded, map, true));
    let token = Token {
        kind: Kind::SdJwt,
        header,
        payload,
        signature: encoded.get(2),
        parts: encoded.len(),
    };
    (
        build::signed(candidate, &token, parts, findings, &knowledge::ALL),
        binding,
    )
}

/// The pieces between the tildes, each with its offset.
fn tilde_parts(text: &str) -> Vec<(usize, &str)> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for piece in text.split('~') {
        pieces.push((start, piece));
        start += piece.len() + 1;
    }
    pieces
}

/// One Disclosure: salt, claim name and value, or salt and value for an array element.
fn disclosure(map: &SourceMap, start: usize, text: &str, findings: &mut Vec<Finding>) -> Part {
    let encoded = Encoded::new(text, start);
    let segment = Segment::new(&encoded, map, true);
    lint::segment(&segment, "disclosure", findings);
    let array = segment
        .json
        .as_ref()
        .and_then(|json| json.root())
        .filter(|root| root.kind() == ValueKind::Array);
    let mut elements: Vec<Member> = array
        .map(|array| members::of(array, &|range| segment.span_of(range), Names::Other))
        .unwrap_or_default();
    let names: &[&str] = if elements.len() == 2 {
        &["salt", "value"]
    } else {
        &["salt", "name", "value"]
    };
    if !(2..=3).contains(&elements.len()) {
        let found = if array.is_some() {
            format!("an array of {}", elements.len())
        } else {
            "no JSON array".to_string()
        };
        let message = format!("Found {found}, expected an array of two or three elements.");
        findings.push(Finding::new(
            &DISCLOSURE_RULE,
            "disclosure",
            segment.span(),
            message,
        ));
    }
    for (element, name) in elements.iter_mut().zip(names) {
        element.name = (*name).to_string();
    }
    let title = match elements.get(1) {
        Some(name) if elements.len() == 3 => format!("Disclosure: {}", name.shown()),
        _ => "Disclosure of an array element".to_string(),
    };
    Part {
        role: Role::Disclosure,
        title,
        span: segment.span(),
        pieces: encoded.pieces(map),
        bytes: encoded.bytes().len(),
        content: PartContent::Json {
            text: String::from_utf8_lossy(encoded.bytes()).into_owned(),
            members: elements,
        },
    }
}

fn binding_candidate(candidate: &Candidate, start: usize, text: &str) -> Candidate {
    Candidate {
        shape: Shape::Compact,
        text: text.to_string(),
        map: candidate.map.sub_map(start, start + text.len()),
        place: "the end of the SD-JWT: its Key Binding JWT".to_string(),
        stripped: Vec::new(),
        parent: None,
    }
}
