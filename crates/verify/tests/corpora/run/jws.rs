//! Every JWS of the third-party vectors, beside the verdicts of an independent verifier: *crypto* and
//! *policy* apart.

use std::collections::BTreeMap;

use claimlens_verify::{Context, Crypto, Forms, KeySet, Policy, SecretReading, read_keys, verify};
use serde_json::Value;

use super::{Found, Ran, caught, found, signature_alg, text};
use crate::support::vectors;

/// *crypto* and *policy* as they were found, and as they should be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Verdicts {
    pub(crate) found: [&'static str; 2],
    pub(crate) expected: [String; 2],
}

/// One token with its keys.
struct Case {
    text: String,
    keys: Vec<Value>,
    detached: Option<String>,
    forms: Forms,
}

fn wycheproof(file: &str, cases: &mut BTreeMap<String, Case>) -> Option<()> {
    let json = vectors("wycheproof-jws", &format!("wycheproof/{file}.json"))?;
    for group in json["testGroups"].as_array().expect("groups") {
        let key = group.get("public").unwrap_or(&group["private"]);
        for test in group["tests"].as_array().expect("tests") {
            let Some(token) = test.get("jws") else {
                continue;
            };
            // The suite is written for libraries that take Compact Serialization alone.
            let case = Case {
                text: text(token),
                keys: vec![key.clone()],
                detached: None,
                forms: Forms::CompactOnly,
            };
            cases.insert(format!("wycheproof/{file}#{}", test["tcId"]), case);
        }
    }
    Some(())
}

fn cookbook(path: &str, cases: &mut BTreeMap<String, Case>) -> Option<()> {
    let json = vectors("jose-cookbook-jws", &format!("jose-cookbook/{path}"))?;
    let input = &json["input"];
    let keys = match &input["key"] {
        Value::Array(keys) => keys.clone(),
        key => vec![key.clone()],
    };
    for form in ["compact", "json", "json_flat"] {
        let Some(token) = json["output"].get(form) else {
            continue;
        };
        let is_detached = path.contains("detached");
        let case = Case {
            text: text(token),
            keys: keys.clone(),
            detached: is_detached.then(|| input["payload"].as_str().expect("text").to_owned()),
            forms: Forms::Any,
        };
        cases.insert(format!("cookbook/{path}#{form}"), case);
    }
    Some(())
}

const COOKBOOK: [&str; 11] = [
    "curve25519/jws.json",
    "jws/4_1.rsa_v15_signature.json",
    "jws/4_2.rsa-pss_signature.json",
    "jws/4_3.ecdsa_signature.json",
    "jws/4_4.hmac-sha2_integrity_protection.json",
    "jws/4_5.signature_with_detached_content.json",
    "jws/4_6.protecting_specific_header_fields.json",
    "jws/4_7.protecting_content_only.json",
    "jws/4_8.multiple_signatures.json",
    "rfc7797/4.2.hmac-sha2_b64_false.json",
    "rfc7797/hmac-sha2_b64_false.json",
];

fn cases() -> Option<BTreeMap<String, Case>> {
    let mut cases = BTreeMap::new();
    for file in [
        "json_web_signature_test",
        "json_web_key_test",
        "json_web_crypto_test",
    ] {
        wycheproof(file, &mut cases)?;
    }
    for path in COOKBOOK {
        cookbook(path, &mut cases)?;
    }
    let nested = vectors(
        "jose-cookbook-jws",
        "jose-cookbook/6.nesting_signatures_and_encryption.json",
    )?;
    let sign = &nested["sign"];
    cases.insert(
        "cookbook/6.nesting#sign.compact".to_owned(),
        Case {
            text: text(&sign["output"]["compact"]),
            keys: vec![sign["input"]["key"].clone()],
            detached: None,
            forms: Forms::Any,
        },
    );
    let rfc = vectors("rfc-jws", "rfc/rfc_appendix.json")?;
    for test in rfc["tests"].as_array().expect("tests") {
        let case = Case {
            text: text(&test["token"]),
            keys: vec![test["key"].clone()],
            detached: test["payload"].as_str().map(str::to_owned),
            forms: Forms::Any,
        };
        cases.insert(format!("rfc#{}", test["id"].as_str().expect("an id")), case);
    }
    Some(cases)
}

/// Runs every case that has a verdict; none where the vectors are not there.
pub(crate) fn jws() -> Option<Vec<Ran>> {
    let verdicts = vectors("jws-verdicts", "verdicts.json")?;
    let cases = cases()?;
    let expected = verdicts["cases"].as_object().expect("cases");
    Some(
        expected
            .iter()
            .map(|(id, verdict)| {
                let case = cases
                    .get(id)
                    .unwrap_or_else(|| panic!("{id}: no such case was read"));
                run(id, case, verdict)
            })
            .collect(),
    )
}

fn run(id: &str, case: &Case, verdict: &Value) -> Ran {
    let word = |value: &Value| value.as_str().expect("a word").to_owned();
    let mut held = ["panicked"; 2];
    let found = caught(|| {
        let (found, verdicts) = judge(case);
        held = verdicts;
        found
    });
    Ran {
        corpus: match id.split(['/', '#']).next() {
            Some("wycheproof") => "wycheproof JWS",
            Some("cookbook") => "JOSE cookbook JWS",
            _ => "RFC appendices JWS",
        },
        algorithm: signature_alg(&case.text),
        id: id.to_owned(),
        label: word(&verdict["label"]),
        found,
        rule: None,
        verdicts: Some(Verdicts {
            found: held,
            expected: [word(&verdict["crypto"]), word(&verdict["policy"])],
        }),
    }
}

fn judge(case: &Case) -> (Found, [&'static str; 2]) {
    let mut keys = KeySet::default();
    for key in &case.keys {
        keys.add(read_keys(key.to_string().as_bytes(), SecretReading::Text));
    }
    let context = Context {
        detached: case.detached.clone().map(String::into_bytes),
        forms: case.forms,
        ..Context::default()
    };
    let outcome = verify(&case.text, &keys, &context);
    let is_good = outcome.policy == Policy::Valid;
    // A key was given for each: that nothing could be said would be neither.
    let crypto = match outcome.crypto {
        Crypto::Valid => "valid",
        Crypto::Invalid => "invalid",
        _ => "not checked",
    };
    (
        found(&outcome, is_good),
        [crypto, if is_good { "valid" } else { "invalid" }],
    )
}
