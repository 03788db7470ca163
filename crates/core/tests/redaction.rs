//! Whole reports, redacted: as a person reads them, and over the third-party vectors.

mod support;

use claimlens_core::jose::base64url::encode;
use claimlens_core::redaction::{Redacted, redacted};
use claimlens_core::share::{Received, SendFault, read, report_link, shared};
use claimlens_core::{Context, inspect};
use serde_json::Value;
use support::{summary, vectors};

fn redact(text: &str) -> Redacted {
    let context = Context {
        now: 1_700_000_000,
        ..Context::default()
    };
    redacted(&inspect(text, &context), text, &[])
}

fn token(payload: &str) -> String {
    let signature: Vec<u8> = (0_u8..=255).map(|byte| byte.wrapping_mul(31)).collect();
    [
        encode(br#"{"alg":"RS256","typ":"JWT","kid":"2026-11"}"#),
        encode(payload.as_bytes()),
        encode(&signature),
    ]
    .join(".")
}

#[test]
fn an_id_token() {
    let claims = r#"{"iss":"https://login.contoso.com/9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c/v2.0",
        "aud":"6cb04018-a3f5-46a7-b995-940c78f5aef3","tid":"9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c",
        "sub":"AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ","oid":"00000000-0000-0000-66f3-3332eca7ea81",
        "name":"Kim Someone","preferred_username":"kim.someone@contoso.com","given_name":"Kim",
        "address":{"locality":"Utrecht","country":"NL"},"ipaddr":"203.0.113.7","nonce":"123523",
        "uti":"fqiBqXLPj0eQa82S-IYFAA","rh":"0.AXoAKb8_4mSEc0uK","roles":["Orders.Read"],
        "note":"ask kim.someone@contoso.com, Kim Someone's desk","iat":1699999900,"exp":1700003500}"#;
    insta::assert_snapshot!(redact(&token(claims)).to_markdown());
}

#[test]
fn an_exchange() {
    let text = format!(
        "curl -s -H 'Authorization: Bearer {}' https://api.mypurecloud.com/api/v2/users/me\n\n\
         HTTP/1.1 401 Unauthorized\nX-Forwarded-For: 203.0.113.7\n\
         ININ-Correlation-Id: 0a1b2c3d-1111-2222-3333-444455556666\n\n\
         {{\"message\":\"No authentication bearer token specified for kim@contoso.com\",\"code\":\"authentication.required\",\"status\":401}}\n",
        token(r#"{"sub":"kim@contoso.com"}"#)
    );
    let redacted = redact(&text);
    insta::assert_snapshot!(redacted.to_markdown());
    assert!(!redacted.to_json().contains("kim"));
}

/// The pieces of eight characters of what stands behind the last dot, or of the fifth part.
fn holds_piece_of(text: &str, secret: &str) -> bool {
    secret
        .as_bytes()
        .windows(8)
        .filter_map(|piece| std::str::from_utf8(piece).ok())
        .any(|piece| text.contains(piece))
}

#[test]
fn no_vector_leaves_a_piece_of_its_signature() {
    let mut run = 0;
    for file in [
        "wycheproof/json_web_signature_test.json",
        "wycheproof/json_web_encryption_test.json",
        "rfc/rfc_appendix.json",
    ] {
        let Some(json) = vectors("redaction", file) else {
            return;
        };
        let mut waiting = vec![&json];
        while let Some(value) = waiting.pop() {
            match value {
                Value::String(text) if text.len() > 30 && text.len() < 4_000 => {
                    check(text);
                    run += 1;
                }
                Value::Array(items) => waiting.extend(items),
                Value::Object(members) => waiting.extend(members.values()),
                _ => {}
            }
        }
    }
    assert!(run > 500, "only {run} texts");
    summary("redaction", run, 0);
}

fn check(text: &str) {
    let once = redact(text);
    assert_eq!(
        redacted(&once.report, text, &[]).report,
        once.report,
        "{text}"
    );
    let sent = shared(&once, 1_700_000_000, "0.1.0", &[]);
    let link = match report_link(&sent) {
        Ok(link) => {
            assert_eq!(read(&link), Ok(Received::Report(sent.clone())), "{text}");
            link
        }
        Err(SendFault::TooLong { .. }) => String::new(),
        Err(fault) => panic!("{}: {text}", fault.message()),
    };
    let parts: Vec<&str> = text.split('.').collect();
    let is_token = text.starts_with("eyJ") && parts.len() == 3;
    if is_token && let Some(signature) = parts.last() {
        let values = format!("{sent:?}{link}");
        for out in [once.to_markdown(), once.to_json(), values] {
            assert!(!holds_piece_of(&out, signature), "{signature} in {out}");
        }
    }
}

#[test]
fn large_pastes_take_time_in_proportion() {
    let claims: Vec<String> = (0..20_000)
        .map(|n| format!(r#""k{n}":"{n}@b.example","t{n}_at":"1{n}","exp":"{n}""#))
        .collect();
    let redacted = redact(&token(&format!("{{{}}}", claims.join(","))));
    assert!(redacted.masked.len() >= 20_000);
    assert!(redacted.to_markdown().len() < 20_000_000);
    let sent = shared(&redacted, 0, "0.1.0", &[]);
    assert!(sent.artefacts[0].claims.len() <= 200 && sent.masked.len() <= 200);
}
