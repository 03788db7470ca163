//! From what somebody pasted as a key to keys.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use claimlens_core::jose::json::{Limits, Value, read as read_json};
use claimlens_core::report::{Finding, ValueKind};

use super::asn1::{self, NoKey};
use super::{
    Form, Given, Key, KeySet, Material, SecretReading, is_odd_exponent, is_roca, jwk, pem, rules,
    ssh, text,
};
use crate::check;
use crate::secret::Secret;

/// How many keys of a set are read.
const MAX_KEYS: usize = 20_000;

/// How many findings about keys are kept.
const MAX_FINDINGS: usize = 100;

/// A JWK Set of that many keys fits; beyond it the rest is not read.
const LIMITS: Limits = Limits {
    depth: 16,
    members: 400_000,
};

/// Reads keys in whatever form they are: PEM, DER (as bytes, base64 or hexadecimal), JWK, JWK Set,
/// OpenSSH. What is none of these is a shared secret, read as `reading` says. Never fails: what looks
/// like a key and cannot be read is kept as a key that is not usable, and says why.
#[must_use]
pub fn read_keys(given: &[u8], reading: SecretReading) -> KeySet {
    let mut set = KeySet::default();
    let mut findings = Vec::new();
    let keys = match reading {
        SecretReading::Verbatim => None,
        _ => recognised(given, &mut findings, &mut set.sets, 0),
    };
    set.given.push(Given {
        text: Secret::new(given.to_vec()),
        reading: Some(reading).filter(|_| keys.is_none() && !given.is_empty()),
    });
    if given.is_empty() {
        return set;
    }
    set.keys = keys.unwrap_or_else(|| Vec::from([secret(given, reading)]));
    lint(&set, &mut findings);
    findings.truncate(MAX_FINDINGS);
    set.findings = findings;
    set
}

/// The keys in a text that is one by its form; none where it is not.
fn recognised(
    given: &[u8],
    findings: &mut Vec<Finding>,
    sets: &mut usize,
    depth: usize,
) -> Option<Vec<Key>> {
    let Ok(text) = core::str::from_utf8(given) else {
        return from_der(given);
    };
    let text = text.trim_start_matches('\u{FEFF}').trim();
    if pem::is_in(text) {
        return Some(pem::read(text, findings));
    }
    if text.starts_with(['{', '[']) {
        return from_json(text, sets);
    }
    if text.lines().next().is_some_and(ssh::is_line) {
        let lines = text
            .lines()
            .map(str::trim)
            .filter(|line| ssh::is_line(line));
        return Some(lines.take(1000).map(ssh::read).collect());
    }
    if text.contains("BEGIN SSH2 PUBLIC KEY") {
        return Some(Vec::from([ssh2(text)]));
    }
    let unquoted = text.trim_matches(['"', '\'']);
    // What is decoded may be a secret all the same.
    if let Some(bytes) = text::hex(unquoted).map(Secret::new)
        && let Some(keys) = from_der(bytes.expose())
    {
        return Some(keys);
    }
    let bytes = Secret::new(text::base64(unquoted)?);
    let bytes = bytes.expose();
    if let Some(keys) = from_der(bytes) {
        return Some(keys);
    }
    // Configuration often holds a PEM block or a JWK in base64 as a whole.
    let inner = core::str::from_utf8(bytes).ok()?;
    let is_key =
        pem::is_in(inner) || (inner.trim_start().starts_with('{') && inner.contains("\"kty\""));
    (depth == 0 && is_key)
        .then(|| recognised(bytes, findings, sets, 1))
        .flatten()
}

/// A key in DER. A secret may begin with the byte that DER begins with, so only what is built as a key
/// to its end, or is plainly one that was cut off, is taken for one.
fn from_der(bytes: &[u8]) -> Option<Vec<Key>> {
    match asn1::read(bytes) {
        Ok(parsed) => Some(Vec::from([pem::from_parsed(parsed)])),
        Err(NoKey::Broken(why)) if is_key_like(bytes) => Some(Vec::from([Key::unusable(why)])),
        Err(_) => None,
    }
}

/// Whether bytes begin as keys in DER do: a long sequence, and in it a sequence or a small number.
fn is_key_like(bytes: &[u8]) -> bool {
    let inside = match bytes {
        [0x30, 0x81, _, rest @ ..] | [0x30, 0x82, _, _, rest @ ..] => rest,
        [0x30, length, rest @ ..] if *length < 0x80 => rest,
        _ => return false,
    };
    bytes.len() > 40
        && matches!(
            inside,
            [0x30, ..] | [2, 1, 0 | 1, 0x30 | 4 | 2, ..] | [2, 0x81 | 0x82, ..]
        )
}

/// `---- BEGIN SSH2 PUBLIC KEY ----` (RFC 4716): headers with colons, then the same bytes.
fn ssh2(text: &str) -> Key {
    let body: String = text
        .lines()
        .filter(|line| !line.contains("----") && !line.contains(':'))
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .collect();
    ssh::read(&format!("ssh2 {body}"))
}

