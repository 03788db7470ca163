//! The algorithm a token names, and whether its parts can be of that algorithm.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::fill::fill;
use crate::jose::Token;
use crate::report::{Blame, Kind, Rule, Severity};

use super::signature::{self, SIGNATURES};
use super::sink::Sink;
use super::view::View;

static NONE: Rule = Rule {
    code: "jws.alg.none",
    severity: Severity::Error,
    blame: Blame::Advice,
    title: title!("The token says that it is not signed."),
    help: "Have it signed, and let the receiver take only the algorithms it expects. Anybody can write a token like this one.",
    reference: "RFC 8725 §3.2, RFC 7518 §3.6",
};
static NONE_CASING: Rule = Rule {
    code: "jws.alg.none_casing",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The algorithm is `none` in another casing."),
    help: "Refuse it. Names of algorithms are case-sensitive, so this one does not exist; a receiver that blocks only `none` may let it through unsigned.",
    reference: "RFC 8725 §3.1, RFC 7515 §4.1.1",
};
static NONE_SIGNED: Rule = Rule {
    code: "jws.alg.none_signed",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The token says that it is not signed and carries a signature."),
    help: "Find out who changed it: a signed token whose `alg` was replaced by `none` looks like this. Refuse it.",
    reference: "RFC 7518 §3.6",
};
static MISSING: Rule = Rule {
    code: "header.alg.missing",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The header names no algorithm."),
    help: "Add `alg` to the header: no receiver can check the token without it.",
    reference: "RFC 7515 §4.1.1, RFC 7516 §4.1.1",
};
static MISSPELT: Rule = Rule {
    code: "header.alg.misspelt",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The algorithm is not registered, and reads like one that is."),
    help: "Write the registered name, letter by letter: names of algorithms are case-sensitive.",
    reference: "RFC 7515 §4.1.1",
};
static UNKNOWN: Rule = Rule {
    code: "header.alg.unknown",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("The algorithm is not in the registry."),
    help: "Use a registered algorithm, or make sure that every receiver knows this private name.",
    reference: "RFC 7515 §4.1.1",
};
static USE: Rule = Rule {
    code: "header.alg.use",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The algorithm is for the other kind of token."),
    help: "Use a signature algorithm in a signed token (JWS) and a key management algorithm in an encrypted one (JWE).",
    reference: "RFC 7518 §3.1, §4.1",
};
static PROHIBITED: Rule = Rule {
    code: "header.alg.prohibited",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The algorithm is registered as prohibited."),
    help: "Use another algorithm: the registry has this name for keys of the Web Cryptography API, and prohibits it in tokens.",
    reference: "RFC 7518 §7.1",
};
pub(super) static RULES: &[&Rule] = &[
    &NONE,
    &NONE_CASING,
    &NONE_SIGNED,
    &MISSING,
    &MISSPELT,
    &UNKNOWN,
    &USE,
    &PROHIBITED,
];

/// The key management algorithms of the IANA registry (RFC 7518 §4.1).
static KEY_MANAGEMENT: &[&str] = &[
    "RSA1_5",
    "RSA-OAEP",
    "RSA-OAEP-256",
    "RSA-OAEP-384",
    "RSA-OAEP-512",
    "A128KW",
    "A192KW",
    "A256KW",
    "dir",
    "ECDH-ES",
    "ECDH-ES+A128KW",
    "ECDH-ES+A192KW",
    "ECDH-ES+A256KW",
    "A128GCMKW",
    "A192GCMKW",
    "A256GCMKW",
    "PBES2-HS256+A128KW",
    "PBES2-HS384+A192KW",
    "PBES2-HS512+A256KW",
];

/// What libraries and people call an algorithm that has another name in the registry.
static OTHER_NAMES: &[(&str, &str)] = &[
    ("RSA", "RS256"),
    ("RSA256", "RS256"),
    ("RSA384", "RS384"),
    ("RSA512", "RS512"),
    ("RSASHA256", "RS256"),
    ("SHA256WITHRSA", "RS256"),
    ("RSAPSS", "PS256"),
    ("HMAC", "HS256"),
    ("HMAC256", "HS256"),
    ("HMAC384", "HS384"),
    ("HMAC512", "HS512"),
    ("HMACSHA256", "HS256"),
    ("HMACSHA384", "HS384"),
    ("HMACSHA512", "HS512"),
    ("SHA256", "HS256"),
    ("SHA384", "HS384"),
    ("SHA512", "HS512"),
    ("ECDSA", "ES256"),
    ("ECDSA256", "ES256"),
    ("ECDSASHA256", "ES256"),
    ("SECP256K1", "ES256K"),
    ("DIRECT", "dir"),
];

