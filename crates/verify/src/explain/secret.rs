//! The same secret, read in another way.

use alloc::format;
use alloc::vec::Vec;

use claimlens_core::jose::base64url;
use subtle::ConstantTimeEq as _;

use super::{Change, Explanation};
use crate::algorithm::{Algorithm, Family, Hash};
use crate::check::mac;
use crate::jwe::{self, Jwe, Recipient};
use crate::keys::{Key, KeySet, Material, text};
use crate::outcome::Crypto;
use crate::secret::Secret;
use crate::token::Jws;

/// How many keys are read in other ways.
const MAX_KEYS: usize = 20;

pub(super) fn explain(algorithm: Algorithm, jws: &Jws, keys: &KeySet) -> Option<Explanation> {
    let Family::Hmac(hash) = algorithm.family() else {
        return None;
    };
    let input = jws.signing_input();
    let matches = |secret: &[u8]| is_code(hash, secret, &input, &jws.signature);
    for key in keys.keys.iter().take(MAX_KEYS) {
        let Material::Secret(secret) = &key.material else {
            continue;
        };
        if let Some((change, how)) = readings(secret.expose())
            .into_iter()
            .find_map(|(bytes, change, how)| matches(bytes.expose()).then_some((change, how)))
        {
            return Some(Explanation::new(
                change,
                format!("It verifies when the secret is {how}."),
            ));
        }
    }
    for given in keys.given.iter().take(MAX_KEYS) {
        let given = given.expose();
        let with_newline = Secret::new([given, b"\n"].concat());
        let trimmed = text::trimmed(given);
        let trimmed_newline = Secret::new([trimmed, b"\n"].concat());
        let variants: [&[u8]; 4] = [
            given,
            trimmed,
            with_newline.expose(),
            trimmed_newline.expose(),
        ];
        let der = core::str::from_utf8(given).ok().and_then(inner_bytes);
        let found = variants.into_iter().any(matches) || der.is_some_and(|der| matches(&der));
        if !found {
            continue;
        }
        let has_public = keys.keys.iter().any(|key| key.material.is_public());
        if has_public {
            return Some(Explanation::new(
                Change::PublicKeyAsSecret,
                format!(
                    "It matches when the public key is taken as the secret of {}: whoever made it knew nothing but the public key. Receivers that take the algorithm from the header accept such tokens; this one must be refused.",
                    algorithm.name()
                ),
            ));
        }
        return Some(Explanation::new(
            Change::SecretAsText,
            "It verifies when what was given is taken as the secret as it stands, and not read as a key.",
        ));
    }
    None
}

/// The way to read the secret in which it decrypts. A password is text, and costs too much to be tried.
pub(super) fn decrypts(jwe: &Jwe, keys: &KeySet) -> Option<Explanation> {
    if !jwe.faults.is_empty() {
        return None;
    }
    let is_password = |recipient: &Recipient| recipient.header.alg.starts_with("PBES2");
    if jwe.recipients.iter().any(is_password) {
        return None;
    }
    for key in keys.keys.iter().take(MAX_KEYS) {
        let Material::Secret(secret) = &key.material else {
            continue;
        };
        for (bytes, change, how) in readings(secret.expose()) {
            let mut one = KeySet::default();
            one.keys.push(Key::new(Material::Secret(bytes), key.form));
            if jwe::decrypt(jwe, &one).crypto == Crypto::Decrypted {
                return Some(Explanation::new(
                    change,
                    format!("It can be decrypted when the secret is {how}."),
                ));
            }
        }
    }
    None
}

fn is_code(hash: Hash, secret: &[u8], input: &[u8], signature: &[u8]) -> bool {
    mac(hash, secret, input).ct_eq(signature).into()
}

/// The bytes inside PEM armour, base64 or hexadecimal.
fn inner_bytes(given: &str) -> Option<Vec<u8>> {
    let body = match given.split_once("-----BEGIN ") {
        Some((_, after)) => {
            let (_, after) = after.split_once("-----")?;
            after.split("-----").next()?
        }
        None => given,
    };
    text::hex(body).or_else(|| text::base64(body))
}

/// The ways in which a secret is mistaken, each with what it is called.
fn readings(secret: &[u8]) -> Vec<(Secret, Change, &'static str)> {
    let mut readings = Vec::new();
    let trimmed = text::trimmed(secret);
    if trimmed.len() < secret.len() {
        readings.push((
            Secret::new(trimmed.to_vec()),
            Change::SecretTrimmed,
            "taken without the white space at its ends",
        ));
    }
    if let Ok(text) = core::str::from_utf8(trimmed) {
        let unquoted = text.trim_matches(['"', '\'']);
        if unquoted.len() < text.len() {
            readings.push((
                Secret::new(unquoted.as_bytes().to_vec()),
                Change::SecretTrimmed,
                "taken without the quotes around it",
            ));
        }
        // `base64:…` is how some frameworks write that a secret is encoded.
        let bare = unquoted.strip_prefix("base64:").unwrap_or(unquoted);
        if let Some(bytes) = text::base64(bare) {
            let is_url = bare.contains(['-', '_']);
            let (change, how) = if is_url {
                (Change::SecretAsBase64url, "read as base64url")
            } else {
                (Change::SecretAsBase64, "read as base64")
            };
            readings.push((Secret::new(bytes), change, how));
        }
        if let Some(bytes) = text::hex(bare) {
            readings.push((
                Secret::new(bytes),
                Change::SecretAsHex,
                "read as hexadecimal",
            ));
        }
    }
    for end in [&b"\n"[..], b"\r\n"] {
        readings.push((
            Secret::new([trimmed, end].concat()),
            Change::SecretWithNewline,
            "taken with a line break after it",
        ));
    }
    let url = base64url::encode(secret);
    let standard = base64url::encode_standard(secret);
    let unpadded = standard.trim_end_matches('=').as_bytes().to_vec();
    let hex: alloc::string::String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    for text in [
        url.into_bytes(),
        standard.into_bytes(),
        unpadded,
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
    ] {
        readings.push((
            Secret::new(text),
            Change::SecretAsText,
            "taken as the text it is written as, and not decoded",
        ));
    }
    readings
}
