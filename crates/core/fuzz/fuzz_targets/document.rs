//! JSON documents and SAML: answers, errors, keys, discovery.
#![no_main]

use claimlens_core::{Context, inspect};
use libfuzzer_sys::fuzz_target;

#[path = "check.rs"]
mod check;

fuzz_target!(|rest: &str| {
    let context = Context { now: 1_700_000_000, ..Context::default() };
    for text in [
        format!("{{\"access_token\":{rest}}}"),
        format!("{{\"error\":{rest}}}"),
        format!("{{\"message\":\"x\",\"code\":\"y\",\"status\":403,{rest}}}"),
        format!("{{\"active\":true,{rest}}}"),
        format!("{{\"kty\":\"RSA\",{rest}}}"),
        format!("{{\"keys\":[{{{rest}}}]}}"),
        format!("{{\"issuer\":\"https://x\",\"token_endpoint\":{rest}}}"),
        format!("<samlp:Response {rest}"),
    ] {
        check::report(&text, &inspect(&text, &context));
    }
});
