//! Challenges and form-encoded errors.
#![no_main]

use claimlens_core::{Context, inspect};
use libfuzzer_sys::fuzz_target;

#[path = "check.rs"]
mod check;

fuzz_target!(|rest: &str| {
    let context = Context { now: 1_700_000_000, ..Context::default() };
    for text in [
        format!("WWW-Authenticate: Bearer {rest}"),
        format!("WWW-Authenticate: {rest}"),
        format!("https://client.example/callback?error={rest}"),
    ] {
        check::report(&text, &inspect(&text, &context));
    }
});
