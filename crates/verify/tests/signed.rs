//! Tokens of every algorithm, signed by a library that shares no code with this one, under their key in
//! every form; then one bit of them changed.
//!
//! `tests/data/make.py` made them.

use claimlens_verify::{
    Change, Context, Crypto, Outcome, Policy, SecretReading, read_keys, verify,
};
use serde_json::Value;

fn cases() -> Vec<Value> {
    let json: Value = serde_json::from_str(include_str!("data/signed.json")).expect("JSON");
    json["cases"].as_array().expect("cases").clone()
}

fn tokens(case: &Value) -> impl Iterator<Item = &str> {
    case["tokens"]
        .as_array()
        .expect("tokens")
        .iter()
        .filter_map(Value::as_str)
}

fn keys(case: &Value) -> impl Iterator<Item = (&str, &str)> {
    let keys = case["keys"].as_object().expect("keys");
    keys.iter()
        .map(|(form, text)| (form.as_str(), text.as_str().expect("text")))
}

fn check(token: &str, key: &[u8], reading: SecretReading) -> Outcome {
    verify(token, &read_keys(key, reading), &Context::default())
}

#[test]
fn every_algorithm_verifies_under_every_form_of_its_key() {
    let mut run = 0;
    for case in cases() {
        for (form, key) in keys(&case) {
            for token in tokens(&case) {
                let outcome = check(token, key.as_bytes(), SecretReading::Text);
                assert_eq!(
                    outcome.crypto,
                    Crypto::Valid,
                    "{form}: {token}: {:?}",
                    outcome.reasons
                );
                assert_eq!(
                    outcome.policy,
                    Policy::Valid,
                    "{form}: {:?}",
                    outcome.reasons
                );
                run += 1;
            }
            // As bytes, where it is DER.
            let bytes = hex(key);
            if let Some(bytes) = bytes.filter(|_| form.ends_with("hex")) {
                let token = tokens(&case).next().expect("a token");
                assert_eq!(
                    check(token, &bytes, SecretReading::Text).crypto,
                    Crypto::Valid,
                    "{form}"
                );
                run += 1;
            }
        }
        for (reading, name) in [
            (SecretReading::Base64, "base64"),
            (SecretReading::Base64url, "base64url"),
            (SecretReading::Hex, "hex"),
        ] {
            if let Some(secret) = case["secret"][name].as_str() {
                let token = tokens(&case).next().expect("a token");
                let outcome = check(token, secret.as_bytes(), reading);
                assert_eq!(outcome.crypto, Crypto::Valid, "{name}");
                assert_eq!(outcome.policy, Policy::Valid, "{name}");
                // Read as text it does not verify, and the outcome says how it does.
                let outcome = check(token, secret.as_bytes(), SecretReading::Text);
                assert_eq!(outcome.crypto, Crypto::Invalid, "{name}");
                let explanation = outcome.explanation.expect("an explanation");
                assert!(explanation.verifies);
                run += 2;
            }
        }
    }
    assert!(run > 180, "only {run} were run");
    println!("verified: {run}");
}

fn hex(text: &str) -> Option<Vec<u8>> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

/// The same text with one bit of one character's value changed, so that it stays base64url.
fn flipped(token: &str, at: usize) -> String {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut characters: Vec<char> = token.chars().collect();
    if let Some(value) = ALPHABET.find(characters[at]) {
        characters[at] = char::from(ALPHABET.as_bytes()[value ^ 1]);
    }
    characters.into_iter().collect()
}

#[test]
fn one_changed_bit_anywhere_does_not_verify() {
    for case in cases() {
        let (_, key) = keys(&case).find(|(form, _)| *form == "jwk").expect("a JWK");
        let keys = read_keys(key.as_bytes(), SecretReading::Text);
        let token = tokens(&case).last().expect("a token");
        // Long signatures are sampled: every place of them is alike.
        let step = (token.len() / 150).max(1);
        for at in (0..token.len()).step_by(step) {
            let other = flipped(token, at);
            if other == token {
                continue;
            }
            let outcome = verify(&other, &keys, &Context::default());
            assert_eq!(outcome.crypto, Crypto::Invalid, "{at} of {token}");
            assert!(!outcome.reasons.is_empty());
        }
    }
}

#[test]
fn a_signature_in_der_is_told() {
    let mut run = 0;
    for case in cases() {
        let Some(token) = case["der"].as_str() else {
            continue;
        };
        let (_, key) = keys(&case).find(|(form, _)| *form == "jwk").expect("a JWK");
        let outcome = check(token, key.as_bytes(), SecretReading::Text);
        assert_eq!(outcome.crypto, Crypto::Invalid);
        let explanation = outcome.explanation.expect("an explanation");
        assert_eq!(explanation.change, Change::SignatureFromDer);
        run += 1;
    }
    assert_eq!(run, 4);
}

#[test]
fn a_private_key_is_warned_of_and_its_public_half_used() {
    for case in cases() {
        for (form, key) in keys(&case) {
            let set = read_keys(key.as_bytes(), SecretReading::Text);
            let is_private =
                form.contains("pkcs8") || form.contains("private") || form.contains("sec1");
            let is_warned = set
                .findings
                .iter()
                .any(|finding| finding.code == "key.private");
            assert_eq!(is_warned, is_private, "{form}");
        }
    }
}

#[test]
fn a_thumbprint_does_not_depend_on_the_form() {
    for case in cases() {
        let mut prints: Vec<_> = keys(&case)
            .flat_map(|(_, key)| read_keys(key.as_bytes(), SecretReading::Text).keys)
            .map(|key| key.thumbprint())
            .collect();
        prints.dedup();
        assert_eq!(prints.len(), 1, "{prints:?}");
    }
}

#[test]
fn a_thumbprint_is_the_one_of_rfc_7638() {
    let jwk = r#"{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}"#;
    let set = read_keys(jwk.as_bytes(), SecretReading::Text);
    assert_eq!(
        set.keys[0].thumbprint().as_deref(),
        Some("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
    );
}

#[test]
fn a_certificate_shows_its_names_and_dates() {
    for case in cases() {
        let Some((_, pem)) = keys(&case).find(|(form, _)| *form == "certificate pem") else {
            continue;
        };
        let set = read_keys(pem.as_bytes(), SecretReading::Text);
        let certificate = set.keys[0].certificate.clone().expect("a certificate");
        assert_eq!(certificate.subject, "CN=signer.example, O=Example");
        assert_eq!(certificate.not_before, Some(1_704_067_200));
        assert_eq!(certificate.not_after, Some(2_019_686_400));
        let context = Context {
            now: 2_100_000_000,
            ..Context::default()
        };
        let token = tokens(&case).next().expect("a token");
        let outcome = verify(token, &set, &context);
        assert_eq!(outcome.crypto, Crypto::Valid);
        let dates = outcome
            .findings
            .iter()
            .any(|finding| finding.code == "key.certificate.dates");
        assert!(dates);
    }
}