/// The rules about `alg`, and about the signature it asks for.
pub(super) fn check(
    view: &View<'_, '_>,
    token: Option<&Token<'_>>,
    is_jwe: bool,
    sink: &mut Sink<'_>,
) {
    let Some(value) = view.get("alg") else {
        // In the JSON serialisations `alg` may stand in another header.
        if token.is_some_and(|token| is_compact(token.kind)) {
            let message = String::from("The header has no alg; every token names its algorithm.");
            sink.add(&MISSING, "alg", view.span(view.object), message);
        }
        return;
    };
    // Another type than text is said by `header.type`.
    let Some(name) = value.as_str() else { return };
    let span = view.span(value);
    let registered = SIGNATURES.iter().find(|(known, _)| *known == name);
    let says = |rest: &str| fill("alg is {q}{}", &[&name, rest]);

    if !is_jwe && name.trim().eq_ignore_ascii_case("none") {
        none(&name, span, token, sink);
    } else if is_jwe && (registered.is_some() || name == "none") {
        let rest = ", a signature algorithm; this token is encrypted (JWE) and needs one that manages keys.";
        sink.add(&USE, "alg", span, says(rest));
    } else if !is_jwe && KEY_MANAGEMENT.contains(&&*name) {
        let rest = ", which manages keys for encryption; this token is signed (JWS) and needs a signature algorithm.";
        sink.add(&USE, "alg", span, says(rest));
    } else if name == "RS1" {
        let rest = ": RSA with SHA-1, which the registry prohibits.";
        sink.add(&PROHIBITED, "alg", span, says(rest));
    } else if registered.is_none() && !KEY_MANAGEMENT.contains(&&*name) {
        match meant(&name) {
            Some(known) => {
                let rest = fill(
                    ", which is not registered; probably \"{}\" is meant.",
                    &[known],
                );
                sink.add(&MISSPELT, "alg", span, says(&rest));
            }
            // HPKE names are being registered while this is written.
            None if name.starts_with("HPKE-") || name.starts_with("SLH-DSA-") => {}
            None => {
                let rest = ", which the registry of JOSE algorithms does not have.";
                sink.add(&UNKNOWN, "alg", span, says(rest));
            }
        }
    }
    if let (Some((known, length)), Some(token), false) = (registered, token, is_jwe) {
        signature::check(known, *length, token, sink);
    }
}

fn is_compact(kind: Kind) -> bool {
    matches!(kind, Kind::Jwt | Kind::Jws | Kind::Jwe | Kind::SdJwt)
}

fn none(
    name: &str,
    span: Option<crate::span::Span>,
    token: Option<&Token<'_>>,
    sink: &mut Sink<'_>,
) {
    if name == "none" {
        let message = "alg is \"none\": there is no signature, so nobody vouches for what it says.";
        sink.add(&NONE, "alg", span, message.to_string());
    } else {
        let message = fill(
            "alg is {q}; the registered name of no signature is \"none\", and a receiver that compares without regard to case takes this for it.",
            &[name],
        );
        sink.add(&NONE_CASING, "alg", span, message);
    }
    let Some(token) = token else { return };
    let Some(signature) = token.signature.filter(|part| !part.text.is_empty()) else {
        return;
    };
    let message = fill(
        "alg is {q} and a signature of {} bytes follows; with \"none\" it must be empty.",
        &[name, &signature.bytes().len().to_string()],
    );
    let span = signature.span(token.header.map);
    sink.add(&NONE_SIGNED, "signature", Some(span), message);
}

/// The registered name that was probably meant: the same letters in another casing or with other
/// punctuation, another name for it, or one slip of the keyboard where only one name is that near.
fn meant(name: &str) -> Option<&'static str> {
    if name.len() > 40 {
        return None;
    }
    let written = fold(name);
    let known = || {
        SIGNATURES
            .iter()
            .map(|(known, _)| *known)
            .chain(KEY_MANAGEMENT.iter().copied())
    };
    if let Some(same) = known().find(|known| fold(known) == written) {
        return Some(same);
    }
    if let Some((_, same)) = OTHER_NAMES
        .iter()
        .find(|(other, _)| other.as_bytes() == written)
    {
        return Some(same);
    }
    for slip in [is_swapped, is_one_off] {
        let mut near = known().filter(|known| slip(&fold(known), &written));
        if let (Some(only), None) = (near.next(), near.next()) {
            return Some(only);
        }
    }
    None
}

/// Upper case letters and digits only.
fn fold(name: &str) -> Vec<u8> {
    name.bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|byte| byte.to_ascii_uppercase())
        .collect()
}

/// Whether two neighbours changed places.
fn is_swapped(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let Some(at) = a.iter().zip(b).position(|(x, y)| x != y) else {
        return false;
    };
    match (a.get(at..), b.get(at..)) {
        (Some([p, q, rest @ ..]), Some([r, s, other @ ..])) => p == s && q == r && rest == other,
        _ => false,
    }
}

/// Whether one character was added, left out or replaced.
fn is_one_off(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 || short.len() < 4 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let skip = usize::from(short.len() == long.len());
    short.get(same + skip..) == long.get(same + 1..)
}
