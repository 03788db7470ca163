//! HTTP exchanges, error texts and snippets: what a diagnosis is made from.
#![no_main]

use claimlens_core::{Context, inspect};
use libfuzzer_sys::fuzz_target;

#[path = "check.rs"]
mod check;

fuzz_target!(|rest: &str| {
    let context = Context { now: 1_700_000_000, ..Context::default() };
    for text in [
        format!("$ curl -i https://login.mypurecloud.ie/oauth/token {rest}"),
        format!("HTTP/2 401\nININ-Correlation-Id: x\n{rest}"),
        format!("> POST /oauth/token HTTP/1.1\n> Host: login.mypurecloud.ie\n< HTTP/1.1 400\n{rest}"),
        format!("{{\"log\":{{\"entries\":[{{\"request\":{{\"url\":\"https://api.mypurecloud.ie/\"}},\"response\":{rest}}}]}}}}"),
        format!("Auth Error: 400 - {rest}"),
        format!("PureCloudPlatformClientV2.rest.ApiException: (403)\n{rest}"),
        format!("import requests\nrequests.post('https://login.mypurecloud.ie/oauth/token', {rest}"),
    ] {
        check::report(&text, &inspect(&text, &context));
    }
});
