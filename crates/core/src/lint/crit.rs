//! `crit`, the list of parameters a receiver must understand, and `b64`, which must be in it.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::fill::fill;
use crate::jose::Token;
use crate::jose::json::Value;
use crate::report::{Blame, Kind, Rule, Severity, ValueKind};

use super::sink::Sink;
use super::view::{View, kind_words};

static MALFORMED: Rule = Rule {
    code: "header.crit.malformed",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("`crit` is not a list of distinct names."),
    help: "Make `crit` an array with at least one name, each a string and each once, or leave it out.",
    reference: "RFC 7515 §4.1.11",
};
static STANDARD: Rule = Rule {
    code: "header.crit.standard",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("`crit` lists a parameter of the base standards."),
    help: "Take the name out of `crit`: only extensions may be listed, and a receiver may refuse the token.",
    reference: "RFC 7515 §4.1.11",
};
static ABSENT: Rule = Rule {
    code: "header.crit.absent",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("`crit` lists a parameter that the header does not have."),
    help: "Add the parameter to the header or take its name out of `crit`.",
    reference: "RFC 7515 §4.1.11",
};
static UNKNOWN: Rule = Rule {
    code: "header.crit.unknown",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("`crit` lists an extension that few receivers know."),
    help: "Make sure that every receiver implements the extension: one that does not must refuse the token.",
    reference: "RFC 7515 §4.1.11",
};
static B64_CRIT: Rule = Rule {
    code: "header.b64.crit",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("`b64` is false and not listed in `crit`."),
    help: "Add `\"crit\": [\"b64\"]`: a receiver that does not know `b64` would check the signature over other bytes.",
    reference: "RFC 7797 §6",
};
static B64_JWT: Rule = Rule {
    code: "header.b64.jwt",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A JWT has a payload that is not encoded."),
    help: "Leave `b64` out: a JWT must have its payload in base64url.",
    reference: "RFC 7797 §7",
};
static B64_FALSE: Rule = Rule {
    code: "header.b64.false",
    severity: Severity::Info,
    blame: Blame::Advice,
    title: title!("The payload is signed as it stands, without base64url."),
    help: "Check that the receiver knows RFC 7797; many libraries do not.",
    reference: "RFC 7797 §3",
};

pub(super) static RULES: &[&Rule] = &[
    &MALFORMED, &STANDARD, &ABSENT, &UNKNOWN, &B64_CRIT, &B64_JWT, &B64_FALSE,
];

/// The parameters that RFC 7515, RFC 7516 and RFC 7518 define.
static BASE: &[&str] = &[
    "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "enc",
    "zip", "epk", "apu", "apv", "iv", "tag", "p2s", "p2c",
];

pub(super) fn check(view: &View<'_, '_>, token: Option<&Token<'_>>, sink: &mut Sink<'_>) {
    let mut has_b64 = false;
    if let Some(value) = view.get("crit") {
        has_b64 = names(value, view, sink);
    }
    let Some(b64) = view.get("b64") else { return };
    if b64.as_bool() != Some(false) {
        return;
    }
    let span = view.span(b64);
    if !has_b64 {
        let message = "b64 is false, and crit does not list it; it must.";
        sink.add(&B64_CRIT, "b64", span, message.to_string());
    }
    let says_jwt = view
        .typ()
        .is_some_and(|typ| typ == "jwt" || typ.ends_with("+jwt"));
    if says_jwt || token.is_some_and(|token| token.kind == Kind::Jwt) {
        let message = "b64 is false and this is a JWT; a JWT must have its payload in base64url.";
        sink.add(&B64_JWT, "b64", span, message.to_string());
    } else {
        let message = "b64 is false: the signature covers the payload as it stands, where it is otherwise base64url.";
        sink.add(&B64_FALSE, "b64", span, message.to_string());
    }
}

/// Checks the list; whether `b64` is in it.
fn names(value: Value<'_, '_>, view: &View<'_, '_>, sink: &mut Sink<'_>) -> bool {
    let span = view.span(value);
    let malformed = |found: &str, sink: &mut Sink<'_>| {
        let message = fill("crit is {}; it must be a list of names.", &[found]);
        sink.add(&MALFORMED, "crit", span, message);
    };
    if value.kind() != ValueKind::Array {
        malformed(kind_words(value.kind()), sink);
        return false;
    }
    let mut listed: Vec<(Cow<'_, str>, Value<'_, '_>)> = Vec::new();
    let mut count = 0;
    let mut others = 0;
    for item in value.items() {
        count += 1;
        match item.as_str() {
            Some(name) => listed.push((name, item)),
            None => others += 1,
        }
    }
    if count == 0 {
        malformed("an empty array", sink);
    }
    if others > 0 {
        malformed("an array that holds something else than strings", sink);
    }
    crate::order::sort_by(&mut listed, |a, b| a.0.cmp(&b.0));
    let mut there: Vec<Cow<'_, str>> = view.object.entries().map(|entry| entry.name).collect();
    crate::order::sort(&mut there);
    let mut before: Option<&str> = None;
    for (name, item) in &listed {
        let span = view.span(*item);
        let say = |rest: &str| -> String { fill("crit lists {q}{}", &[name, rest]) };
        if before == Some(name) {
            let rest = " twice; each name may stand there once.";
            sink.add(&MALFORMED, "crit", span, say(rest));
            continue;
        }
        before = Some(name);
        if BASE.contains(&&**name) {
            let rest = ", which the base standards define; only extensions may be listed.";
            sink.add(&STANDARD, "crit", span, say(rest));
        } else if there.binary_search(name).is_err() {
            let rest = ", and the header has no such parameter.";
            sink.add(&ABSENT, "crit", span, say(rest));
        } else if name != "b64" {
            let rest = "; a receiver that does not implement it must refuse the token.";
            sink.add(&UNKNOWN, "crit", span, say(rest));
        }
    }
    listed.iter().any(|(name, _)| name == "b64")
}
