//! The keys that were given, tried on one signature.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::algorithm::{Algorithm, Family};
use crate::check::{self, Failure};
use crate::keys::{self, Key, KeySet, Material};
use crate::policy;
use crate::reason::{Code, Reason};
use crate::token::Jws;

/// How many keys are tried for one signature, those that the header names first. A large one counts as several.
const MAX_TRIED: usize = 200;

/// How many bytes are hashed for one signature, all keys together.
const MAX_HASHED: usize = 256 << 20;

/// What trying the keys gave.
pub(crate) enum Tried {
    /// This one verified it; with what is to be said about that.
    Verified { key: usize, reasons: Vec<Reason> },
    /// There is none.
    NoneGiven,
    /// None did.
    Failed(Reason),
}

/// The keys that fit, those that the header names first.
pub(crate) fn candidates<'k>(
    algorithm: Algorithm,
    kid: Option<&str>,
    keys: &'k KeySet,
) -> Vec<(usize, &'k Key)> {
    let fitting = || {
        keys.keys
            .iter()
            .enumerate()
            .filter(|(_, key)| check::fits(algorithm, &key.material))
    };
    let is_named = |key: &Key| kid.is_some() && key.kid.as_deref() == kid;
    fitting()
        .filter(|(_, key)| is_named(key))
        .chain(fitting().filter(|(_, key)| !is_named(key)))
        .scan(MAX_TRIED, |left, (at, key)| {
            *left = left.checked_sub(weight(key))?;
            Some((at, key))
        })
        .collect()
}

/// What a key costs, beside one of RSA with 4096 bits: time goes with the square of the size.
fn weight(key: &Key) -> usize {
    match &key.material {
        // Larger ones are refused without computing.
        Material::Rsa { n, .. } => match check::rsa_bits(n).div_ceil(4096) {
            size @ 2..=4 => size * size,
            _ => 1,
        },
        _ => 1,
    }
}

/// Tries the keys that fit, until one verifies that may be used for it.
pub(crate) fn try_keys(
    algorithm: Algorithm,
    jws: &Jws,
    input: &[u8],
    keys: &KeySet,
    kinds: policy::Kinds,
) -> Tried {
    if keys.is_empty() {
        return Tried::NoneGiven;
    }
    let mut candidates = candidates(algorithm, jws.header.kid.as_deref(), keys);
    // A long message is hashed anew for every key.
    candidates.truncate((MAX_HASHED / input.len().max(1)).max(4));
    if candidates.is_empty() {
        return Tried::Failed(no_candidate(algorithm, keys));
    }
    let mut verified: Option<(usize, Vec<Reason>)> = None;
    let mut failures = Vec::new();
    for (at, key) in &candidates {
        // A public key is never an HMAC secret, whatever it is wrapped in.
        if let Material::Secret(secret) = &key.material
            && keys::is_public_key(secret.expose())
        {
            failures.push(Reason::new(Code::AlgConfusion, confusion(algorithm)));
            continue;
        }
        match check::check(algorithm, &key.material, input, &jws.signature) {
            Ok(()) => {
                let reasons = policy::reasons(algorithm, jws, key, keys, kinds);
                let is_good = !reasons.iter().any(|reason| reason.code.is_policy());
                if is_good || verified.is_none() {
                    verified = Some((*at, reasons));
                }
                if is_good {
                    break;
                }
            }
            Err(failure) => failures.push(failed(algorithm, key, failure, candidates.len())),
        }
    }
    if let Some((key, reasons)) = verified {
        return Tried::Verified { key, reasons };
    }
    // The key that the header names comes first, and so does what is to be said of it.
    Tried::Failed(
        failures
            .into_iter()
            .next()
            .unwrap_or_else(|| Reason::new(Code::Mismatch, "The signature does not match.")),
    )
}

fn confusion(algorithm: Algorithm) -> String {
    format!(
        "The header says {}, which is checked with a shared secret, and a public key was given. A public key is known to everyone and is never taken as a secret.",
        algorithm.name()
    )
}

fn no_candidate(algorithm: Algorithm, keys: &KeySet) -> Reason {
    let is_hmac = matches!(algorithm.family(), Family::Hmac(_));
    if is_hmac && keys.keys.iter().any(|key| key.material.is_public()) {
        return Reason::new(Code::AlgConfusion, confusion(algorithm));
    }
    let unusable = keys.keys.iter().find_map(|key| match &key.material {
        Material::Unusable { why } => Some(why),
        _ => None,
    });
    if let Some(why) = unusable {
        return Reason::new(Code::KeyUnusable, format!("The key cannot be used: {why}."));
    }
    let given: Vec<_> = keys
        .keys
        .iter()
        .take(3)
        .map(|key| key.material.words())
        .collect();
    Reason::new(
        Code::KeyType,
        format!(
            "The header says {}, which needs {}; given: {}.",
            algorithm.name(),
            algorithm.needs(),
            given.join("; ")
        ),
    )
}

fn failed(algorithm: Algorithm, key: &Key, failure: Failure, tried: usize) -> Reason {
    let name = algorithm.name();
    match failure {
        Failure::Length { found, expected } => Reason::new(
            Code::SignatureLength,
            format!(
                "The signature has {found} bytes; {name} with {} gives {expected}.",
                key.named()
            ),
        ),
        Failure::KeyUnusable(why) => Reason::new(
            Code::KeyUnusable,
            format!("Nothing can be checked with {}: {why}.", key.named()),
        ),
        Failure::KeyType => Reason::new(
            Code::KeyType,
            format!(
                "{name} needs {}; given: {}.",
                algorithm.needs(),
                key.material.words()
            ),
        ),
        Failure::Mismatch if tried > 1 => Reason::new(
            Code::Mismatch,
            format!("The signature does not match with any of the {tried} keys that fit."),
        ),
        Failure::Mismatch => Reason::new(
            Code::Mismatch,
            format!(
                "The signature does not match with {}: another key signed it, or it was changed afterwards.",
                key.named()
            ),
        ),
    }
}
