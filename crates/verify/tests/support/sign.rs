//! Tokens made by the tests themselves: what an attacker makes, too.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

pub(crate) fn b64u(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A token with that header and payload, signed by `sign`.
#[allow(dead_code, reason = "not every test signs")]
pub(crate) fn token(header: &str, payload: &str, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let input = format!("{}.{}", b64u(header), b64u(payload));
    let signature = sign(input.as_bytes());
    format!("{input}.{}", b64u(signature))
}

/// HMAC with SHA-256.
#[allow(dead_code, reason = "not every test signs")]
pub(crate) fn hs256(secret: &[u8], input: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("any length");
    mac.update(input);
    mac.finalize().into_bytes().to_vec()
}
