//! JSON to the letter (RFC 8259), and names that stand once.

use alloc::borrow::Cow;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::mem::replace;
use core::ops::Range;

use crate::fill::fill;
use crate::jose::json::{Document, Entry, FaultKind};
use crate::report::{Blame, Rule, Severity, ValueKind};
use crate::span::Span;

use super::sink::Sink;
use super::view::shown;

/// How many faults of one document are listed: later ones mostly follow from the first.
const FAULTS: usize = 8;

/// The rules about JSON differ in what they say and in little else.
const fn fault(
    code: &'static str,
    severity: Severity,
    title: &'static str,
    help: &'static str,
    reference: &'static str,
) -> Rule {
    Rule {
        code,
        severity,
        blame: Blame::Malformed,
        title,
        help,
        reference,
    }
}

static UNEXPECTED: Rule = fault(
    "json.unexpected",
    Severity::Error,
    "A character stands where JSON has no place for it.",
    "Correct the JSON at that place. If a program wrote it, let it use a JSON library; if it was copied, copy it again.",
    "RFC 8259 §2",
);
static CUT_OFF: Rule = fault(
    "json.cut_off",
    Severity::Error,
    "The JSON ends too early.",
    "Copy the whole text again: its end is missing.",
    "RFC 8259 §2",
);
static UNMATCHED: Rule = fault(
    "json.unmatched",
    Severity::Error,
    "A closing bracket closes nothing.",
    "Remove the bracket, or add the one that opens it.",
    "RFC 8259 §2",
);
static TRAILING: Rule = fault(
    "json.trailing",
    Severity::Error,
    "Something stands after the JSON value.",
    "Remove what follows the value: a JSON text is one value.",
    "RFC 8259 §2",
);
static LITERAL: Rule = fault(
    "json.literal",
    Severity::Error,
    "A word or number is none that JSON has.",
    "Write numbers without leading zero or plus sign, and only true, false and null in lower case; anything else needs quotes.",
    "RFC 8259 §3, §6",
);
static CONTROL: Rule = fault(
    "json.control",
    Severity::Error,
    "A control character stands in a string without an escape.",
    "Write it as an escape, such as \\n or \\u0000.",
    "RFC 8259 §7",
);
static ESCAPE: Rule = fault(
    "json.escape",
    Severity::Error,
    "A backslash is followed by something that is no escape.",
    "Write a backslash as \\\\, and a character by number as \\u and four hexadecimal digits.",
    "RFC 8259 §7",
);
static SURROGATE: Rule = fault(
    "json.surrogate",
    Severity::Warning,
    "Half of a surrogate pair stands alone.",
    "Write both halves, or the character itself in UTF-8. Readers differ in what they make of one half.",
    "RFC 8259 §8.2",
);
static UTF8: Rule = fault(
    "json.utf8",
    Severity::Error,
    "The text is not UTF-8.",
    "Encode the JSON in UTF-8 before base64url. If the token was damaged on its way, copy it again.",
    "RFC 8259 §8.1",
);
static BOM: Rule = fault(
    "json.bom",
    Severity::Warning,
    "A byte order mark stands before the JSON.",
    "Write UTF-8 without a byte order mark: some readers refuse it.",
    "RFC 8259 §8.1",
);
static DEPTH: Rule = Rule {
    code: "json.depth",
    severity: Severity::Warning,
    blame: Blame::Unsupported,
    title: title!("The JSON is nested deeper than is read here."),
    help: "What is deeper is not shown. Other readers have limits too, often lower ones.",
    reference: "RFC 8259 §9",
};
static MEMBERS: Rule = Rule {
    code: "json.members",
    severity: Severity::Warning,
    blame: Blame::Unsupported,
    title: title!("The JSON holds more values than are read here."),
    help: "What follows is not shown. Other readers have limits too, often lower ones.",
    reference: "RFC 8259 §9",
};
static HEADER_DUPLICATE: Rule = Rule {
    code: "header.duplicate",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A header parameter stands more than once."),
    help: "Write each header parameter once. Two readers that each take another one see two different tokens.",
    reference: "RFC 7515 §4",
};
static CLAIMS_DUPLICATE: Rule = Rule {
    code: "claims.duplicate",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A claim stands more than once."),
    help: "Write each claim once. A receiver refuses the token or takes the last one; another may take the first.",
    reference: "RFC 7519 §4",
};
static DUPLICATE: Rule = Rule {
    code: "json.duplicate",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("A member of an object stands more than once."),
    help: "Write each name once in an object: readers differ in which one they take.",
    reference: "RFC 8259 §4",
};

pub(super) static RULES: &[&Rule] = &[
    &UNEXPECTED,
    &CUT_OFF,
    &UNMATCHED,
    &TRAILING,
    &LITERAL,
    &CONTROL,
    &ESCAPE,
    &SURROGATE,
    &UTF8,
    &BOM,
    &DEPTH,
    &MEMBERS,
    &HEADER_DUPLICATE,
    &CLAIMS_DUPLICATE,
    &DUPLICATE,
];

