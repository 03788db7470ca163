//! Keys inside a token: self-asserted ones, and private ones that should never have travelled.

use alloc::string::String;
use alloc::vec::Vec;

use crate::fill::fill;
use crate::jose::json::Value;
use crate::report::{Blame, Facts, Profile, Rule, Severity, ValueKind};

use super::sink::Sink;
use super::view::{View, list, shown, verb};

static JWK: Rule = Rule {
    code: "header.jwk",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("The header brings its own key."),
    help: "Check the signature with a key you already trust: who writes a token can write any key beside it.",
    reference: "RFC 7515 §4.1.3, RFC 8725 §3.8",
};
static JKU: Rule = Rule {
    code: "header.jku",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("The header says where to fetch its keys."),
    help: "Do not follow it: take keys from the issuer's own configuration, or hold the address against a list of allowed ones.",
    reference: "RFC 8725 §3.10",
};
static X5U: Rule = Rule {
    code: "header.x5u",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("The header says where to fetch its certificate."),
    help: "Do not follow it: take keys from the issuer's own configuration, or hold the address against a list of allowed ones.",
    reference: "RFC 8725 §3.10",
};
static X5C: Rule = Rule {
    code: "header.x5c",
    severity: Severity::Info,
    blame: Blame::Advice,
    title: title!("The header brings its own certificates."),
    help: "They prove something only if their chain ends at a root you trust and the name in them is the one you expect.",
    reference: "RFC 7515 §4.1.6",
};
static DPOP_JWK: Rule = Rule {
    code: "dpop.jwk.missing",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A DPoP proof does not bring its public key."),
    help: "Put the public key into the header as `jwk`: it is what the proof is checked with.",
    reference: "RFC 9449 §4.2",
};
static PRIVATE: Rule = Rule {
    code: "jwk.private",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A private key travels in the token."),
    help: "Retire this key now and make a new one: whoever saw the token can sign in its place. Put only the public members into a token.",
    reference: "RFC 7515 §4.1.3, RFC 9449 §4.2",
};

pub(super) static RULES: &[&Rule] = &[&JWK, &JKU, &X5U, &X5C, &DPOP_JWK, &PRIVATE];

/// The members of a JWK that hold what must stay secret (RFC 7518 §6.2.2, §6.3.2, §6.4.1, and `priv`
/// of the key type AKP).
static SECRET_MEMBERS: &[&str] = &["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

/// Keys and references to keys in a header.
pub(super) fn header(view: &View<'_, '_>, facts: &Facts, sink: &mut Sink<'_>) {
    let typ = view.typ();
    let is_dpop = facts.profile == Profile::DpopProof || typ.as_deref() == Some("dpop+jwt");
    // Where the key proves its own possession and nothing else, it is as it must be: DPoP (RFC 9449),
    // proofs of OpenID for Verifiable Credential Issuance, ACME requests (RFC 8555 §6.2).
    let proves_possession = is_dpop
        || typ.as_deref() == Some("openid4vci-proof+jwt")
        || (view.get("url").is_some() && view.get("nonce").is_some());
    match view.get("jwk") {
        Some(jwk) => {
            if jwk.kind() == ValueKind::Object && !proves_possession {
                let kid = match jwk.get_str("kty") {
                    Some(kty) => fill(" of type {q}", &[&kty]),
                    None => String::new(),
                };
                let message = fill(
                    "The header holds a jwk{}: the token names the key it is to be checked with.",
                    &[&kid],
                );
                sink.add(&JWK, "jwk", view.span(jwk), message);
            }
            private(jwk, "jwk", view, sink);
        }
        None if is_dpop => {
            let message =
                String::from("The header of this DPoP proof has no jwk; it must have one.");
            sink.add(&DPOP_JWK, "jwk", view.span(view.object), message);
        }
        None => {}
    }
    for (rule, name) in [(&JKU, "jku"), (&X5U, "x5u")] {
        if let Some(value) = view.get(name) {
            let message = fill(
                "{} is {}: the token chooses where its key comes from.",
                &[name, &shown(value)],
            );
            sink.add(rule, name, view.span(value), message);
        }
    }
    if let Some(value) = view.get("x5c") {
        let message = String::from("x5c holds certificates that the sender put there.");
        sink.add(&X5C, "x5c", view.span(value), message);
    }
}

/// Private keys among the claims: in `cnf` (RFC 7800), `sub_jwk` and `jwks`.
pub(super) fn claims(view: &View<'_, '_>, sink: &mut Sink<'_>) {
    if let Some(jwk) = view.get("cnf").and_then(|cnf| cnf.get("jwk")) {
        private(jwk, "cnf.jwk", view, sink);
    }
    if let Some(jwk) = view.get("sub_jwk") {
        private(jwk, "sub_jwk", view, sink);
    }
    let keys = view.get("jwks").and_then(|jwks| jwks.get("keys"));
    for jwk in keys.into_iter().flat_map(|keys| keys.items()) {
        private(jwk, "jwks", view, sink);
    }
}

/// The names of the secret members only: their values are never repeated.
fn private(jwk: Value<'_, '_>, name: &str, view: &View<'_, '_>, sink: &mut Sink<'_>) {
    let mut found: Vec<&'static str> = Vec::new();
    for entry in jwk.entries() {
        if let Some(secret) = SECRET_MEMBERS.iter().find(|secret| **secret == entry.name)
            && !found.contains(secret)
        {
            found.push(secret);
        }
    }
    if found.is_empty() {
        return;
    }
    let message = fill(
        "{} holds {}, {} of a private or secret key; a token carries public keys only.",
        &[
            name,
            &list(&found),
            verb(found.len(), "a member", "members"),
        ],
    );
    sink.add(&PRIVATE, name, view.span(jwk), message);
}
