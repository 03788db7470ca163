//! Disclosures, held against what the issuer signed (RFC 9901 §4.2, §7.1).

use alloc::borrow::Cow;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use claimlens_core::jose::base64url;
use claimlens_core::jose::json::{Limits, Value, read as read_json};
use claimlens_core::report::ValueKind;

use super::{Disclosure, MAX_DISCLOSURES};
use crate::algorithm::Hash;
use crate::check::digest;
use crate::reason::{Code, Reason};
use crate::token;

/// Holds every Disclosure against the digests that are signed (RFC 9901 §7.1): found from the payload on,
/// and from each Disclosure that was found.
pub(super) fn held(
    texts: &[&str],
    payload: Option<Value<'_, '_>>,
    hash: Hash,
    reasons: &mut Vec<Reason>,
) -> Vec<Disclosure> {
    let (mut disclosures, contents) = unheld(texts, hash, reasons);
    let places: BTreeMap<String, usize> = disclosures
        .iter()
        .enumerate()
        .rev()
        .map(|(at, disclosure)| (disclosure.digest.clone(), at))
        .collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut signed: Vec<String> = Vec::new();
    if let Some(payload) = payload {
        digests(payload, &mut signed);
    }
    let mut at = 0;
    while let Some(found) = signed.get(at).cloned() {
        at += 1;
        if !seen.insert(found.clone()) {
            reasons.push(Reason::new(
                Code::DisclosureDuplicate,
                "A digest stands more than once in the token.",
            ));
            continue;
        }
        let Some(&index) = places.get(&found) else {
            continue;
        };
        if let (Some(disclosure), Some(content)) = (disclosures.get_mut(index), contents.get(index))
        {
            disclosure.is_signed = true;
            disclosure.name = disclosed(content, &mut signed, reasons);
        }
    }
    for disclosure in disclosures
        .iter()
        .filter(|disclosure| !disclosure.is_signed)
    {
        reasons.push(Reason::new(
            Code::DisclosureUnknown,
            format!(
                "The digest {} of a Disclosure stands nowhere in what was signed: it was added or changed.",
                disclosure.digest
            ),
        ));
    }
    disclosures
}

/// The Disclosures by their digests, which are over their text as it stands (RFC 9901 §4.2.3), and what is in each.
fn unheld(
    texts: &[&str],
    hash: Hash,
    reasons: &mut Vec<Reason>,
) -> (Vec<Disclosure>, Vec<Vec<u8>>) {
    let mut disclosures: Vec<Disclosure> = Vec::new();
    let mut contents: Vec<Vec<u8>> = Vec::new();
    for text in texts {
        contents.push(token::decode_part(text, "Disclosure", reasons));
        let digest = base64url::encode(&digest(hash, text.as_bytes()));
        if disclosures.iter().any(|other| other.digest == digest) {
            reasons.push(Reason::new(
                Code::DisclosureDuplicate,
                "A Disclosure is there twice.",
            ));
        }
        disclosures.push(Disclosure {
            name: None,
            digest,
            is_signed: false,
        });
    }
    (disclosures, contents)
}

/// The name in a Disclosure that is signed (RFC 9901 §4.2); the digests in its value are signed with it.
fn disclosed(
    content: &[u8],
    signed: &mut Vec<String>,
    reasons: &mut Vec<Reason>,
) -> Option<String> {
    let document = read_json(content, Limits::DEFAULT);
    let elements: Vec<Value<'_, '_>> = document
        .root()
        .map(|root| root.items().collect())
        .unwrap_or_default();
    let (name, value) = match elements.as_slice() {
        [_, value] => (None, Some(*value)),
        [_, name, value] => (name.as_str().map(Cow::into_owned), Some(*value)),
        _ => (None, None),
    };
    if value.is_none() || !document.is_strict() || name.as_deref().is_some_and(is_reserved) {
        reasons.push(Reason::new(
            Code::DisclosureUnknown,
            "A Disclosure is no JSON array of salt, name and value.",
        ));
    }
    if let Some(value) = value {
        digests(value, signed);
    }
    name
}

/// Names that no claim may have (RFC 9901 §4.2.1).
fn is_reserved(name: &str) -> bool {
    matches!(name, "_sd" | "...")
}

/// The digests in a value: in every `_sd`, and in every element of the form `{"...": digest}`.
fn digests(value: Value<'_, '_>, out: &mut Vec<String>) {
    let mut waiting = Vec::from([value]);
    while let Some(value) = waiting.pop() {
        if out.len() > 20 * MAX_DISCLOSURES {
            return;
        }
        for entry in value.entries() {
            match entry.name.as_ref() {
                "_sd" => out.extend(
                    entry
                        .value
                        .items()
                        .filter_map(|digest| digest.as_str().map(Cow::into_owned)),
                ),
                "..." => out.extend(entry.value.as_str().map(Cow::into_owned)),
                _ if matches!(entry.value.kind(), ValueKind::Object | ValueKind::Array) => {
                    waiting.push(entry.value);
                }
                _ => {}
            }
        }
    }
}
