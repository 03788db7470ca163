//! Input that means harm, or was damaged: a clear word, and nothing panics. What it may cost is in `bounds`.

#[path = "support/sign.rs"]
mod sign;

use claimlens_verify::weak::{Progress, Search, common_secrets};
use claimlens_verify::{Code, Context, Crypto, Material, SecretReading, read_keys, verify};
use proptest::prelude::*;
use serde_json::{Value, json};
use sign::{b64u, hs256, token};

fn signed() -> Vec<Value> {
    let json: Value = serde_json::from_str(include_str!("data/signed.json")).expect("JSON");
    json["cases"].as_array().expect("cases").clone()
}

fn why(key: &str) -> String {
    let set = read_keys(key.as_bytes(), SecretReading::Text);
    match &set.keys.first().expect("something").material {
        Material::Unusable { why } => {
            assert!(
                set.findings
                    .iter()
                    .any(|finding| finding.code == "key.unreadable")
            );
            why.clone()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn damaged_keys_are_said_to_be() {
    let case = signed()
        .into_iter()
        .find(|case| case["keys"].get("pkcs1 pem").is_some())
        .expect("RSA");
    let pem = case["keys"]["spki pem"].as_str().expect("PEM");
    let certificate = case["keys"]["certificate pem"].as_str().expect("PEM");
    let half = &certificate[..certificate.len() / 2];
    assert!(
        why(half).contains("cut off") || why(half).contains("base64"),
        "{}",
        why(half)
    );
    assert!(
        why("-----BEGIN PUBLIC KEY-----\n!!!\n-----END PUBLIC KEY-----").contains("not base64")
    );
    assert!(
        why("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIE\n-----END ENCRYPTED PRIVATE KEY-----")
            .contains("PEM block")
    );
    assert!(
        why("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----")
            .contains("OpenSSH")
    );
    assert!(why(r#"{"kty":"RSA","n":"AQAB"}"#).contains(" e "));
    assert!(why(r#"{"kty":"EC","crv":"P-257","x":"AA","y":"AA"}"#).contains("P-257"));
    assert!(why(r#"{"kty":"oct"}"#).contains(" k "));
    assert!(why(r#"{"kty":"RSA","n":"AQAB","e":"AQAB""#).contains("JSON"));
    assert!(why("ssh-ed25519 AAAA").contains("SSH"));
    // A label that belongs to another content: read all the same, and told.
    let wrong = pem.replace("PUBLIC KEY", "RSA PUBLIC KEY");
    let set = read_keys(wrong.as_bytes(), SecretReading::Text);
    assert!(set.keys[0].material.is_public());
    assert!(
        set.findings
            .iter()
            .any(|finding| finding.code == "key.pem.label")
    );
}

#[test]
fn several_keys_at_once() {
    let all: String = signed()
        .iter()
        .filter_map(|case| case["keys"]["spki pem"].as_str())
        .collect();
    let set = read_keys(all.as_bytes(), SecretReading::Text);
    assert_eq!(set.keys.len(), 10);
    for case in signed() {
        if case["keys"].get("spki pem").is_some() {
            let token = case["tokens"][0].as_str().expect("a token");
            assert_eq!(
                verify(token, &set, &Context::default()).crypto,
                Crypto::Valid
            );
        }
    }
}

#[test]
fn sets_of_faults_are_told() {
    let secret = json!({"kty": "oct", "kid": "a", "k": b64u([1; 64])});
    let other = json!({"kty": "oct", "kid": "a", "k": b64u([2; 64])});
    let public = json!({"kty": "OKP", "crv": "Ed25519", "x": b64u([3; 32])});
    let set = json!({"keys": [secret, other, public]}).to_string();
    let set = read_keys(set.as_bytes(), SecretReading::Text);
    let codes: Vec<&str> = set.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["key.set.mixed", "key.set.kid"]);
    // Nothing that is printed shows a secret.
    let shown = format!("{set:?}");
    assert!(!shown.contains("1, 1, 1, 1"), "{shown}");
}

#[test]
fn a_common_secret_is_found_and_a_good_one_is_not() {
    let weak = token(r#"{"alg":"HS256"}"#, "{}", |input| {
        hs256(b"Summer2024", input)
    });
    let context = Context::default();
    let mut search = Search::new(&weak, &context, common_secrets()).expect("an HMAC");
    let mut steps = 0;
    while *search.step(500) == Progress::Going {
        steps += 1;
    }
    assert_eq!(*search.step(0), Progress::Found("Summer2024".to_owned()));
    assert!(steps > 1 && search.tried() > 500);
    let strong = token(r#"{"alg":"HS256"}"#, "{}", |input| {
        hs256(&[0xA7; 32], input)
    });
    let mut search = Search::new(&strong, &context, common_secrets()).expect("an HMAC");
    while *search.step(1000) == Progress::Going {}
    assert_eq!(*search.step(0), Progress::Exhausted);
    assert!(search.tried() >= 10_000, "{}", search.tried());
    let mut search =
        Search::new(&weak, &context, ["one", "Summer2024"].into_iter()).expect("an HMAC");
    assert_eq!(*search.step(10), Progress::Found("Summer2024".to_owned()));
    let rsa = token(r#"{"alg":"RS256"}"#, "{}", |_| vec![0; 256]);
    assert!(Search::new(&rsa, &context, common_secrets()).is_none());
}

#[test]
fn every_refusal_says_why() {
    for text in [
        "", ".", "..", "...", "....", "a.b.c", "{}", "{", "~", "a~b~", "eyJ.eyJ.", "\u{0}", "é.é.é",
    ] {
        let keys = read_keys(b"a secret", SecretReading::Text);
        let outcome = verify(text, &keys, &Context::default());
        assert_eq!(outcome.crypto, Crypto::Invalid, "{text:?}");
        assert!(!outcome.reasons.is_empty(), "{text:?}");
        assert!(
            outcome
                .reasons
                .iter()
                .all(|reason| reason.sentence.ends_with('.')),
            "{:?}",
            outcome.reasons
        );
    }
    let outcome = verify(
        "",
        &read_keys(b"", SecretReading::Text),
        &Context::default(),
    );
    assert_eq!(outcome.reasons[0].code, Code::Empty);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_and_any_key_give_an_outcome(text in any::<String>(), key in prop::collection::vec(any::<u8>(), 0..200)) {
        let keys = read_keys(&key, SecretReading::Text);
        let outcome = verify(&text, &keys, &Context::default());
        prop_assert_ne!(outcome.crypto, Crypto::Valid);
    }

    #[test]
    fn a_damaged_key_never_panics(case in 0usize..13, form in 0usize..12, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let cases = signed();
        let keys = cases[case]["keys"].as_object().expect("keys");
        let text = keys.values().nth(form % keys.len()).and_then(Value::as_str).expect("text");
        let mut bytes = text.as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let token = cases[case]["tokens"][0].as_str().expect("a token");
        let outcome = verify(token, &read_keys(&bytes, SecretReading::Text), &Context::default());
        prop_assert!(outcome.crypto == Crypto::Valid || !outcome.reasons.is_empty());
        let cut = &bytes[..at];
        let _ = verify(token, &read_keys(cut, SecretReading::Hex), &Context::default());
    }

    #[test]
    fn a_damaged_token_never_verifies(case in 0usize..13, at in any::<prop::sample::Index>(), character in "[A-Za-z0-9_.~{}\" -]") {
        let cases = signed();
        let token = cases[case]["tokens"][0].as_str().expect("a token");
        let keys = read_keys(cases[case]["keys"]["jwk"].as_str().expect("a JWK").as_bytes(), SecretReading::Text);
        let at = at.index(token.len());
        let other = format!("{}{character}{}", &token[..at], &token[at + 1..]);
        let outcome = verify(&other, &keys, &Context::default());
        prop_assert!(other == token || outcome.crypto == Crypto::Invalid);
    }
}
