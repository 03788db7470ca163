//! The same secret, read in another way.

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use claimlens_core::jose::base64url;
use subtle::ConstantTimeEq as _;

use super::{Change, Explanation, Remedy};
use crate::algorithm::{Algorithm, Family, Hash};
use crate::check::mac;
use crate::jwe::{self, Jwe, Recipient};
use crate::keys::{Form, Key, KeySet, Material, SecretReading, is_public_key, text};
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
    others(keys)
        .find(|other| matches(other.bytes.expose()) && !is_public_key(other.bytes.expose()))
        .map(|other| other.explanation("verifies"))
        .or_else(|| not_as_a_key(algorithm, keys, matches))
}

/// What was given is the secret itself, although it has the form of a key.
fn not_as_a_key(
    algorithm: Algorithm,
    keys: &KeySet,
    matches: impl Fn(&[u8]) -> bool,
) -> Option<Explanation> {
    let has_public = keys.keys.iter().any(|key| key.material.is_public());
    let texts = keys.given.iter().map(|given| given.text.expose());
    let texts = texts.enumerate().filter(|(_, given)| !given.is_empty());
    for (at, given) in texts.take(MAX_KEYS) {
        let as_it_stands = matches(given);
        let der = core::str::from_utf8(given).ok().and_then(inner_bytes);
        if !as_it_stands
            && !with_other_ends(given).iter().any(|text| matches(text))
            && !der.is_some_and(|der| matches(&der))
        {
            continue;
        }
        if has_public || is_public_key(given) {
            return Some(Explanation::new(
                Change::PublicKeyAsSecret,
                format!(
                    "It matches when the public key is taken as the secret of {}: whoever made it knew nothing but the public key. Receivers that take the algorithm from the header accept such tokens; this one must be refused.",
                    algorithm.name()
                ),
            ));
        }
        let remedy = Remedy {
            given: at,
            reading: SecretReading::Verbatim,
        };
        return Some(Explanation {
            remedy: as_it_stands.then_some(remedy),
            ..Explanation::new(
                Change::SecretAsText,
                "It verifies when what was given is taken as the secret as it stands, and not read as a key.",
            )
        });
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
    others(keys)
        .find(|other| {
            let material = Material::Secret(other.bytes.clone());
            let mut one = KeySet::default();
            one.keys
                .push(Key::new(material, Form::Secret(SecretReading::Text)));
            jwe::decrypt(jwe, &one).crypto == Crypto::Decrypted
        })
        .map(|other| other.explanation("can be decrypted"))
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

/// A text with the ends that it may have had in a file.
fn with_other_ends(given: &[u8]) -> [Vec<u8>; 3] {
    let trimmed = text::trimmed(given);
    [
        trimmed.to_vec(),
        [given, b"\n"].concat(),
        [trimmed, b"\n"].concat(),
    ]
}

/// A secret read in another way than it was.
struct Other {
    bytes: Secret,
    change: Change,
    /// What the secret then is, as part of a sentence.
    how: &'static str,
    remedy: Option<Remedy>,
}

impl Other {
    fn new(bytes: Vec<u8>, change: Change, how: &'static str) -> Self {
        Self {
            bytes: Secret::new(bytes),
            change,
            how,
            remedy: None,
        }
    }

    fn explanation(self, verb: &str) -> Explanation {
        Explanation {
            remedy: self.remedy,
            ..Explanation::new(
                self.change,
                format!("It {verb} when the secret is {}.", self.how),
            )
        }
    }
}

/// The ways in which secrets are mistaken: first those that can be asked for, of what was given as a secret; then
/// those of every secret, wherever it stood.
fn others(keys: &KeySet) -> impl Iterator<Item = Other> {
    let given = keys.given.iter().enumerate().take(MAX_KEYS);
    let asked = given.flat_map(|(at, given)| {
        let chosen = given.reading;
        let readings = chosen.map(|_| readings(given.text.expose())).into_iter();
        readings
            .flatten()
            .filter(move |(reading, _)| Some(*reading) != chosen)
            .map(move |(reading, other)| Other {
                remedy: Some(Remedy { given: at, reading }),
                ..other
            })
    });
    let secrets = keys.keys.iter().take(MAX_KEYS);
    let secrets = secrets.filter_map(|key| match &key.material {
        Material::Secret(secret) => Some(secret.expose()),
        _ => None,
    });
    asked.chain(secrets.flat_map(|secret| {
        let again = readings(secret).into_iter().map(|(_, other)| other);
        again.chain(encodings(secret))
    }))
}

/// A secret in every reading that can be asked for.
fn readings(given: &[u8]) -> Vec<(SecretReading, Other)> {
    let is_url = given.contains(&b'-') || given.contains(&b'_');
    let encoded = if is_url {
        SecretReading::Base64url
    } else {
        SecretReading::Base64
    };
    // What is the same in two of them is called by the first.
    [
        SecretReading::Text,
        SecretReading::Trimmed,
        SecretReading::Unquoted,
        encoded,
        SecretReading::Hex,
        SecretReading::LineBreak,
    ]
    .into_iter()
    .filter_map(|reading| {
        let (change, how) = named(reading);
        let bytes = reading.bytes(given)?;
        Some((reading, Other::new(bytes, change, how)))
    })
    .collect()
}

/// What a reading is called where it was not the one that was asked for.
fn named(reading: SecretReading) -> (Change, &'static str) {
    match reading {
        SecretReading::Text | SecretReading::Verbatim => (Change::SecretAsText, AS_TEXT),
        SecretReading::Trimmed => (
            Change::SecretTrimmed,
            "taken without the white space at its ends",
        ),
        SecretReading::Unquoted => (Change::SecretTrimmed, "taken without the quotes around it"),
        SecretReading::LineBreak => (Change::SecretWithNewline, WITH_LINE_BREAK),
        SecretReading::Base64 => (Change::SecretAsBase64, "read as base64"),
        SecretReading::Base64url => (Change::SecretAsBase64url, "read as base64url"),
        SecretReading::Hex => (Change::SecretAsHex, "read as hexadecimal"),
    }
}

const AS_TEXT: &str = "taken as the text it is written as, and not decoded";
const WITH_LINE_BREAK: &str = "taken with a line break after it";

/// The texts that the bytes of a secret may have been written as, and were signed with.
fn encodings(secret: &[u8]) -> impl Iterator<Item = Other> {
    let url = base64url::encode(secret);
    let standard = base64url::encode_standard(secret);
    let unpadded = standard.trim_end_matches('=').to_owned();
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let crlf = [text::trimmed(secret), b"\r\n"].concat();
    [url, standard, unpadded, hex.to_uppercase(), hex]
        .into_iter()
        .map(|text| Other::new(text.into_bytes(), Change::SecretAsText, AS_TEXT))
        .chain([Other::new(crlf, Change::SecretWithNewline, WITH_LINE_BREAK)])
}
