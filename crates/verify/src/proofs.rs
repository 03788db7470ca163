//! What binds a token to something beside it: DPoP proofs (RFC 9449), and the hashes in an ID token
//! (OpenID Connect Core §3.1.3.6, §3.3.2.11).

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use claimlens_core::jose::base64url;
use claimlens_core::jose::json::{Limits, read as read_json};
use serde::Serialize;

use crate::algorithm::{Algorithm, Family, Hash};
use crate::check::{check, digest};
use crate::context::Context;
use crate::keys::excerpt;
use crate::outcome::{Crypto, Outcome, Policy};
use crate::reason::{Code, Reason};
use crate::token::Jws;
use crate::verify;

/// A hash in a token, held against what was given beside it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct HashCheck {
    /// The claim: `at_hash`, `c_hash`, `ath`, `cnf.jkt`.
    pub claim: &'static str,
    /// What the token says.
    pub found: String,
    /// What follows from what was given.
    pub expected: String,
    /// Whether they are the same.
    pub holds: bool,
}

/// Whether a token is a DPoP proof: by its type alone, so that nothing else is checked with its own key.
pub(crate) fn is_dpop(signatures: &[Jws]) -> bool {
    matches!(signatures, [jws] if jws.header.typ.as_deref() == Some("dpop+jwt"))
}

/// Checks a DPoP proof with the key in its header, as RFC 9449 §4.3 has it: the best it can say is that
/// whoever made it has that key.
pub(crate) fn dpop(jws: &Jws, context: &Context, outcome: &mut Outcome) {
    let mut reasons = Vec::new();
    let state = proof(jws, &mut reasons);
    outcome.crypto = state;
    outcome.policy = match state {
        Crypto::SelfAsserted => Policy::NotChecked,
        _ => Policy::Invalid,
    };
    if let Some(one) = outcome.signatures.first_mut() {
        one.crypto = outcome.crypto;
        one.policy = outcome.policy;
        one.reasons.clone_from(&reasons);
        one.key = None;
    }
    outcome.findings.clear();
    outcome.reasons = reasons;
    let Some(token) = &context.access_token else {
        return;
    };
    let expected = base64url::encode(&digest(Hash::Sha256, token.trim().as_bytes()));
    let found = claim(&jws.content, "ath").unwrap_or_default();
    add(outcome, "ath", found, expected);
    let thumbprint = jws.header.own_key.as_ref().and_then(|key| key.thumbprint());
    if let (Some(bound), Some(thumbprint)) = (bound_key(token), thumbprint) {
        add(outcome, "cnf.jkt", bound, thumbprint);
    }
}

fn proof(jws: &Jws, reasons: &mut Vec<Reason>) -> Crypto {
    let mut fail = |sentence: String| {
        reasons.push(Reason::new(Code::Dpop, sentence));
        Crypto::Invalid
    };
    if let Some(fault) = jws.faults.iter().chain(&jws.header.faults).next() {
        reasons.push(fault.clone());
        return Crypto::Invalid;
    }
    let algorithm = match verify::algorithm(jws) {
        Ok(algorithm) => algorithm,
        Err(reason) => {
            reasons.push(reason);
            return Crypto::Invalid;
        }
    };
    if matches!(algorithm.family(), Family::Hmac(_)) {
        return fail(format!(
            "A DPoP proof is signed with a private key, and the header says {}.",
            algorithm.name()
        ));
    }
    let Some(key) = &jws.header.own_key else {
        return fail("The proof has no jwk in its header.".to_string());
    };
    if key.is_private() {
        return fail(
            "The jwk in the header holds the private key: everyone who sees the proof can make others."
                .to_string(),
        );
    }
    match check(
        algorithm,
        &key.material,
        &jws.signing_input(),
        &jws.signature,
    ) {
        Ok(()) => {
            let thumbprint = key.thumbprint().unwrap_or_default();
            reasons.push(Reason::new(
                Code::SelfAsserted,
                format!(
                    "It verifies with the key in its own header, as a DPoP proof does: whoever made it has the key with the thumbprint {thumbprint}. The access token has to name that key in cnf.jkt."
                ),
            ));
            Crypto::SelfAsserted
        }
        Err(_) => {
            reasons.push(Reason::new(
                Code::Mismatch,
                "The signature does not match with the key in the proof's own header.",
            ));
            Crypto::Invalid
        }
    }
}

/// The key that an access token is bound to, if it is a JWT that says so. It was not verified here.
fn bound_key(token: &str) -> Option<String> {
    let payload = base64url::decode(token.trim().split('.').nth(1)?).bytes;
    let document = read_json(&payload, Limits::DEFAULT);
    let jkt = document.object()?.get("cnf")?.get_str("jkt")?.into_owned();
    Some(jkt)
}

/// Holds `at_hash` and `c_hash` against the access token and the code that were given.
pub(crate) fn hashes(jws: &Jws, context: &Context, outcome: &mut Outcome) {
    let Some(hash) = verify::algorithm(jws).ok().and_then(left_half_of) else {
        return;
    };
    let given = [
        ("at_hash", context.access_token.as_deref()),
        ("c_hash", context.code.as_deref()),
    ];
    for (name, value) in given {
        let (Some(value), Some(found)) = (value, claim(&jws.content, name)) else {
            continue;
        };
        let whole = digest(hash, value.trim().as_bytes());
        let half = whole.get(..whole.len() / 2).unwrap_or_default();
        add(outcome, name, found, base64url::encode(half));
    }
}

fn add(outcome: &mut Outcome, claim: &'static str, found: String, expected: String) {
    let holds = found == expected;
    if !holds {
        outcome.reasons.push(Reason::new(
            Code::HashMismatch,
            format!(
                "{claim} is \u{201C}{}\u{201D}; what was given beside the token gives {expected}.",
                excerpt(&found)
            ),
        ));
    }
    outcome.hashes.push(HashCheck {
        claim,
        found,
        expected,
        holds,
    });
}

fn claim(content: &[u8], name: &str) -> Option<String> {
    let document = read_json(content, Limits::DEFAULT);
    Some(document.object()?.get_str(name)?.into_owned())
}

/// The digest that goes with an algorithm; none where nobody says which (Ed448, ML-DSA).
fn left_half_of(algorithm: Algorithm) -> Option<Hash> {
    match algorithm.family() {
        Family::Hmac(hash)
        | Family::RsaPkcs1(hash)
        | Family::RsaPss(hash)
        | Family::Ecdsa(_, hash) => Some(hash),
        Family::EdDsa(_) if algorithm != Algorithm::Ed448 => Some(Hash::Sha512),
        Family::EdDsa(_) | Family::MlDsa => None,
    }
}
