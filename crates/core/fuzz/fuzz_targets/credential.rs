//! Credentials and opaque tokens behind the headers that announce them.
#![no_main]

use claimlens_core::jose::base64url::encode;
use claimlens_core::{Context, inspect};
use libfuzzer_sys::fuzz_target;

#[path = "check.rs"]
mod check;

fuzz_target!(|rest: &str| {
    let context = Context { now: 1_700_000_000, ..Context::default() };
    for text in [
        format!("Authorization: Basic {}", encode(rest.as_bytes())),
        format!("Authorization: Basic {rest}"),
        format!("Authorization: Bearer {rest}"),
        format!("v4.public.{rest}"),
        format!("-----BEGIN PUBLIC KEY-----\n{rest}\n-----END PUBLIC KEY-----"),
    ] {
        check::report(&text, &inspect(&text, &context));
    }
});
