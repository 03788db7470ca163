//! One key: what it is, whether its members are all there, whether it may be shown to anyone.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::rules::{COORDINATE, INCOMPLETE, PRIVATE, SHORT_RSA, SYMMETRIC, UNKNOWN_TYPE};
use crate::jose::base64url::decode;
use crate::jose::json::Value;
use crate::kinds::words::{and, count, excerpt};
use crate::report::Finding;
use crate::span::Span;

/// What is known of one key.
pub(super) struct Key {
    /// `RSA, 2048 bits`, `EC, P-256`.
    pub(super) what: String,
    pub(super) kid: Option<String>,
    /// `for signatures`, `RS256`, joined.
    pub(super) purpose: String,
    pub(super) is_private: bool,
    pub(super) is_symmetric: bool,
}

fn bits(value: Option<Cow<'_, str>>) -> usize {
    let bytes = decode(&value.unwrap_or_default()).bytes;
    let mut rest = bytes.iter().skip_while(|byte| **byte == 0);
    match rest.next() {
        Some(first) => {
            let zeros = usize::try_from(first.leading_zeros()).unwrap_or(0);
            8usize.saturating_sub(zeros) + rest.count() * 8
        }
        None => 0,
    }
}

/// The length of a coordinate in bytes (RFC 7518 §6.2.1.2, RFC 8037 §2).
fn coordinate(curve: &str) -> Option<usize> {
    Some(match curve {
        "P-256" | "secp256k1" | "Ed25519" | "X25519" => 32,
        "P-384" => 48,
        "P-521" => 66,
        "Ed448" => 57,
        "X448" => 56,
        _ => return None,
    })
}

/// Reads one key and reports what is wrong with it.
pub(super) fn examine(
    key: Value<'_, '_>,
    place: &dyn Fn(Value<'_, '_>) -> Span,
    findings: &mut Vec<Finding>,
) -> Key {
    let kty = key.get_str("kty").unwrap_or_default();
    let crv = key.get_str("crv").unwrap_or_default();
    let kid = key.get_str("kid").map(Cow::into_owned);
    let named = kid
        .as_deref()
        .map_or(String::new(), |kid| format!(" “{}”", excerpt(kid, 60)));
    let here = place(key);
    let required: &[&str] = match kty.as_ref() {
        "RSA" => &["n", "e"],
        "EC" => &["crv", "x", "y"],
        "OKP" => &["crv", "x"],
        "oct" => &["k"],
        "AKP" => &["alg", "pub"],
        _ => &[],
    };
    let what = match kty.as_ref() {
        "RSA" => {
            let size = bits(key.get_str("n"));
            if size > 0 && size < 2048 {
                findings.push(Finding::new(
                    &SHORT_RSA,
                    "n",
                    key.get("n").map(place),
                    format!(
                        "The modulus of the key{named} has {size} bits, expected 2048 or more."
                    ),
                ));
            }
            format!("RSA, {size} bits")
        }
        "EC" | "OKP" => {
            if let Some(expected) = coordinate(&crv) {
                for name in ["x", "y"] {
                    let Some(value) = key.get(name) else { continue };
                    let found = decode(&value.as_str().unwrap_or_default()).bytes.len();
                    if found != expected {
                        findings.push(Finding::new(
                            &COORDINATE,
                            name,
                            place(value),
                            format!(
                                "{name} of the key{named} has {}, {crv} has {expected}.",
                                count(found, "byte")
                            ),
                        ));
                    }
                }
            }
            format!("{kty}, {}", excerpt(&crv, 30))
        }
        "oct" => String::from("shared secret"),
        "AKP" => String::from("AKP, algorithm key pair"),
        other => {
            findings.push(Finding::new(
                &UNKNOWN_TYPE,
                "kty",
                key.get("kty").map_or(here, place),
                if other.is_empty() {
                    format!("The key{named} has no kty that is text.")
                } else {
                    format!(
                        "kty of the key{named} is {}, expected RSA, EC, OKP, AKP or oct.",
                        excerpt(other, 40)
                    )
                },
            ));
            String::from("unknown type")
        }
    };
    let missing: Vec<&str> = required
        .iter()
        .copied()
        .filter(|name| key.get_str(name).is_none_or(|value| value.is_empty()))
        .collect();
    if !missing.is_empty() {
        findings.push(Finding::new(
            &INCOMPLETE,
            missing.join(", "),
            here,
            format!("The {kty} key{named} does not have {}.", and(&missing)),
        ));
    }
    let is_symmetric = kty == "oct" && key.get("k").is_some();
    let is_private = !is_symmetric
        && ["d", "p", "q", "dp", "dq", "qi", "oth", "priv"]
            .iter()
            .any(|name| key.get(name).is_some());
    if is_private {
        findings.push(Finding::new(
            &PRIVATE,
            "d",
            key.get("d").map_or(here, place),
            format!("The key{named} holds private members: this is a private key."),
        ));
    }
    if is_symmetric {
        findings.push(Finding::new(
            &SYMMETRIC,
            "k",
            key.get("k").map(place),
            format!("The key{named} is a secret that is shared by signer and checker."),
        ));
    }
    let mut purpose: Vec<String> = Vec::new();
    if let Some(alg) = key.get_str("alg") {
        purpose.push(excerpt(&alg, 30));
    }
    match key.get_str("use").as_deref() {
        Some("sig") => purpose.push(String::from("for signatures")),
        Some("enc") => purpose.push(String::from("for encryption")),
        _ => {}
    }
    Key {
        what,
        kid,
        purpose: purpose.join(", "),
        is_private,
        is_symmetric,
    }
}
