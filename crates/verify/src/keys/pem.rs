//! PEM (RFC 7468): armour around DER, told by the content and not by the label.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use claimlens_core::report::Finding;

use super::asn1::{self, NoKey, Structure};
use super::rules;
use super::{Form, Key, excerpt, text};

const BEGIN: &str = "-----BEGIN ";
const DASHES: &str = "-----";

/// More blocks than a bundle of roots has.
const MAX_BLOCKS: usize = 1000;

/// Whether there is armour in a text.
pub(super) fn is_in(text: &str) -> bool {
    text.contains(BEGIN)
}

/// Reads every block.
pub(super) fn read(text: &str, findings: &mut Vec<Finding>) -> Vec<Key> {
    // A key in an environment variable or a JSON string has its line breaks escaped.
    let text = text.replace("\\r", "").replace("\\n", "\n");
    let mut keys: Vec<Key> = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(BEGIN) {
        if keys.len() >= MAX_BLOCKS {
            findings.push(Finding::new(
                &rules::TOO_MANY,
                "",
                None,
                format!("There are more than {MAX_BLOCKS} PEM blocks; the rest was not read."),
            ));
            break;
        }
        let after = rest.get(at + BEGIN.len()..).unwrap_or_default();
        let Some((label, after)) = after.split_once(DASHES) else {
            keys.push(Key::unusable("the first line of the PEM block is cut off"));
            break;
        };
        // What ends a block is its closing line, or the next opening one.
        let end = after.find(DASHES).unwrap_or(after.len());
        let (body, next) = after.split_at_checked(end).unwrap_or((after, ""));
        let is_closed = next.starts_with("-----END ");
        let key = block(label.trim(), body, is_closed, findings);
        let is_issuer = key.certificate.as_ref().is_some_and(|issuer| {
            keys.iter()
                .filter_map(|key| key.certificate.as_ref())
                .any(|leaf| leaf.encoded_names.1 == issuer.encoded_names.0 && leaf != issuer)
        });
        if is_issuer {
            if !findings
                .iter()
                .any(|finding| finding.code == rules::CHAIN.code)
            {
                findings.push(Finding::new(
                    &rules::CHAIN,
                    "",
                    None,
                    "These certificates are a chain; the key of the first one is used.",
                ));
            }
        } else {
            keys.push(key);
        }
        rest = if is_closed {
            next.get(9..).unwrap_or_default()
        } else {
            next
        };
    }
    keys
}

fn block(label: &str, body: &str, is_closed: bool, findings: &mut Vec<Finding>) -> Key {
    let label = excerpt(label);
    if label == "OPENSSH PRIVATE KEY" {
        return Key::unusable(
            "private keys in OpenSSH's own form are not read here; give the .pub file",
        );
    }
    if label.starts_with("PGP") {
        return Key::unusable("OpenPGP keys do not sign tokens");
    }
    if body.contains("ENCRYPTED") {
        return Key::unusable(
            "it is a private key under a passphrase, which is not taken off here",
        );
    }
    // Lines such as `Proc-Type: …`, and a checksum, are not of the content.
    let content: String = body
        .lines()
        .filter(|line| !line.contains(':') && !line.trim_start().starts_with('='))
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .collect();
    let Some(der) = text::base64(&content) else {
        return Key::unusable(format!(
            "what stands in the PEM block {label} is not base64"
        ));
    };
    let parsed = match asn1::read(&der) {
        Ok(parsed) => parsed,
        Err(NoKey::Unknown) => {
            return Key::unusable(format!("the PEM block {label} holds no key"));
        }
        Err(NoKey::Broken(why)) if !is_closed => {
            return Key::unusable(format!(
                "the PEM block {label} has no closing line, and {why}"
            ));
        }
        Err(NoKey::Broken(why)) => {
            return Key::unusable(format!("of the PEM block {label}: {why}"));
        }
    };
    let proper = proper_label(parsed.structure);
    if !proper.contains(&label.as_str()) {
        findings.push(Finding::new(
            &rules::LABEL,
            "",
            None,
            format!(
                "The block says {label}, and holds what belongs under {}.",
                proper.first().copied().unwrap_or_default()
            ),
        ));
    }
    from_parsed(parsed)
}

fn proper_label(structure: Structure) -> &'static [&'static str] {
    match structure {
        Structure::Spki => &["PUBLIC KEY"],
        Structure::Pkcs1 => &["RSA PUBLIC KEY"],
        Structure::Pkcs1Private => &["RSA PRIVATE KEY"],
        Structure::Pkcs8 => &["PRIVATE KEY"],
        Structure::Sec1 => &["EC PRIVATE KEY"],
        Structure::Certificate => &["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"],
    }
}

/// A key out of what DER gave.
pub(super) fn from_parsed(parsed: asn1::Parsed) -> Key {
    let form = match parsed.structure {
        Structure::Spki => Form::Spki,
        Structure::Pkcs1 => Form::Pkcs1,
        Structure::Pkcs1Private => Form::Pkcs1Private,
        Structure::Pkcs8 => Form::Pkcs8,
        Structure::Sec1 => Form::Sec1,
        Structure::Certificate => Form::Certificate,
    };
    let mut key = Key::new(parsed.material, form);
    key.private = parsed.private;
    key.certificate = parsed.certificate;
    key
}

/// The words of a key that could not be read, for a finding.
pub(super) fn why(key: &Key) -> Option<String> {
    match &key.material {
        super::Material::Unusable { why } => Some(why.to_string()),
        _ => None,
    }
}
