//! Base64url to the letter: RFC 7515 §2 has no padding, no other alphabet, nothing between.

use alloc::string::ToString;

use crate::fill::fill;
use crate::jose::Encoded;
use crate::jose::base64url::DeviationKind;
use crate::report::{Blame, Rule, Severity};
use crate::span::SourceMap;

use super::sink::Sink;

static PADDING: Rule = Rule {
    code: "encoding.padding",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("A segment carries base64 padding."),
    help: "Leave the `=` off: encode with base64url without padding. A strict receiver refuses the token as it is.",
    reference: "RFC 7515 §2",
};
static ALPHABET: Rule = Rule {
    code: "encoding.alphabet",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("A segment is in the alphabet of plain base64."),
    help: "Encode with base64url: `-` for `+` and `_` for `/`. A strict receiver refuses the token as it is.",
    reference: "RFC 7515 §2",
};
static SPACE: Rule = Rule {
    code: "encoding.whitespace",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("White space stands inside a segment."),
    help: "Send the token in one piece. If it was wrapped on its way here, copy it again without line breaks.",
    reference: "RFC 7515 §2",
};
static STRAY: Rule = Rule {
    code: "encoding.stray",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("A segment holds a character that base64url does not have."),
    help: "Copy the token again from its source: a character was added or changed, and what follows it may be wrong.",
    reference: "RFC 7515 §2",
};
static LENGTH: Rule = Rule {
    code: "encoding.length",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("A segment has a length that no bytes give."),
    help: "Copy the whole token again: a character is missing or one is too many.",
    reference: "RFC 4648 §5",
};
static UNUSED_BITS: Rule = Rule {
    code: "encoding.unused_bits",
    severity: Severity::Warning,
    blame: Blame::Malformed,
    title: title!("The last character of a segment has bits set that carry nothing."),
    help: "Copy the token again: its last character was changed or cut. Some receivers refuse it, others read the same bytes.",
    reference: "RFC 4648 §3.5",
};

pub(super) static RULES: &[&Rule] = &[&PADDING, &ALPHABET, &SPACE, &STRAY, &LENGTH, &UNUSED_BITS];

pub(super) fn check(encoded: &Encoded<'_>, map: &SourceMap, name: &str, sink: &mut Sink<'_>) {
    for deviation in &encoded.decoded.deviations {
        let rule = match deviation.kind {
            DeviationKind::Padding => &PADDING,
            DeviationKind::StandardAlphabet => &ALPHABET,
            DeviationKind::WhiteSpace => &SPACE,
            DeviationKind::Stray { .. } => &STRAY,
            DeviationKind::Length => &LENGTH,
            DeviationKind::UnusedBits => &UNUSED_BITS,
        };
        let at = deviation.at.min(encoded.text.len());
        let end = (at + 1).min(encoded.text.len());
        let span = map.span(encoded.start + at, encoded.start + end);
        let times = match deviation.count {
            1 => alloc::string::String::new(),
            count => fill(", {} times", &[&count.to_string()]),
        };
        let message = fill(
            "The {} has {}{}.",
            &[name, &deviation.kind.to_string(), &times],
        );
        sink.add(rule, name, Some(span), message);
    }
}
