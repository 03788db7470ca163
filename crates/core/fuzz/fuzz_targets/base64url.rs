//! Our lenient decoder beside the base64 crate's strict one.
#![no_main]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use claimlens_core::jose::base64url::{decode, encode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let decoded = decode(text);
    let strict = URL_SAFE_NO_PAD.decode(text);
    assert_eq!(decoded.is_strict(), strict.is_ok());
    if let Ok(bytes) = strict {
        assert_eq!(bytes, decoded.bytes);
        assert_eq!(encode(&bytes), text);
    }
    let (start, end) = decoded.characters(0, decoded.bytes.len());
    assert!(start <= end && end <= text.len());
});
