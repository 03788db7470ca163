//! The same bytes under another algorithm, in another form, or over another payload.

use alloc::format;
use alloc::vec::Vec;

use super::{Change, Explanation};
use crate::algorithm::{Algorithm, Family};
use crate::check::{self, Failure, check, raw_from_der};
use crate::context::Context;
use crate::keys::{Key, KeySet, Material, text};
use crate::token::{Jws, signing_input};
use crate::tried::candidates;

/// How many keys are tried with each change.
const MAX_KEYS: usize = 20;

pub(super) fn explain(
    algorithm: Algorithm,
    jws: &Jws,
    keys: &KeySet,
    context: &Context,
) -> Option<Explanation> {
    let input = jws.signing_input();
    let fitting: Vec<&Key> = candidates(algorithm, jws.header.kid.as_deref(), keys)
        .into_iter()
        .take(MAX_KEYS)
        .map(|(_, key)| key)
        .collect();
    fitting
        .iter()
        .find_map(|key| form(algorithm, &key.material, &input, &jws.signature))
        .or_else(|| other_algorithm(algorithm, &input, &jws.signature, keys))
        .or_else(|| payload(algorithm, jws, &fitting, context))
        .or_else(|| truncated(algorithm, &input, &jws.signature, &fitting))
}

/// The signature written in another form.
fn form(
    algorithm: Algorithm,
    material: &Material,
    input: &[u8],
    signature: &[u8],
) -> Option<Explanation> {
    let holds = |bytes: &[u8]| check(algorithm, material, input, bytes).is_ok();
    if let Family::Ecdsa(curve, _) = algorithm.family()
        && raw_from_der(signature, curve).is_some_and(|raw| holds(&raw))
    {
        return Some(Explanation::new(
            Change::SignatureFromDer,
            format!(
                "It verifies when the signature is taken out of ASN.1 DER: the signer has to write R and S one after the other, {} bytes each.",
                curve.size()
            ),
        ));
    }
    if let Ok(digits) = core::str::from_utf8(signature)
        && text::hex(digits).is_some_and(|bytes| holds(&bytes))
    {
        return Some(Explanation::new(
            Change::SignatureFromHex,
            "It verifies when the signature is read as hexadecimal digits: the signer encoded its digits and not its bytes.",
        ));
    }
    if let Err(Failure::Length { found, expected }) = check(algorithm, material, input, signature)
        && found > expected
        && signature.get(..expected).is_some_and(holds)
    {
        return Some(Explanation::new(
            Change::SignatureCut,
            format!(
                "It verifies without the last {} bytes: something was added to the token's end.",
                found - expected
            ),
        ));
    }
    None
}

/// Another algorithm that a key that was given can do.
fn other_algorithm(
    algorithm: Algorithm,
    input: &[u8],
    signature: &[u8],
    keys: &KeySet,
) -> Option<Explanation> {
    for key in keys.keys.iter().take(MAX_KEYS) {
        let others = Algorithm::ALL
            .into_iter()
            .filter(|other| *other != algorithm && check::fits(*other, &key.material));
        for other in others {
            if check(other, &key.material, input, signature).is_ok() {
                return Some(Explanation::new(
                    Change::OtherAlgorithm,
                    format!(
                        "It verifies as {}, and the header says {}: the signer used another algorithm than it wrote.",
                        other.name(),
                        algorithm.name()
                    ),
                ));
            }
        }
    }
    None
}

/// Another payload: not encoded, or with another end.
fn payload(
    algorithm: Algorithm,
    jws: &Jws,
    fitting: &[&Key],
    context: &Context,
) -> Option<Explanation> {
    let holds = |payload: &[u8]| {
        let input = signing_input(&jws.protected, payload);
        fitting
            .iter()
            .any(|key| check(algorithm, &key.material, &input, &jws.signature).is_ok())
    };
    if !jws.header.unencoded && !jws.content.is_empty() && holds(&jws.content) {
        return Some(Explanation::new(
            Change::PayloadUnencoded,
            "It verifies over the payload as it is, not encoded: the header would have to say b64: false, and crit to name it.",
        ));
    }
    if jws.header.unencoded {
        let encoded = claimlens_core::jose::base64url::encode(&jws.content);
        if holds(encoded.as_bytes()) {
            return Some(Explanation::new(
                Change::PayloadUnencoded,
                "It verifies over the payload encoded, and the header says b64: false.",
            ));
        }
    }
    let given = context.detached.as_deref()?;
    let trimmed = text::trimmed(given);
    let variants = [
        trimmed.to_vec(),
        [trimmed, b"\n"].concat(),
        [trimmed, b"\r\n"].concat(),
    ];
    let found = variants.into_iter().any(|content| {
        if jws.header.unencoded {
            holds(&content)
        } else {
            holds(claimlens_core::jose::base64url::encode(&content).as_bytes())
        }
    });
    found.then(|| {
        Explanation::new(
            Change::PayloadLineBreak,
            "It verifies when the payload that was given ends otherwise: it has a line break or white space too many, or one too few.",
        )
    })
}

/// How much is missing.
fn truncated(
    algorithm: Algorithm,
    input: &[u8],
    signature: &[u8],
    fitting: &[&Key],
) -> Option<Explanation> {
    fitting.iter().find_map(|key| {
        match check(algorithm, &key.material, input, signature) {
            Err(Failure::Length { found, expected }) if found < expected => {
                let missing = expected - found;
                Some(Explanation::new(
                    Change::Truncated,
                    format!(
                        "The signature has {found} bytes and {} gives {expected}: {missing} are missing, some {} characters. Copy the token again, whole.",
                        algorithm.name(),
                        (missing * 4).div_ceil(3)
                    ),
                ))
            }
            _ => None,
        }
    })
}
