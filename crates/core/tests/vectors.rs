//! Third-party vectors through the whole inspection: nothing panics, everything is decoded as far as
//! an independent decoder gets, and JSON is judged as its suite says.

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use claimlens_core::jose::json::{Limits, read};
use claimlens_core::report::{Artefact, Kind, PartContent, Report, Role, StructureState};
use claimlens_core::{Context, inspect};
use serde_json::Value;
use support::{summary, vectors};

fn report(text: &str) -> Report {
    inspect(
        text,
        &Context {
            now: 1_700_000_000,
            ..Context::default()
        },
    )
}

fn is_jose(artefact: &Artefact) -> bool {
    matches!(
        artefact.kind,
        Kind::Jwt | Kind::Jws | Kind::Jwe | Kind::JwsJson | Kind::JweJson
    )
}

fn text_of(artefact: &Artefact, role: Role) -> Option<&str> {
    artefact
        .parts
        .iter()
        .find(|part| part.role == role)
        .and_then(|part| match &part.content {
            PartContent::Json { text, .. } | PartContent::Text { text } => Some(text.as_str()),
            _ => None,
        })
}

/// Holds a compact token's header against a decoder that shares no code with ours.
fn check_compact(id: &str, token: &str) {
    let report = report(token);
    assert_eq!(
        report.artefacts.is_empty(),
        token.trim().is_empty(),
        "{id}: nothing is refused"
    );
    let decoded = URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap_or_default());
    let has_header = decoded.is_ok_and(|bytes| bytes.first() == Some(&b'{'));
    // Without a header, and without a signature or one of the dots, it is no token any more.
    if !has_header && (token.matches('.').count() < 2 || token.ends_with('.')) {
        return;
    }
    let artefact = report.artefacts.iter().find(|artefact| is_jose(artefact));
    let artefact = artefact.unwrap_or_else(|| panic!("{id}: no token was found in {token}"));
    assert!(artefact.span.end <= token.len(), "{id}");
    let mut parts = token.trim().split('.');
    let header = parts.next().unwrap_or_default();
    if let Ok(bytes) = URL_SAFE_NO_PAD.decode(header)
        && let Ok(text) = String::from_utf8(bytes)
    {
        assert_eq!(text_of(artefact, Role::Header), Some(text.as_str()), "{id}");
    }
    let payload = parts.next().unwrap_or_default();
    if matches!(artefact.kind, Kind::Jwt | Kind::Jws)
        && let Ok(bytes) = URL_SAFE_NO_PAD.decode(payload)
        && !bytes.is_empty()
        && !token.contains("b64")
    {
        let part = artefact
            .parts
            .iter()
            .find(|part| part.role == Role::Payload);
        assert_eq!(part.map(|part| part.bytes), Some(bytes.len()), "{id}");
    }
}

fn check_json_form(id: &str, token: &str, kind: Kind) {
    let report = report(token);
    assert!(
        report
            .artefacts
            .iter()
            .any(|artefact| artefact.kind == kind),
        "{id}: {token}"
    );
}

#[test]
fn every_wycheproof_token_is_decoded_as_far_as_possible() {
    let mut run = 0;
    for file in [
        "json_web_signature_test",
        "json_web_encryption_test",
        "json_web_crypto_test",
    ] {
        let Some(json) = vectors("wycheproof", &format!("wycheproof/{file}.json")) else {
            return;
        };
        for group in json["testGroups"].as_array().expect("groups") {
            for test in group["tests"].as_array().expect("tests") {
                let id = format!("{file}#{}", test["tcId"]);
                for (name, kind) in [("jws", Kind::JwsJson), ("jwe", Kind::JweJson)] {
                    match &test[name] {
                        Value::String(token) if token.trim_start().starts_with('{') => {
                            check_json_form(&id, token, kind)
                        }
                        Value::String(token) => check_compact(&id, token),
                        Value::Object(_) => check_json_form(&id, &test[name].to_string(), kind),
                        _ => continue,
                    }
                    run += 1;
                }
            }
        }
    }
    assert!(run > 500, "only {run} tokens were read");
    summary("wycheproof", run, 0);
}

#[test]
fn the_rfc_and_cookbook_tokens_are_decoded() {
    let Some(json) = vectors("rfc", "rfc/rfc_appendix.json") else {
        return;
    };
    let mut run = 0;
    let mut waiting = vec![&json];
    while let Some(value) = waiting.pop() {
        match value {
            Value::String(text) if text.starts_with("eyJ") && text.matches('.').count() >= 2 => {
                check_compact("rfc", text);
                run += 1;
            }
            Value::Array(items) => waiting.extend(items),
            Value::Object(members) => waiting.extend(members.values()),
            _ => {}
        }
    }
    assert!(run >= 5, "only {run} tokens were read");
    summary("rfc", run, 0);
}

/// A token in JSON Serialization whose protected header and payload are these bytes.
fn flattened(header: &[u8], payload: &[u8]) -> String {
    serde_json::json!({
        "protected": URL_SAFE_NO_PAD.encode(header),
        "payload": URL_SAFE_NO_PAD.encode(payload),
        "signature": "c2ln",
    })
    .to_string()
}

#[test]
fn the_json_test_suite_as_payload_and_header() {
    let Some(json) = vectors("json-test-suite", "json-test-suite/test_parsing.json") else {
        return;
    };
    let mut run = 0;
    for test in json["tests"].as_array().expect("tests") {
        let name = test["name"].as_str().expect("a name");
        let bytes = STANDARD
            .decode(test["bytes_b64"].as_str().expect("bytes"))
            .expect("base64");
        let expect = test["expect"].as_str().expect("a verdict");
        let document = read(&bytes, Limits::DEFAULT);
        match expect {
            // The suite nests deeper than our limit in texts it leaves open, never in those it accepts.
            "accept" => assert!(document.is_strict(), "{name}: {:?}", document.faults),
            "reject" => assert!(!document.is_strict(), "{name} was accepted"),
            _ => {}
        }
        for text in [
            flattened(&bytes, b"{}"),
            flattened(br#"{"alg":"HS256"}"#, &bytes),
        ] {
            let report = report(&text);
            let artefact = report.artefacts.iter().find(|a| a.kind == Kind::JwsJson);
            let artefact = artefact.unwrap_or_else(|| panic!("{name}: the token was not found"));
            let is_header = text.contains(&format!(
                "\"protected\":\"{}\"",
                URL_SAFE_NO_PAD.encode(&bytes)
            ));
            // An empty protected header is none at all, which this serialisation allows.
            if is_header && expect == "reject" && !bytes.is_empty() {
                assert_ne!(
                    artefact.verdicts.structure.state,
                    StructureState::WellFormed,
                    "{name} as header"
                );
            }
        }
        run += 1;
    }
    assert_eq!(run, 318);
    summary("json-test-suite", run, 0);
}
