//! SD-JWT (RFC 9901): the issuer's signature, the digest of every Disclosure, and the key binding.

mod binding;
mod disclosures;

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use claimlens_core::jose::json::{Limits, Value, read as read_json};
use serde::Serialize;

use crate::algorithm::Hash;
use crate::context::Context;
use crate::keys::KeySet;
use crate::outcome::{Crypto, Outcome, Policy};
use crate::reason::{Code, Reason};
use crate::token::{self, Token};
use crate::verify;

/// More Disclosures than anyone sends.
const MAX_DISCLOSURES: usize = 1000;

/// What an SD-JWT has beside its issuer's signature.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SdJwt {
    /// Every Disclosure, in the order of the text.
    pub disclosures: Vec<Disclosure>,
    /// Whether its Key Binding JWT holds; none where it has none.
    pub key_binding: Option<Crypto>,
}

/// One Disclosure, held against the token.
#[derive(Clone, Debug, Serialize)]
pub struct Disclosure {
    /// The name of the claim; none for an element of an array.
    pub name: Option<String>,
    /// Its digest, as base64url.
    pub digest: String,
    /// Whether the digest stands in what the issuer signed, or in a Disclosure that does.
    pub is_signed: bool,
}

/// Checks an SD-JWT.
pub(crate) fn presented(text: &str, keys: &KeySet, context: &Context) -> Outcome {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    let mut pieces: Vec<&str> = text.split('~').take(MAX_DISCLOSURES + 2).collect();
    if pieces.len() > MAX_DISCLOSURES + 1 {
        return verify::refused(Vec::from([Reason::new(
            Code::Limit,
            format!("There are more than {MAX_DISCLOSURES} Disclosures."),
        )]));
    }
    let issued = pieces.first().copied().unwrap_or_default();
    let bound = pieces.pop().unwrap_or_default();
    let signed = token::read(issued, context);
    let Token::Jws(signatures) = &signed else {
        return verify::token(signed, keys, context);
    };
    let mut outcome = verify::signed(signatures, keys, context);
    let content = signatures
        .first()
        .map(|jws| jws.content.clone())
        .unwrap_or_default();
    let presented = text.len() - bound.len();
    let beside = Beside {
        disclosures: pieces.get(1..).unwrap_or_default(),
        bound,
        presented: text.get(..presented).unwrap_or_default(),
    };
    hold(&mut outcome, &content, &beside, context);
    outcome
}

/// Checks what a token in JSON Serialization has in its unprotected header (RFC 9901 §8): `disclosures`
/// and `kb_jwt`. Nothing happens where there are none.
pub(crate) fn in_json(text: &str, content: &[u8], context: &Context, outcome: &mut Outcome) {
    let document = read_json(text.trim().as_bytes(), Limits::DEFAULT);
    let Some(root) = document.object() else {
        return;
    };
    let signer = root
        .get("signatures")
        .and_then(|signatures| signatures.items().next())
        .unwrap_or(root);
    // Drafts before the RFC had them beside the payload.
    let holder = [signer.get("header"), Some(root)]
        .into_iter()
        .flatten()
        .find(|object| object.get("disclosures").is_some());
    let Some((holder, list)) = holder.and_then(|object| Some((object, object.get("disclosures")?)))
    else {
        return;
    };
    let disclosures: Vec<String> = list
        .items()
        .take(MAX_DISCLOSURES)
        .filter_map(|text| text.as_str().map(Cow::into_owned))
        .collect();
    let member = |object: Value<'_, '_>, name: &str| {
        object
            .get_str(name)
            .map(Cow::into_owned)
            .unwrap_or_default()
    };
    let bound = member(holder, "kb_jwt");
    // What the holder signs is the compact form of the same token.
    let mut presented = format!(
        "{}.{}.{}~",
        member(signer, "protected"),
        member(root, "payload"),
        member(signer, "signature")
    );
    for disclosure in &disclosures {
        presented.push_str(disclosure);
        presented.push('~');
    }
    let disclosures: Vec<&str> = disclosures.iter().map(String::as_str).collect();
    let beside = Beside {
        disclosures: &disclosures,
        bound: &bound,
        presented: &presented,
    };
    hold(outcome, content, &beside, context);
}

/// What a presentation has beside the token.
struct Beside<'t> {
    disclosures: &'t [&'t str],
    /// The Key Binding JWT; empty where there is none.
    bound: &'t str,
    /// What the Key Binding JWT is over.
    presented: &'t str,
}

/// Holds Disclosures and key binding against what the issuer signed.
fn hold(outcome: &mut Outcome, content: &[u8], beside: &Beside<'_>, context: &Context) {
    let payload = read_json(content, Limits::DEFAULT);
    let mut reasons = Vec::new();
    let Some(hash) = hash_of(payload.object()) else {
        fail(
            outcome,
            Reason::new(
                Code::DisclosureUnknown,
                "_sd_alg is none of sha-256, sha-384 and sha-512.",
            ),
        );
        return;
    };
    let mut sd_jwt = SdJwt {
        disclosures: disclosures::held(beside.disclosures, payload.root(), hash, &mut reasons),
        key_binding: None,
    };
    if !beside.bound.is_empty() {
        let held = binding::held(
            beside.bound,
            beside.presented,
            hash,
            payload.object(),
            context,
        );
        let state = match held {
            Ok(()) => match outcome.crypto {
                // The key comes out of the token: it says as much as the token does.
                Crypto::Valid => Crypto::Valid,
                Crypto::NotChecked => Crypto::NotChecked,
                _ => Crypto::SelfAsserted,
            },
            Err(why) => {
                reasons.push(Reason::new(
                    Code::KeyBinding,
                    format!("The Key Binding JWT does not hold: {why}."),
                ));
                Crypto::Invalid
            }
        };
        sd_jwt.key_binding = Some(state);
    }
    for reason in reasons {
        fail(outcome, reason);
    }
    outcome.sd_jwt = Some(sd_jwt);
}

fn fail(outcome: &mut Outcome, reason: Reason) {
    outcome.crypto = Crypto::Invalid;
    outcome.policy = Policy::Invalid;
    outcome.reasons.push(reason);
}

/// The digest that the issuer used (RFC 9901 §4.1.1).
fn hash_of(payload: Option<Value<'_, '_>>) -> Option<Hash> {
    let Some(named) = payload.and_then(|payload| payload.get("_sd_alg")) else {
        return Some(Hash::Sha256);
    };
    match named.as_str()?.as_ref() {
        "sha-256" => Some(Hash::Sha256),
        "sha-384" => Some(Hash::Sha384),
        "sha-512" => Some(Hash::Sha512),
        _ => None,
    }
}

/// Whether a text is one.
pub(crate) fn is_one(text: &str) -> bool {
    text.contains('~') && !text.trim_start().starts_with('{')
}