/// A JWK, a JWK Set, or an array of keys. An object that is none of these is no key and no secret either.
fn from_json(text: &str, sets: &mut usize) -> Option<Vec<Key>> {
    let document = read_json(text.as_bytes(), LIMITS);
    let root = document.root()?;
    let has_key_members = root.get("kty").is_some() || root.get("keys").is_some();
    if !document.is_strict() {
        // Secrets may begin with a bracket; what has the members of a key was meant as one.
        return has_key_members.then(|| {
            let fault = document.faults.first();
            let why = fault.map_or_else(String::new, |fault| format!(": {}", fault.kind));
            Vec::from([Key::unusable(format!("it is not JSON to the letter{why}"))])
        });
    }
    let several = |list: Value<'_, '_>, set: Option<usize>| -> Vec<Key> {
        let keys = list.items().take(MAX_KEYS).map(|jwk| {
            let mut key = jwk::from_value(jwk);
            key.set = set;
            key
        });
        keys.collect()
    };
    if root.kind() == ValueKind::Array {
        return Some(several(root, None));
    }
    if let Some(keys) = root.get("keys") {
        if keys.kind() != ValueKind::Array {
            return Some(Vec::from([Key::unusable("its member keys is no array")]));
        }
        let set = *sets;
        *sets += 1;
        return Some(several(keys, Some(set)));
    }
    Some(Vec::from([jwk::from_value(root)]))
}

fn secret(given: &[u8], reading: SecretReading) -> Key {
    match reading.bytes(given) {
        Some(bytes) => Key::new(Material::Secret(Secret::new(bytes)), Form::Secret(reading)),
        None => Key::unusable(match reading {
            SecretReading::Hex => "the secret is not hexadecimal",
            _ => "the secret is not base64",
        }),
    }
}

/// Whether bytes are a public key, or a private one, in whatever form: then they are no HMAC secret.
pub(crate) fn is_public_key(bytes: &[u8]) -> bool {
    // No form of a public key is shorter than its shortest number.
    bytes.len() >= 40
        && recognised(bytes, &mut Vec::new(), &mut 0, 0)
            .is_some_and(|keys| keys.iter().any(|key| key.material.is_public()))
}

/// What is to be said about the keys by themselves.
fn lint(set: &KeySet, findings: &mut Vec<Finding>) {
    for key in set.keys.iter().take(MAX_FINDINGS) {
        lint_key(key, findings);
    }
    for number in 0..set.sets {
        lint_set(&set.keys, number, findings);
    }
}

fn lint_key(key: &Key, findings: &mut Vec<Finding>) {
    let named = key.named();
    let mut add = |rule, message: String| {
        let subject = key.kid.clone().unwrap_or_default();
        findings.push(Finding::new(rule, subject, None, message));
    };
    if let Some(why) = pem::why(key) {
        add(
            &rules::UNREADABLE,
            format!("A key could not be read: {why}."),
        );
    }
    if key.is_private() {
        add(
            &rules::PRIVATE,
            format!("Of {named}, the private half was given too."),
        );
    }
    for phrase in &key.malformed {
        add(&rules::MALFORMED, format!("Of {named}: {phrase}."));
    }
    let Material::Rsa { n, e } = &key.material else {
        return;
    };
    let bits = check::rsa_bits(n);
    if bits < 2048 {
        add(
            &rules::SHORT_RSA,
            format!("The modulus of {named} has {bits} bits, expected 2048 or more."),
        );
    }
    if !is_odd_exponent(e) || check::rsa_bits(e) > 64 {
        add(
            &rules::EXPONENT,
            format!("The exponent of {named} is not one that a key has."),
        );
    }
    if is_roca(n) {
        add(
            &rules::ROCA,
            format!("The modulus of {named} has the shape that ROCA gives."),
        );
    }
}

/// The keys of one JWK Set, held against each other.
fn lint_set(keys: &[Key], set: usize, findings: &mut Vec<Finding>) {
    if is_mixed(keys, set) {
        findings.push(Finding::new(
            &rules::MIXED_SET,
            "keys",
            None,
            "The set holds shared secrets beside public keys.",
        ));
    }
    if let Some(kid) = doubled_kid(keys, set) {
        findings.push(Finding::new(
            &rules::SAME_KID,
            kid.to_string(),
            None,
            format!(
                "Two keys of one type in the set are named \u{201C}{}\u{201D}.",
                super::excerpt(kid)
            ),
        ));
    }
}

/// Whether a JWK Set holds shared secrets beside public keys.
pub(crate) fn is_mixed(keys: &[Key], set: usize) -> bool {
    let mut members = keys.iter().filter(|key| key.set == Some(set));
    let has_secret = members
        .clone()
        .any(|key| matches!(key.material, Material::Secret(_)));
    has_secret && members.any(|key| key.material.is_public())
}

/// A name that two keys of one type in a JWK Set have. Keys of different types may share one (RFC 7517 §4.5).
fn doubled_kid(keys: &[Key], set: usize) -> Option<&str> {
    let mut names: Vec<(&str, core::mem::Discriminant<Material>)> = keys
        .iter()
        .filter(|key| key.set == Some(set))
        .filter_map(|key| Some((key.kid.as_deref()?, core::mem::discriminant(&key.material))))
        .collect();
    names.sort_unstable_by(|a, b| a.0.cmp(b.0));
    names
        .windows(2)
        .find(|pair| matches!(pair, [a, b] if a == b))
        .and_then(|pair| pair.first())
        .map(|(name, _)| *name)
}
