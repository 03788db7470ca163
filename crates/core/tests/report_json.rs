//! The report as JSON, written by hand, holds the same values as serde's form.

mod support;

use claimlens_core::jose::base64url::encode;
use claimlens_core::policy::Policy;
use claimlens_core::report::{Report, to_json};
use claimlens_core::{Context, inspect};
use proptest::prelude::*;
use serde_json::Value;
use support::{summary, vectors};

fn report(text: &str) -> Report {
    let policy = Policy {
        issuer: Some("https://as.example".into()),
        scopes: vec!["orders:write".into()],
        max_lifetime: Some(600),
        ..Policy::default()
    };
    let context = Context {
        now: 1_700_000_000,
        policy,
        ..Context::default()
    };
    inspect(text, &context)
}

fn same(text: &str) {
    let report = report(text);
    let ours: Value = serde_json::from_str(&to_json(&report))
        .unwrap_or_else(|error| panic!("{error} in the JSON of {text:?}"));
    assert_eq!(ours, serde_json::to_value(&report).unwrap(), "{text:?}");
}

#[test]
fn every_shape_of_part_and_finding() {
    let token = |header: &str, payload: &str| {
        [
            encode(header.as_bytes()),
            encode(payload.as_bytes()),
            encode(&[7; 300]),
        ]
        .join(".")
    };
    for text in [
        String::new(),
        "hello".into(),
        token(r#"{"alg":"RS256"}"#, r#"{"iss":"a","exp":1700000100,"iat":"x","a":{"b":[{"c":1}]}}"#),
        token(r#"{"alg":"none","alg":"none"}"#, "\"\\u0000\u{7f}\u{85}\u{2028}\""),
        token(r#"{"alg":"HS256"}"#, "not JSON"),
        format!("Authorization: Basic {}", encode(b"user:pass")),
        r#"{"error":"invalid_client","description":"client not found","error_uri":null}"#.into(),
        r#"WWW-Authenticate: Bearer realm="x", error="invalid_token""#.into(),
        "curl -X POST https://login.mypurecloud.com/oauth/token -d grant_type=client_credentials\nHTTP/1.1 401 Unauthorized\n".into(),
        "urllib3.exceptions.MaxRetryError: host='login.mypurecloud.com'".into(),
        "9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c routing:queue:view".into(),
    ] {
        same(&text);
    }
}

#[test]
fn the_vectors() {
    let mut run = 0;
    for file in [
        "wycheproof/json_web_signature_test.json",
        "wycheproof/json_web_encryption_test.json",
        "rfc/rfc_appendix.json",
    ] {
        let Some(json) = vectors("report-json", file) else {
            return;
        };
        let mut waiting = vec![&json];
        while let Some(value) = waiting.pop() {
            match value {
                Value::String(text) if text.len() > 30 && text.len() < 20_000 => {
                    same(text);
                    run += 1;
                }
                Value::Array(items) => waiting.extend(items),
                Value::Object(members) => waiting.extend(members.values()),
                _ => {}
            }
        }
    }
    assert!(run > 500, "only {run} texts");
    summary("report-json", run, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        same(&text);
    }

    #[test]
    fn any_claims(name in ".{0,12}", value in ".{0,40}", number in any::<f64>()) {
        let payload = serde_json::json!({ &name: &value, "x": { &value: [number, { &name: null }] }, "exp": number });
        same(&[encode(br#"{"alg":"ES256"}"#), encode(payload.to_string().as_bytes()), encode(&[1; 64])].join("."));
    }
}