/// The faults of the text, and the names that stand twice. `name` decides which standard forbids that.
pub(super) fn check(
    document: &Document<'_>,
    place: &dyn Fn(Range<usize>) -> Span,
    name: &'static str,
    sink: &mut Sink<'_>,
) {
    faults(document, place, name, sink);
    if !document.duplicates.is_empty() {
        duplicates(document, place, name, sink);
    }
}

fn rule_of(kind: FaultKind) -> &'static Rule {
    match kind {
        FaultKind::Unexpected { .. } => &UNEXPECTED,
        FaultKind::UnexpectedEnd { .. } => &CUT_OFF,
        FaultKind::Unmatched { .. } => &UNMATCHED,
        FaultKind::TrailingContent => &TRAILING,
        FaultKind::BadLiteral => &LITERAL,
        FaultKind::ControlInString { .. } => &CONTROL,
        FaultKind::BadEscape => &ESCAPE,
        FaultKind::LoneSurrogate => &SURROGATE,
        FaultKind::NotUtf8 => &UTF8,
        FaultKind::ByteOrderMark => &BOM,
        FaultKind::TooDeep { .. } => &DEPTH,
        FaultKind::TooManyMembers { .. } => &MEMBERS,
    }
}

fn faults(
    document: &Document<'_>,
    place: &dyn Fn(Range<usize>) -> Span,
    name: &'static str,
    sink: &mut Sink<'_>,
) {
    let root = document.root().map(|root| root.kind());
    // Bytes that are no JSON at all have a fault at every step; the first one says it.
    let most = match root {
        Some(ValueKind::Object | ValueKind::Array) => FAULTS,
        _ => 1,
    };
    let mut listed = 0;
    let mut left_out: Option<(&'static Rule, usize)> = None;
    let mut is_cut_off = false;
    for fault in &document.faults {
        // A text that ends in a string also ends in its object: once is enough.
        if matches!(fault.kind, FaultKind::UnexpectedEnd { .. }) && replace(&mut is_cut_off, true) {
            continue;
        }
        let rule = rule_of(fault.kind);
        // A limit of ours is always said: it explains what is not shown.
        if listed >= most && !fault.kind.is_limit() {
            let (first, count) = left_out.unwrap_or((rule, 0));
            left_out = Some((first, count + 1));
            continue;
        }
        listed += 1;
        let message = fill(
            "In the JSON of the {}, at byte {}: {}.",
            &[name, &fault.start.to_string(), &fault.kind.to_string()],
        );
        sink.add(rule, name, Some(place(fault.start..fault.end)), message);
    }
    if let Some((rule, count)) = left_out.filter(|_| most > 1) {
        let message = fill(
            "{} more faults in the JSON of the {} are not listed; most follow from the first ones.",
            &[&count.to_string(), name],
        );
        sink.add(rule, name, None, message);
    }
}

fn duplicates(
    document: &Document<'_>,
    place: &dyn Fn(Range<usize>) -> Span,
    name: &'static str,
    sink: &mut Sink<'_>,
) {
    let rule = match name {
        "header" => &HEADER_DUPLICATE,
        "payload" | "claims" => &CLAIMS_DUPLICATE,
        _ => &DUPLICATE,
    };
    let mut repeated: Vec<Entry<'_, '_>> = document
        .object()
        .into_iter()
        .flat_map(|object| object.entries())
        .filter(|entry| entry.duplicate)
        .collect();
    // Stable: entries of one name stay in the order of the text.
    crate::order::sort_by(&mut repeated, |a, b| a.name.cmp(&b.name));
    let mut top: Vec<usize> = Vec::new();
    for pair in repeated.windows(2) {
        let [first, second] = pair else { continue };
        if first.name != second.name {
            continue;
        }
        top.push(second.name_range.start);
        if !sink.room(rule) {
            continue;
        }
        let message = fill(
            "{q} stands twice in the {}: {}, and later {}. Most readers take the last one, some the first.",
            &[&first.name, name, &shown(first.value), &shown(second.value)],
        );
        let span = place(second.name_range.start..second.value.range().end);
        let subject = super::view::plain(&second.name);
        sink.list(rule, &subject, Some(span), message);
    }
    crate::order::sort(&mut top);
    for range in &document.duplicates {
        if top.binary_search(&range.start).is_ok() || !sink.room(&DUPLICATE) {
            continue;
        }
        let written = document.text().get(range.clone()).unwrap_or_default();
        let head = written.get(..written.len().min(256)).unwrap_or(written);
        let member: Cow<'_, str> = alloc::string::String::from_utf8_lossy(head);
        let message = fill(
            "{} stands twice in one object inside the {}. Most readers take the last one, some the first.",
            &[&super::view::plain(&member), name],
        );
        sink.list(&DUPLICATE, name, Some(place(range.clone())), message);
    }
}
