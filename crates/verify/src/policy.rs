//! Whether a key may be used for what it verified: what it says of itself, and how strong it is.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use claimlens_core::report::Finding;

use crate::algorithm::{Algorithm, Family};
use crate::check;
use crate::keys::{Key, KeySet, Material, excerpt, is_mixed, is_odd_exponent, is_roca, rules};
use crate::reason::{Code, Reason};
use crate::token::Jws;

/// Which kinds of algorithm sign a token: with both, its keys are of both kinds too.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Kinds {
    hmac: bool,
    public: bool,
}

/// The kinds among the signatures of a token.
pub(crate) fn kinds(signatures: &[Jws]) -> Kinds {
    let mut kinds = Kinds::default();
    for jws in signatures {
        match jws.header.alg.as_deref().and_then(Algorithm::from_name) {
            Some(algorithm) if matches!(algorithm.family(), Family::Hmac(_)) => kinds.hmac = true,
            Some(_) => kinds.public = true,
            None => {}
        }
    }
    kinds
}

/// What is against using `key` for what it verified, and what else is to be said.
pub(crate) fn reasons(
    algorithm: Algorithm,
    jws: &Jws,
    key: &Key,
    keys: &KeySet,
    kinds: Kinds,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    purpose(algorithm, key, &mut reasons);
    identity(jws, key, keys, kinds, &mut reasons);
    strength(algorithm, key, &mut reasons);
    let named = key.named();
    if let Some(phrase) = key.malformed.first() {
        let sentence = format!("Of {named}: {phrase}.");
        reasons.push(Reason::new(Code::KeyMalformed, sentence));
    }
    if key.is_private() {
        reasons.push(Reason::new(
            Code::PrivateKey,
            format!("{named} was given with its private half; the public one was used."),
        ));
    }
    reasons
}

/// What the key says that it is for: `alg`, `use`, `key_ops` (RFC 7517 §4.2 to §4.4).
fn purpose(algorithm: Algorithm, key: &Key, reasons: &mut Vec<Reason>) {
    let named = key.named();
    if let Some(alg) = &key.alg
        && !is_same(alg, algorithm)
    {
        reasons.push(Reason::new(
            Code::KeyAlg,
            format!(
                "{named} says it is for {}, and the header says {}.",
                excerpt(alg),
                algorithm.name()
            ),
        ));
    }
    if let Some(usage) = key.usage.as_deref().filter(|usage| *usage != "sig") {
        reasons.push(Reason::new(
            Code::KeyUse,
            format!(
                "{named} says its use is {}, where signatures need sig.",
                excerpt(usage)
            ),
        ));
    }
    if let Some(operations) = &key.operations {
        let may = |word: &str| operations.iter().any(|operation| operation == word);
        let signs = key.is_private() || matches!(key.material, Material::Secret(_));
        let is_allowed = may("verify") || (signs && may("sign"));
        if !is_allowed {
            reasons.push(Reason::new(
                Code::KeyOps,
                format!("The operations of {named} do not hold verify."),
            ));
        }
    }
}

/// Whether it is the key that the header names, and that one alone (RFC 7515 §4.1.4), in a set of its own kind.
fn identity(jws: &Jws, key: &Key, keys: &KeySet, kinds: Kinds, reasons: &mut Vec<Reason>) {
    let named = key.named();
    if let (Some(wanted), Some(kid)) = (&jws.header.kid, &key.kid) {
        if wanted != kid {
            reasons.push(Reason::new(
                Code::KeyKid,
                format!(
                    "The header names the key \u{201C}{}\u{201D}, and it verifies with {named}.",
                    excerpt(wanted)
                ),
            ));
        } else if is_ambiguous(key, keys) {
            reasons.push(Reason::new(
                Code::KidAmbiguous,
                format!(
                    "Two keys of the set answer to \u{201C}{}\u{201D}.",
                    excerpt(kid)
                ),
            ));
        }
    }
    if let Some(set) = key.set
        && is_mixed(&keys.keys, set)
        && !(kinds.hmac && kinds.public)
    {
        reasons.push(Reason::new(
            Code::SetMixed,
            format!("{named} stands in a set with shared secrets beside public keys."),
        ));
    }
}

/// Whether it is as strong as its algorithm needs it (RFC 7518 §3.2, §3.3).
fn strength(algorithm: Algorithm, key: &Key, reasons: &mut Vec<Reason>) {
    let mut add = |code, sentence: String| reasons.push(Reason::new(code, sentence));
    match &key.material {
        Material::Rsa { n, e } => {
            let bits = check::rsa_bits(n);
            if bits < 2048 {
                add(
                    Code::RsaShort,
                    format!("The modulus has {bits} bits, expected 2048 or more."),
                );
            }
            if !is_odd_exponent(e) {
                add(
                    Code::RsaExponent,
                    "The exponent is 1 or even: anyone can make signatures for such a key.".into(),
                );
            }
            if is_roca(n) {
                add(
                    Code::Roca,
                    "The modulus has the shape that ROCA gives (CVE-2017-15361): the private key can be computed.".into(),
                );
            }
        }
        Material::Secret(secret) => {
            if let Family::Hmac(hash) = algorithm.family()
                && secret.len() < hash.size()
            {
                add(
                    Code::HmacShort,
                    format!(
                        "The secret has {} bytes; {} needs {} or more (RFC 7518 §3.2).",
                        secret.len(),
                        algorithm.name(),
                        hash.size()
                    ),
                );
            }
        }
        _ => {}
    }
}

/// Whether a key's `alg` is the header's. The old and the new name of EdDSA are one (RFC 9864 §3.1.2).
fn is_same(alg: &str, algorithm: Algorithm) -> bool {
    alg == algorithm.name()
        || (alg == "EdDSA" && matches!(algorithm, Algorithm::Ed25519 | Algorithm::Ed448))
        || (algorithm == Algorithm::EdDsa && matches!(alg, "Ed25519" | "Ed448"))
}

/// Whether another key of its set and type has its name.
fn is_ambiguous(key: &Key, keys: &KeySet) -> bool {
    let kind = core::mem::discriminant(&key.material);
    key.set.is_some()
        && keys
            .keys
            .iter()
            .filter(|other| {
                other.set == key.set
                    && other.kid == key.kid
                    && core::mem::discriminant(&other.material) == kind
            })
            .nth(1)
            .is_some()
}

/// Certificates that are out of date. That is told, and is no verdict: time is a third matter.
pub(crate) fn certificate_dates(keys: &KeySet, now: i64) -> Vec<Finding> {
    let mut findings = Vec::new();
    for key in keys.keys.iter().take(100) {
        let Some(certificate) = &key.certificate else {
            continue;
        };
        let message = if certificate.not_after.is_some_and(|until| until < now) {
            "ended before now"
        } else if certificate.not_before.is_some_and(|from| from > now) {
            "begins after now"
        } else {
            continue;
        };
        findings.push(Finding::new(
            &rules::CERTIFICATE_DATES,
            excerpt(&certificate.subject),
            None,
            format!(
                "The certificate of {} {message}.",
                excerpt(&certificate.subject)
            ),
        ));
    }
    findings
}
