//! Personal data: anybody who holds a signed token can read it.

use alloc::vec::Vec;

use crate::fill::fill;
use crate::jose::json::Value;
use crate::report::{Blame, Facts, Profile, Rule, Severity, ValueKind};

use super::sink::Sink;
use super::view::{View, list};

static PERSONAL: Rule = Rule {
    code: "claims.personal",
    severity: Severity::Info,
    blame: Blame::Advice,
    title: title!("The token carries personal data."),
    help: "Keep what the receiver does not need out of the token, and keep the token out of logs: it is signed, not encrypted.",
    reference: "RFC 7519 §12, RFC 9068 §6",
};

pub(super) static RULES: &[&Rule] = &[&PERSONAL];

/// The claims that hold personal data by their definition (OpenID Connect Core §5.1, and Entra ID's).
static ALWAYS: &[&str] = &[
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "email",
    "phone_number",
    "birthdate",
    "gender",
    "address",
    "picture",
    "upn",
    "ipaddr",
];

/// Login names: personal where they are an e-mail address.
static IF_ADDRESS: &[&str] = &["preferred_username", "unique_name"];

/// Whether a value says something: one of nothing but digests does not (RFC 9901 §4.2.4.1).
fn is_disclosed(value: Value<'_, '_>) -> bool {
    value.kind() != ValueKind::Object || value.entries().any(|entry| entry.name != "_sd")
}

/// One finding with the names; advice in an access token, information elsewhere.
pub(super) fn check(view: &View<'_, '_>, facts: &Facts, sink: &mut Sink<'_>) {
    let mut names: Vec<&str> = Vec::new();
    names.extend(
        ALWAYS
            .iter()
            .filter(|name| view.get(name).is_some_and(is_disclosed)),
    );
    names.extend(IF_ADDRESS.iter().filter(|name| {
        view.text(name)
            .is_some_and(|text| text.contains('@') && text.len() < 1_000)
    }));
    let Some(first) = names.first() else { return };
    let is_access = matches!(
        facts.profile,
        Profile::AccessToken | Profile::LikelyAccessToken
    );
    let message = fill(
        "The claims hold personal data: {}{}",
        &[
            &list(&names),
            if is_access {
                ". An access token passes through many hands, and each can read it."
            } else {
                "."
            },
        ],
    );
    if let Some(finding) = sink.add(&PERSONAL, first, view.span_of(first), message)
        && is_access
    {
        finding.severity = Severity::Advice;
    }
}
