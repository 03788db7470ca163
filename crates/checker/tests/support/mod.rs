//! Tokens and requests for the tests.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use claimlens_checker::answer;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;

/// A token signed with HS256.
pub(crate) fn hs256(secret: &str) -> String {
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let header = encode(br#"{"alg":"HS256"}"#);
    let input = format!("{header}.{}", encode(br#"{"sub":"a"}"#));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length");
    mac.update(input.as_bytes());
    format!("{input}.{}", encode(&mac.finalize().into_bytes()))
}

/// The answer to a request.
pub(crate) fn ask(request: &Value) -> Value {
    read(&answer(&request.to_string()))
}

/// An answer.
pub(crate) fn read(answer: &str) -> Value {
    serde_json::from_str(answer).expect("JSON")
}
