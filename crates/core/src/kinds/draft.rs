//! The beginnings of an artefact that is no JOSE token, and the small pieces every kind is made of.

use alloc::borrow::Cow;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::ops::Range;

use crate::paste::Candidate;
use crate::report::{
    Artefact, Command, Facts, Found, Headline, Item, Kind, Mark, Meaning, Member, NextStep, Part,
    PartContent, PolicyState, Role, SignatureState, StructureState, TimeState, ValueKind, Verdict,
    Verdicts,
};
use crate::span::Span;

/// An artefact of `kind` with its places taken from the candidate and nothing said about it yet.
pub(crate) fn draft(candidate: &Candidate, kind: Kind, title: impl Into<String>) -> Artefact {
    let end = candidate.text.len();
    Artefact {
        kind,
        title: title.into(),
        parent: candidate.parent,
        span: candidate.map.span(0, end),
        pieces: candidate.map.pieces(0, end),
        found: Found {
            place: candidate.place.clone(),
            stripped: candidate.stripped.clone(),
        },
        headline: Headline::default(),
        verdicts: Verdicts {
            structure: structure(StructureState::Recognised, "Recognised by its shape."),
            signature: signature(SignatureState::NotApplicable, "It carries no signature."),
            time: time(TimeState::NotApplicable, "It has no validity of its own."),
            policy: policy("It is no token that could be held against expectations."),
        },
        next_steps: Vec::new(),
        findings: Vec::new(),
        timely: Vec::new(),
        parts: Vec::new(),
        times: Vec::new(),
        timeline: None,
        scopes: Vec::new(),
        policy_checks: Vec::new(),
        facts: Facts::default(),
    }
}

/// The structure verdict; its label follows from its state.
pub(crate) fn structure(
    state: StructureState,
    detail: impl Into<String>,
) -> Verdict<StructureState> {
    let label = match state {
        StructureState::WellFormed => "Well-formed",
        StructureState::Deviates => "Deviates",
        StructureState::Damaged => "Damaged",
        StructureState::Recognised => "Recognised",
        StructureState::Decoded => "Decoded only",
        StructureState::Unknown => "Unknown",
    };
    Verdict::new(state, label, detail)
}

/// The signature verdict; its label follows from its state.
pub(crate) fn signature(
    state: SignatureState,
    detail: impl Into<String>,
) -> Verdict<SignatureState> {
    let label = match state {
        SignatureState::NotChecked => "Not checked",
        SignatureState::Unsecured => "Unsigned",
        SignatureState::Missing => "Missing",
        SignatureState::NotApplicable => "Not applicable",
    };
    Verdict::new(state, label, detail)
}

/// The time verdict of something whose times are not judged: unknown, no expiry or not applicable.
pub(crate) fn time(state: TimeState, detail: impl Into<String>) -> Verdict<TimeState> {
    let label = match state {
        TimeState::Unknown => "Cannot be seen",
        TimeState::NoExpiry => "No expiry",
        _ => "Not applicable",
    };
    Verdict::new(state, label, detail)
}

/// The policy verdict of something that cannot be held against a policy.
pub(crate) fn policy(detail: impl Into<String>) -> Verdict<PolicyState> {
    Verdict::new(PolicyState::NotApplicable, "Not applicable", detail)
}

/// The headline from its two halves.
pub(crate) fn headline(lead: impl Into<String>, rest: impl Into<String>) -> Headline {
    Headline {
        lead: lead.into(),
        rest: rest.into(),
    }
}

/// A next step without a line to copy.
pub(crate) fn step(text: impl Into<String>) -> NextStep {
    NextStep {
        text: text.into(),
        command: None,
    }
}

/// A next step with a line for a shell; an empty `line` is no line. The line holds variables where a
/// token or secret belongs.
pub(crate) fn step_with(text: impl Into<String>, line: &str) -> NextStep {
    let label = line.split(' ').next().map_or("shell", |program| {
        if program == "openssl" {
            "openssl"
        } else if program == "aws" {
            "aws"
        } else {
            "curl"
        }
    });
    NextStep {
        text: text.into(),
        command: (!line.is_empty()).then(|| Command {
            label,
            text: line.to_string(),
        }),
    }
}

/// A name and value pair that is not JSON.
pub(crate) fn field(name: impl Into<String>, value: impl Into<String>, span: Span) -> Member {
    let value = value.into();
    // `shown` takes quotes off a string: a value with quotes of its own must be given as text.
    let text = (value.starts_with('"') || value.ends_with('"')).then(|| value.clone());
    Member {
        name: name.into(),
        kind: ValueKind::String,
        value,
        text,
        span,
        meaning: None,
        time: None,
        duplicate: false,
        children: Vec::new(),
    }
}

/// The same pair with what it means.
pub(crate) fn explained(
    name: impl Into<String>,
    value: impl Into<String>,
    span: Span,
    title: &'static str,
    text: impl Into<Cow<'static, str>>,
    source: &'static str,
) -> Member {
    let mut member = field(name, value, span);
    member.meaning = Some(Meaning {
        title,
        text: text.into(),
        source,
    });
    member
}

/// A part that stands at `range` of the candidate's text.
pub(crate) fn part(
    candidate: &Candidate,
    range: Range<usize>,
    role: Role,
    title: impl Into<String>,
    bytes: usize,
    content: PartContent,
) -> Part {
    let end = range.end.min(candidate.text.len());
    let start = range.start.min(end);
    Part {
        role,
        title: title.into(),
        span: candidate.map.span(start, end),
        pieces: candidate.map.pieces(start, end),
        bytes,
        content,
    }
}

/// A part about the whole candidate with name and value pairs.
pub(crate) fn fields(
    candidate: &Candidate,
    role: Role,
    title: impl Into<String>,
    members: Vec<Member>,
) -> Part {
    let end = candidate.text.len();
    part(
        candidate,
        0..end,
        role,
        title,
        end,
        PartContent::Fields { members },
    )
}

/// A list as a part about the whole candidate: likely causes.
pub(crate) fn list(candidate: &Candidate, title: &'static str, items: Vec<Item>) -> Part {
    let end = candidate.text.len();
    part(
        candidate,
        0..end,
        Role::Other,
        title,
        end,
        PartContent::List { items },
    )
}

/// An entry of a list that a standard or a vendor's documentation says, with nothing more about it.
pub(crate) fn item(text: &'static str, source: &'static str) -> Item {
    Item {
        id: "",
        text,
        seen: String::new(),
        tell: "",
        fix: Cow::Borrowed(""),
        mark: Mark::Documented,
        source,
    }
}

/// Bytes as a part shows them: the first 64 in hexadecimal.
pub(crate) fn bytes_content(bytes: &[u8]) -> PartContent {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    if bytes.is_empty() {
        return PartContent::Empty;
    }
    let digit = |nibble: u8| {
        DIGITS
            .get(usize::from(nibble))
            .map_or('0', |&digit| char::from(digit))
    };
    let mut hex = String::new();
    for byte in bytes.iter().take(64) {
        hex.push(digit(byte >> 4));
        hex.push(digit(byte & 15));
    }
    PartContent::Bytes {
        hex,
        more: bytes.len() > 64,
    }
}
