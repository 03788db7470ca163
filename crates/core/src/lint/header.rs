//! The JOSE Header as a whole: that it is an object, and that its parameters have their types.

use alloc::string::ToString;

use crate::fill::fill;
use crate::jose::Token;
use crate::jose::json::Value;
use crate::report::{Blame, Kind, Rule, Severity, ValueKind};

use super::sink::Sink;
use super::view::{View, kind_words, shown};

static NOT_OBJECT: Rule = Rule {
    code: "header.not_object",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("The header is not a JSON object."),
    help: "Copy the token again from its start. If it is complete, it is no JWS and no JWE.",
    reference: "RFC 7515 §4, RFC 7516 §4",
};
static TYPE: Rule = Rule {
    code: "header.type",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A header parameter has the wrong JSON type."),
    help: "Write the value in the type its definition asks for.",
    reference: "RFC 7515 §4.1, RFC 7516 §4.1, RFC 7518 §4, RFC 7797 §3",
};

pub(super) static RULES: &[&Rule] = &[&NOT_OBJECT, &TYPE];

/// The JSON type a value should have.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Shape {
    Text,
    Texts,
    TextOrTexts,
    Number,
    Boolean,
    Object,
}

impl Shape {
    /// In words that follow "should be".
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Texts => "an array of strings",
            Self::TextOrTexts => "a string or an array of strings",
            Self::Number => "a number",
            Self::Boolean => "true or false",
            Self::Object => "an object",
        }
    }

    /// Whether a value has it.
    pub(super) fn holds(self, value: Value<'_, '_>) -> bool {
        let texts = || {
            value.kind() == ValueKind::Array
                && value.items().all(|item| item.kind() == ValueKind::String)
        };
        match self {
            Self::Text => value.kind() == ValueKind::String,
            Self::Texts => texts(),
            Self::TextOrTexts => value.kind() == ValueKind::String || texts(),
            Self::Number => value.kind() == ValueKind::Number,
            Self::Boolean => value.kind() == ValueKind::Boolean,
            Self::Object => value.kind() == ValueKind::Object,
        }
    }
}

/// The types of the registered parameters. `crit` has rules of its own.
static TYPES: &[(&str, Shape)] = &[
    ("alg", Shape::Text),
    ("enc", Shape::Text),
    ("zip", Shape::Text),
    ("typ", Shape::Text),
    ("cty", Shape::Text),
    ("kid", Shape::Text),
    ("jku", Shape::Text),
    ("x5u", Shape::Text),
    ("x5t", Shape::Text),
    ("x5t#S256", Shape::Text),
    ("x5c", Shape::Texts),
    ("jwk", Shape::Object),
    ("epk", Shape::Object),
    ("apu", Shape::Text),
    ("apv", Shape::Text),
    ("iv", Shape::Text),
    ("tag", Shape::Text),
    ("p2s", Shape::Text),
    ("p2c", Shape::Number),
    ("b64", Shape::Boolean),
];

/// Whether the registered parameters have their types.
pub(super) fn types(view: &View<'_, '_>, sink: &mut Sink<'_>) {
    for (name, shape) in TYPES {
        if let Some(value) = view.get(name).filter(|value| !shape.holds(*value)) {
            wrong_type(&TYPE, name, *shape, value, view, sink);
        }
    }
}

/// Says that `name` is not of the shape it should have.
pub(super) fn wrong_type<'o>(
    rule: &'static Rule,
    name: &str,
    shape: Shape,
    value: Value<'_, '_>,
    view: &View<'_, '_>,
    sink: &'o mut Sink<'_>,
) -> Option<&'o mut crate::report::Finding> {
    let is_list = value.kind() == ValueKind::Array && shape != Shape::Text;
    let kind = if is_list {
        "an array that holds something else than strings"
    } else {
        kind_words(value.kind())
    };
    let written = match value.kind() {
        ValueKind::Null | ValueKind::Missing => alloc::string::String::new(),
        _ => fill(" ({})", &[&shown(value)]),
    };
    let message = fill(
        "{} is {}{}; it must be {}.",
        &[name, kind, &written, shape.words()],
    );
    sink.add(rule, name, view.span(value), message)
}

/// Whether the header is an object at all.
pub(super) fn not_object(token: &Token<'_>, sink: &mut Sink<'_>) {
    let header = &token.header;
    if header.object().is_some() {
        return;
    }
    // A JSON serialisation may have no protected header.
    let is_compact = !matches!(token.kind, Kind::JwsJson | Kind::JweJson);
    if !is_compact && header.encoded.text.is_empty() {
        return;
    }
    let found = match header.json.as_ref().and_then(|document| document.root()) {
        Some(root) if root.kind() != ValueKind::Missing => {
            fill("is {}", &[kind_words(root.kind())])
        }
        _ => fill(
            "decodes to {} bytes that are no JSON",
            &[&header.encoded.bytes().len().to_string()],
        ),
    };
    let message = fill("The header {}; it must be a JSON object.", &[&found]);
    sink.add(&NOT_OBJECT, "header", Some(header.span()), message);
}
