//! The serialisations of JWE (RFC 7516 §7), and its headers (RFC 7518 §4).

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use claimlens_core::jose::json::{Limits, Value, read as read_json};

use crate::header::Header as Common;
use crate::keys::{Material, jwk_from_value};
use crate::reason::{Code, Reason};
use crate::token::decode_part;

/// How many recipients are tried.
const MAX_RECIPIENTS: usize = 32;

/// What was read, for each recipient a header of its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Jwe {
    pub(crate) recipients: Vec<Recipient>,
    pub(crate) iv: Vec<u8>,
    pub(crate) ciphertext: Vec<u8>,
    pub(crate) tag: Vec<u8>,
    /// What the tag covers beside the ciphertext.
    pub(crate) aad: Vec<u8>,
    pub(crate) faults: Vec<Reason>,
}

/// One recipient.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recipient {
    pub(crate) header: Header,
    pub(crate) encrypted_key: Vec<u8>,
}

/// What the headers together say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    pub(crate) alg: String,
    pub(crate) enc: String,
    pub(crate) zip: Option<String>,
    pub(crate) kid: Option<String>,
    pub(crate) epk: Option<Material>,
    pub(crate) apu: Vec<u8>,
    pub(crate) apv: Vec<u8>,
    pub(crate) iv: Vec<u8>,
    pub(crate) tag: Vec<u8>,
    pub(crate) p2s: Vec<u8>,
    pub(crate) p2c: Option<u64>,
}

impl Header {
    fn take(&mut self, object: Value<'_, '_>, faults: &mut Vec<Reason>) {
        let text = |name: &str| object.get_str(name).map(Cow::into_owned);
        for (name, slot) in [("alg", &mut self.alg), ("enc", &mut self.enc)] {
            if let Some(text) = text(name) {
                *slot = text;
            }
        }
        self.zip = text("zip").or(self.zip.take());
        self.kid = text("kid").or(self.kid.take());
        for (name, slot) in [
            ("apu", &mut self.apu),
            ("apv", &mut self.apv),
            ("iv", &mut self.iv),
            ("tag", &mut self.tag),
            ("p2s", &mut self.p2s),
        ] {
            if let Some(text) = text(name) {
                *slot = decode_part(&text, name, faults);
            }
        }
        if let Some(number) = object.get("p2c") {
            // A number that is none, or beyond every bound, is the largest.
            let rounds = number.as_number().and_then(|digits| digits.parse().ok());
            self.p2c = Some(rounds.unwrap_or(u64::MAX));
        }
        if let Some(epk) = object.get("epk") {
            self.epk = Some(jwk_from_value(epk).material);
        }
    }
}

/// Reads five parts.
pub(crate) fn compact(parts: [&str; 5]) -> Jwe {
    let [protected, encrypted_key, iv, ciphertext, tag] = parts;
    let mut faults = Vec::new();
    let bytes = decode_part(protected, "header", &mut faults);
    faults.extend(Common::read(Some(&bytes), None).faults);
    let document = read_json(&bytes, Limits::DEFAULT);
    let mut header = Header::default();
    if let Some(root) = document.object() {
        header.take(root, &mut faults);
    }
    let recipient = Recipient {
        header,
        encrypted_key: decode_part(encrypted_key, "encrypted key", &mut faults),
    };
    let mut jwe = Jwe {
        recipients: Vec::from([recipient]),
        iv: decode_part(iv, "initialization vector", &mut faults),
        ciphertext: decode_part(ciphertext, "ciphertext", &mut faults),
        tag: decode_part(tag, "authentication tag", &mut faults),
        aad: protected.as_bytes().to_vec(),
        faults,
    };
    complete(&mut jwe);
    jwe
}

/// Reads the JSON Serialization.
pub(crate) fn json(root: Value<'_, '_>) -> Jwe {
    let mut faults = Vec::new();
    let text = |object: Value<'_, '_>, name: &str| {
        object
            .get_str(name)
            .map(Cow::into_owned)
            .unwrap_or_default()
    };
    let protected = text(root, "protected");
    let bytes = decode_part(&protected, "protected header", &mut faults);
    let document = read_json(&bytes, Limits::DEFAULT);
    let given = (!protected.is_empty()).then_some(bytes.as_slice());
    faults.extend(Common::read(given, root.get("unprotected")).faults);
    let recipients: Vec<Value<'_, '_>> = match root.get("recipients") {
        Some(list) => list.items().collect(),
        None => Vec::from([root]),
    };
    if recipients.is_empty() || recipients.len() > MAX_RECIPIENTS {
        faults.push(Reason::new(
            Code::JsonForm,
            format!("The token has {} recipients.", recipients.len()),
        ));
    }
    let mut jwe = Jwe::default();
    for recipient in recipients.into_iter().take(MAX_RECIPIENTS) {
        faults.extend(Common::read(None, recipient.get("header")).faults);
        let mut header = Header::default();
        let headers = [
            recipient.get("header"),
            root.get("unprotected"),
            document.object(),
        ];
        // What is protected comes last: it wins.
        for object in headers.into_iter().flatten() {
            header.take(object, &mut faults);
        }
        let key = text(recipient, "encrypted_key");
        jwe.recipients.push(Recipient {
            header,
            encrypted_key: decode_part(&key, "encrypted key", &mut faults),
        });
    }
    jwe.iv = decode_part(&text(root, "iv"), "initialization vector", &mut faults);
    jwe.ciphertext = decode_part(&text(root, "ciphertext"), "ciphertext", &mut faults);
    jwe.tag = decode_part(&text(root, "tag"), "authentication tag", &mut faults);
    jwe.aad = protected.into_bytes();
    let aad = text(root, "aad");
    if !aad.is_empty() {
        jwe.aad.push(b'.');
        jwe.aad.extend_from_slice(aad.as_bytes());
    }
    jwe.faults = faults;
    complete(&mut jwe);
    jwe
}

/// Whether everything is there that decryption needs.
fn complete(jwe: &mut Jwe) {
    for recipient in &jwe.recipients {
        if recipient.header.alg.is_empty() || recipient.header.enc.is_empty() {
            jwe.faults.push(Reason::new(
                Code::AlgMissing,
                "The header has no alg, or no enc.".to_string(),
            ));
        }
    }
}
