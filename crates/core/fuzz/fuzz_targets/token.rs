//! The token parsers and every rule: a header and a payload of any bytes, in each serialisation.
#![no_main]

use claimlens_core::jose::base64url::encode;
use claimlens_core::{Context, inspect};
use libfuzzer_sys::fuzz_target;

#[path = "check.rs"]
mod check;

fuzz_target!(|input: (&[u8], &[u8], &str)| {
    let context = Context { now: 1_700_000_000, ..Context::default() };
    let (header, payload, rest) = input;
    let (header, payload) = (encode(header), encode(payload));
    for text in [
        format!("eyJ{header}.{payload}.{rest}"),
        format!("{header}.{payload}.{rest}"),
        format!("eyJhbGciOiJIUzI1NiJ9.{payload}.c2ln~{header}~{rest}"),
        format!("{{\"protected\":\"{header}\",\"payload\":\"{payload}\",\"signature\":\"{rest}\"}}"),
        format!("{{\"protected\":\"{header}\",\"ciphertext\":\"{payload}\",\"recipients\":[{rest}]}}"),
    ] {
        check::report(&text, &inspect(&text, &context));
    }
});
