//! JWE held against the vectors of Wycheproof and of RFC 7520, and its bounds.

#[path = "support/sign.rs"]
mod sign;
mod support;

use claimlens_verify::{
    Change, Code, Context, Crypto, Forms, KeySet, Outcome, Policy, SecretReading, read_keys, verify,
};
use serde_json::{Value, json};
use sign::b64u;
use support::{summary, vectors};

fn keys(key: &Value) -> KeySet {
    read_keys(key.to_string().as_bytes(), SecretReading::Text)
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal"))
        .collect()
}

fn content(outcome: &Outcome) -> Option<&[u8]> {
    outcome
        .decrypted
        .as_ref()
        .map(|decrypted| decrypted.content.as_slice())
}

#[test]
fn every_wycheproof_token_is_opened_or_refused_as_it_should() {
    let mut run = 0;
    let mut wrong = Vec::new();
    for file in ["json_web_encryption_test", "json_web_crypto_test"] {
        let Some(json) = vectors("wycheproof-jwe", &format!("wycheproof/{file}.json")) else {
            return;
        };
        for group in json["testGroups"].as_array().expect("groups") {
            for test in group["tests"].as_array().expect("tests") {
                let Some(token) = test.get("jwe") else {
                    continue;
                };
                let text = token
                    .as_str()
                    .map_or_else(|| token.to_string(), str::to_owned);
                let context = Context {
                    // The suite is written for libraries that take Compact Serialization alone.
                    forms: Forms::CompactOnly,
                    ..Context::default()
                };
                let outcome = verify(&text, &keys(&group["private"]), &context);
                let is_good =
                    outcome.crypto == Crypto::Decrypted && outcome.policy == Policy::Valid;
                let expected = test["result"] == "valid";
                let is_same = match test["pt"].as_str() {
                    Some(pt) if expected => content(&outcome) == Some(hex(pt).as_slice()),
                    _ => true,
                };
                if is_good != expected || !is_same {
                    wrong.push(format!(
                        "{file}#{} {}: {:?}/{:?}, expected {}: {:?}",
                        test["tcId"],
                        test["comment"],
                        outcome.crypto,
                        outcome.policy,
                        test["result"],
                        outcome.reasons
                    ));
                }
                if !is_good {
                    assert!(!outcome.reasons.is_empty());
                }
                run += 1;
            }
        }
    }
    summary("wycheproof-jwe", run, 0);
    assert!(
        wrong.is_empty(),
        "{} of {run}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(run > 150, "{run}");
}

const COOKBOOK: [&str; 14] = [
    "jwe/5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2.json",
    "jwe/5_2.key_encryption_using_rsa-oaep_with_aes-gcm.json",
    "jwe/5_3.key_wrap_using_pbes2-aes-keywrap_with-aes-cbc-hmac-sha2.json",
    "jwe/5_4.key_agreement_with_key_wrapping_using_ecdh-es_and_aes-keywrap_with_aes-gcm.json",
    "jwe/5_5.key_agreement_using_ecdh-es_with_aes-cbc-hmac-sha2.json",
    "jwe/5_6.direct_encryption_using_aes-gcm.json",
    "jwe/5_7.key_wrap_using_aes-gcm_keywrap_with_aes-cbc-hmac-sha2.json",
    "jwe/5_8.key_wrap_using_aes-keywrap_with_aes-gcm.json",
    "jwe/5_9.compressed_content.json",
    "jwe/5_10.including_additional_authentication_data.json",
    "jwe/5_11.protecting_specific_header_fields.json",
    "jwe/5_12.protecting_content_only.json",
    "jwe/5_13.encrypting_to_multiple_recipients.json",
    "curve25519/ecdh-es.json",
];

#[test]
fn the_cookbook_is_decrypted() {
    let mut run = 0;
    for path in COOKBOOK {
        let Some(json) = vectors("jose-cookbook-jwe", &format!("jose-cookbook/{path}")) else {
            return;
        };
        let input = &json["input"];
        let all: Vec<KeySet> = match (&input["key"], input["pwd"].as_str()) {
            (Value::Array(each), _) => each.iter().map(keys).collect(),
            (_, Some(password)) => vec![read_keys(password.as_bytes(), SecretReading::Text)],
            (key, None) => vec![keys(key)],
        };
        for form in ["compact", "json", "json_flat"] {
            let Some(token) = json["output"].get(form) else {
                continue;
            };
            let text = token
                .as_str()
                .map_or_else(|| token.to_string(), str::to_owned);
            for keys in &all {
                let outcome = verify(&text, keys, &Context::default());
                assert_eq!(
                    outcome.crypto,
                    Crypto::Decrypted,
                    "{path} {form}: {:?}",
                    outcome.reasons
                );
                let expected = input["plaintext"].as_str().expect("text");
                let found = outcome.decrypted.expect("content").text;
                assert_eq!(found.as_deref(), Some(expected), "{path} {form}");
                run += 1;
            }
        }
    }
    summary("jose-cookbook-jwe", run, 0);
    assert!(run >= 30, "{run}");
}

#[test]
fn a_signed_token_inside_an_encrypted_one_is_checked_too() {
    let path = "jose-cookbook/6.nesting_signatures_and_encryption.json";
    let Some(json) = vectors("jose-cookbook-jwe", path) else {
        return;
    };
    let token = json["encrypt"]["output"]["compact"]
        .as_str()
        .expect("a token");
    let mut all = keys(&json["encrypt"]["input"]["key"]);
    all.add(keys(&json["sign"]["input"]["key"]));
    let outcome = verify(token, &all, &Context::default());
    assert_eq!(outcome.crypto, Crypto::Decrypted, "{:?}", outcome.reasons);
    let nested = outcome.nested.expect("the token inside");
    assert_eq!(nested.crypto, Crypto::Valid, "{:?}", nested.reasons);
}

/// A compact token of that header with nothing true in it.
fn hollow(header: &Value) -> String {
    format!(
        "{}.{}.{}.{}.{}",
        b64u(header.to_string()),
        b64u([0; 40]),
        b64u([0; 16]),
        b64u([0; 32]),
        b64u([0; 16])
    )
}

#[test]
fn work_is_bounded() {
    let password = read_keys(b"a password", SecretReading::Text);
    for rounds in [
        json!(1_000_000_000),
        json!(0),
        json!(-1),
        json!(1e300),
        json!("many"),
    ] {
        let token = hollow(&json!({
            "alg": "PBES2-HS256+A128KW", "enc": "A128CBC-HS256", "p2s": b64u([1; 16]), "p2c": rounds,
        }));
        let outcome = verify(&token, &password, &Context::default());
        assert_eq!(outcome.crypto, Crypto::Invalid);
        assert!(
            outcome
                .reasons
                .iter()
                .any(|reason| reason.code == Code::Limit),
            "{rounds}"
        );
    }
    let key = json!({"kty": "oct", "k": b64u([3; 32])});
    for header in [
        json!({"alg": "A256KW", "enc": "A512GCM"}),
        json!({"alg": "A512KW", "enc": "A256GCM"}),
        json!({"alg": "dir", "enc": "A256GCM"}),
        json!({"alg": "A256GCMKW", "enc": "A256GCM"}),
        json!({"enc": "A256GCM"}),
        json!({"alg": "dir", "enc": "A256GCM", "crit": ["exp"], "exp": 1}),
    ] {
        let outcome = verify(&hollow(&header), &keys(&key), &Context::default());
        assert_eq!(outcome.crypto, Crypto::Invalid, "{header}");
        assert!(!outcome.reasons.is_empty());
    }
}

#[test]
fn a_secret_that_is_written_in_another_way_is_told() {
    let Some(json) = vectors("wycheproof-jwe", "wycheproof/json_web_encryption_test.json") else {
        return;
    };
    let group = &json["testGroups"][0];
    let token = group["tests"][0]["jwe"].as_str().expect("a token");
    let secret = group["private"]["k"].as_str().expect("a secret");
    let keys = read_keys(secret.as_bytes(), SecretReading::Text);
    let outcome = verify(token, &keys, &Context::default());
    assert_eq!(outcome.crypto, Crypto::Invalid);
    let explanation = outcome.explanation.expect("an explanation");
    assert_eq!(explanation.change, Change::SecretAsBase64url);
    let keys = read_keys(secret.as_bytes(), SecretReading::Base64url);
    let outcome = verify(token, &keys, &Context::default());
    assert_eq!(outcome.crypto, Crypto::Decrypted);
}

#[test]
fn without_a_key_it_says_which() {
    let outcome = verify(
        &hollow(&json!({"alg": "RSA-OAEP", "enc": "A256GCM"})),
        &KeySet::default(),
        &Context::default(),
    );
    assert_eq!(outcome.crypto, Crypto::NotChecked);
    assert!(outcome.reasons[0].sentence.contains("RSA private key"));
}
