//! The Claims Set: that it is an object, that registered claims have their types, and how scopes and
//! the issuer are written.

use alloc::string::{String, ToString};

use crate::fill::fill;
use crate::jose::json::Value;
use crate::jose::{Segment, Token};
use crate::report::{Blame, Facts, Kind, Profile, Rule, Severity, ValueKind};

use super::header::{Shape, wrong_type};
use super::sink::Sink;
use super::view::{View, kind_words, shown};

static NOT_OBJECT: Rule = Rule {
    code: "claims.not_object",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("The payload of a JWT is not a JSON object."),
    help: "Copy the token again. If it is complete, its payload is no Claims Set and `typ` should not say JWT.",
    reference: "RFC 7519 §7.2",
};
static TYPE: Rule = Rule {
    code: "claims.type",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A registered claim has the wrong JSON type."),
    help: "Let the issuer write the claim in the type its definition asks for.",
    reference: "RFC 7519 §4.1",
};
static SCOPE_ARRAY: Rule = Rule {
    code: "claims.scope.array",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("`scope` is not one string."),
    help: "Write the scopes in one string with a space between them; a receiver that splits the string finds none here.",
    reference: "RFC 8693 §4.2, RFC 6749 §3.3",
};
static SCOPE_COMMAS: Rule = Rule {
    code: "claims.scope.commas",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("Scopes are separated by commas."),
    help: "Separate scopes by one space: a receiver takes the commas as part of the names.",
    reference: "RFC 6749 §3.3",
};
static SCOPE_CHARS: Rule = Rule {
    code: "claims.scope.chars",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("A scope holds a character that scopes cannot have."),
    help: "Use visible ASCII characters other than the double quote and the backslash, and one space between scopes.",
    reference: "RFC 6749 §3.3",
};
static ISSUER_HTTP: Rule = Rule {
    code: "claims.iss.http",
    severity: Severity::Advice,
    blame: Blame::AgainstStandard,
    title: title!("The issuer is an http address."),
    help: "Use https for the issuer: its configuration and keys are fetched from that address.",
    reference: "OpenID Connect Core §2, RFC 8414 §2",
};

pub(super) static RULES: &[&Rule] = &[
    &NOT_OBJECT,
    &TYPE,
    &SCOPE_ARRAY,
    &SCOPE_COMMAS,
    &SCOPE_CHARS,
    &ISSUER_HTTP,
];

/// The claims with a type, the weight of a wrong one, and where the type is written. Times are apart.
static TYPES: &[(&str, Shape, Severity, &str)] = &[
    ("iss", Shape::Text, Severity::Error, "RFC 7519 §4.1.1"),
    ("sub", Shape::Text, Severity::Error, "RFC 7519 §4.1.2"),
    (
        "aud",
        Shape::TextOrTexts,
        Severity::Error,
        "RFC 7519 §4.1.3",
    ),
    ("jti", Shape::Text, Severity::Error, "RFC 7519 §4.1.7"),
    (
        "azp",
        Shape::Text,
        Severity::Warning,
        "OpenID Connect Core §2",
    ),
    (
        "nonce",
        Shape::Text,
        Severity::Warning,
        "OpenID Connect Core §2",
    ),
    (
        "acr",
        Shape::Text,
        Severity::Warning,
        "OpenID Connect Core §2",
    ),
    (
        "amr",
        Shape::Texts,
        Severity::Warning,
        "OpenID Connect Core §2",
    ),
    (
        "at_hash",
        Shape::Text,
        Severity::Warning,
        "OpenID Connect Core §3.1.3.6",
    ),
    (
        "c_hash",
        Shape::Text,
        Severity::Warning,
        "OpenID Connect Core §3.3.2.11",
    ),
    ("client_id", Shape::Text, Severity::Warning, "RFC 8693 §4.3"),
    (
        "sid",
        Shape::Text,
        Severity::Warning,
        "OpenID Connect Back-Channel Logout §2.1",
    ),
    ("events", Shape::Object, Severity::Error, "RFC 8417 §2.2"),
    ("cnf", Shape::Object, Severity::Error, "RFC 7800 §3.1"),
    ("act", Shape::Object, Severity::Error, "RFC 8693 §4.1"),
    ("may_act", Shape::Object, Severity::Error, "RFC 8693 §4.4"),
    ("htm", Shape::Text, Severity::Error, "RFC 9449 §4.2"),
    ("htu", Shape::Text, Severity::Error, "RFC 9449 §4.2"),
    ("ath", Shape::Text, Severity::Error, "RFC 9449 §4.2"),
];

/// The times of RFC 7519: numbers. Written as text they have a rule of their own in `times`.
static TIMES: &[(&str, &str)] = &[
    ("exp", "RFC 7519 §4.1.4"),
    ("nbf", "RFC 7519 §4.1.5"),
    ("iat", "RFC 7519 §4.1.6"),
    ("auth_time", "OpenID Connect Core §2"),
];

