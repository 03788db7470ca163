//! JWE: what lies in one is checked too, and what opening it may cost. The vectors are in `corpora`.

#[path = "support/sign.rs"]
mod sign;
mod support;

use claimlens_verify::{Change, Code, Context, Crypto, KeySet, SecretReading, read_keys, verify};
use serde_json::{Value, json};
use sign::b64u;
use support::vectors;

fn keys(key: &Value) -> KeySet {
    read_keys(key.to_string().as_bytes(), SecretReading::Text)
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
