//! The Key Binding JWT: who presents the token has the key that its issuer put into it (RFC 9901 §4.3).

use alloc::format;
use alloc::string::String;

use claimlens_core::jose::base64url;
use claimlens_core::jose::json::{Limits, Value, read as read_json};

use crate::algorithm::{Family, Hash};
use crate::check::{check, digest};
use crate::context::Context;
use crate::keys::{excerpt, jwk_from_value};
use crate::token::{self, Token};
use crate::verify;

/// The Key Binding JWT (RFC 9901 §4.3, §7.3): its type, its signature with the key in `cnf`, and `sd_hash`.
pub(super) fn held(
    text: &str,
    presented: &str,
    hash: Hash,
    payload: Option<Value<'_, '_>>,
    context: &Context,
) -> Result<(), String> {
    let Token::Jws(signatures) = token::read(text, context) else {
        return Err(String::from("it is no token"));
    };
    let [jws] = signatures.as_slice() else {
        return Err(String::from("it is no token"));
    };
    if let Some(fault) = jws.faults.iter().chain(&jws.header.faults).next() {
        return Err(lower(&fault.sentence));
    }
    if jws.header.typ.as_deref() != Some("kb+jwt") {
        return Err(String::from("its typ is not kb+jwt"));
    }
    let key = payload
        .and_then(|payload| payload.get("cnf"))
        .and_then(|cnf| cnf.get("jwk"))
        .map(jwk_from_value)
        .ok_or("the token names no key for it in cnf.jwk")?;
    let algorithm = verify::algorithm(jws).map_err(|reason| lower(&reason.sentence))?;
    if matches!(algorithm.family(), Family::Hmac(_)) {
        return Err(String::from("it is signed with a shared secret"));
    }
    check(
        algorithm,
        &key.material,
        &jws.signing_input(),
        &jws.signature,
    )
    .map_err(|_| format!("its signature does not match with {}", key.named()))?;
    let document = read_json(&jws.content, Limits::DEFAULT);
    let found = document
        .object()
        .and_then(|claims| claims.get_str("sd_hash"))
        .ok_or("it has no sd_hash")?;
    let expected = base64url::encode(&digest(hash, presented.as_bytes()));
    if found != expected {
        return Err(format!(
            "its sd_hash is {}, and the token it came with gives {expected}",
            excerpt(&found)
        ));
    }
    Ok(())
}

/// A sentence inside another.
fn lower(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches('.');
    let mut characters = sentence.chars();
    let first = characters.next().map(|c| c.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}