pub(super) fn check(view: &View<'_, '_>, facts: &Facts, sink: &mut Sink<'_>) {
    for (name, shape, severity, reference) in TYPES {
        let Some(value) = view.get(name).filter(|value| !shape.holds(*value)) else {
            continue;
        };
        if let Some(finding) = wrong_type(&TYPE, name, *shape, value, view, sink) {
            finding.severity = *severity;
            finding.reference = reference;
        }
    }
    for (name, reference) in TIMES {
        let Some(value) = view.get(name) else {
            continue;
        };
        if matches!(value.kind(), ValueKind::Number | ValueKind::String) {
            continue;
        }
        if let Some(finding) = wrong_type(&TYPE, name, Shape::Number, value, view, sink) {
            finding.reference = reference;
        }
    }
    scopes(view, sink);
    issuer(view, facts, sink);
}

fn scopes(view: &View<'_, '_>, sink: &mut Sink<'_>) {
    // `scp` is a vendor's claim: an array at Okta, a string at Entra ID. Only its string has a form.
    for name in ["scope", "scp"] {
        let Some(value) = view.get(name) else {
            continue;
        };
        match value.as_str() {
            Some(scope) => scope_text(name, &scope, value, view, sink),
            None if name == "scope" => {
                let message = fill(
                    "scope is {}; it must be one string with a space between scopes.",
                    &[kind_words(value.kind())],
                );
                sink.add(&SCOPE_ARRAY, name, view.span(value), message);
            }
            None => {}
        }
    }
}

fn scope_text(
    name: &str,
    scope: &str,
    value: Value<'_, '_>,
    view: &View<'_, '_>,
    sink: &mut Sink<'_>,
) {
    let span = view.span(value);
    // A comma may be part of a scope; between scopes it stands at the end of each or instead of spaces.
    let has_comma = scope.contains(',');
    if has_comma && (!scope.contains(' ') || scope.contains(", ")) {
        let message = fill(
            "{} is {q}, with commas; scopes are separated by a space.",
            &[name, scope],
        );
        sink.add(&SCOPE_COMMAS, name, span, message);
        return;
    }
    let bad = scope
        .char_indices()
        .find(|(at, character)| match character {
            ' ' => {
                let rest = scope.get(at + 1..).unwrap_or_default();
                *at == 0 || rest.is_empty() || rest.starts_with(' ')
            }
            _ => !matches!(character, '\x21' | '\x23'..='\x5B' | '\x5D'..='\x7E'),
        });
    if let Some((at, character)) = bad {
        let what = match character {
            ' ' => String::from("a space that separates nothing"),
            other => fill(
                "{}, which no scope may hold",
                &[&super::characters::code_point(other)],
            ),
        };
        let message = fill("{} has {}, at byte {}.", &[name, &what, &at.to_string()]);
        sink.add(&SCOPE_CHARS, name, span, message);
    }
}

fn issuer(view: &View<'_, '_>, facts: &Facts, sink: &mut Sink<'_>) {
    let Some(issuer) = view.text("iss") else {
        return;
    };
    let Some(rest) = issuer.strip_prefix("http://") else {
        return;
    };
    // A machine of one's own has no certificate, and AD FS names itself by an http address it never serves.
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let is_local = matches!(
        name,
        "localhost" | "127.0.0.1" | "[::1]" | "host.docker.internal"
    ) || name.ends_with(".localhost")
        || host == "[::1]";
    if is_local || rest.ends_with("/adfs/services/trust") {
        return;
    }
    let message = fill("iss is {q}; it should be an https address.", &[&issuer]);
    if let Some(finding) = sink.add(&ISSUER_HTTP, "iss", view.span_of("iss"), message)
        && facts.profile == Profile::IdToken
    {
        finding.severity = Severity::Warning;
    }
}

/// A payload that is no object, where the token says that it is a JWT.
pub(super) fn not_object(
    token: &Token<'_>,
    payload: &Segment<'_>,
    header: Option<&View<'_, '_>>,
    sink: &mut Sink<'_>,
) {
    let typ = header.and_then(View::typ);
    let says_jwt = typ.is_some_and(|typ| typ == "jwt" || typ.ends_with("+jwt"));
    let is_nested = header
        .and_then(|header| header.text("cty"))
        .is_some_and(|cty| cty.to_ascii_lowercase().ends_with("jwt"));
    if !(says_jwt || token.kind == Kind::Jwt) || is_nested {
        return;
    }
    let found = match payload.json.as_ref().and_then(|document| document.root()) {
        Some(root) => fill("is {} ({})", &[kind_words(root.kind()), &shown(root)]),
        None if payload.encoded.bytes().is_empty() => String::from("is empty"),
        None => fill(
            "has {} bytes that are no JSON",
            &[&payload.encoded.bytes().len().to_string()],
        ),
    };
    let message = fill(
        "The payload {}; a JWT carries a JSON object of claims.",
        &[&found],
    );
    sink.add(&NOT_OBJECT, "payload", Some(payload.span()), message);
}
