//! Which single change makes it verify: each mistake that people make, made, and told.

#[path = "support/sign.rs"]
mod sign;

use claimlens_verify::{
    Change, Code, Context, Crypto, Outcome, Policy, SecretReading, read_keys, verify,
};
use serde_json::{Value, json};
use sign::{b64u, hs256, token};

const SECRET: &str = "correct horse battery staple, and more of it";
const HEADER: &str = r#"{"alg":"HS256"}"#;
const PAYLOAD: &str = r#"{"sub":"someone"}"#;

fn good() -> String {
    token(HEADER, PAYLOAD, |input| hs256(SECRET.as_bytes(), input))
}

fn check(token: &str, key: &str) -> Outcome {
    verify(
        token,
        &read_keys(key.as_bytes(), SecretReading::Text),
        &Context::default(),
    )
}

fn told(outcome: &Outcome, change: Change) {
    assert_eq!(outcome.crypto, Crypto::Invalid);
    let explanation = outcome
        .explanation
        .as_ref()
        .unwrap_or_else(|| panic!("nothing was found: {:?}", outcome.reasons));
    assert_eq!(explanation.change, change, "{}", explanation.sentence);
    assert!(explanation.sentence.ends_with('.'));
}

#[test]
fn what_is_right_needs_no_explanation() {
    let outcome = check(&good(), SECRET);
    assert_eq!(
        (outcome.crypto, outcome.policy),
        (Crypto::Valid, Policy::Valid)
    );
    assert!(outcome.explanation.is_none());
    // White space at the ends is of the paste, and not of the token.
    assert_eq!(
        check(&format!("  {}\n", good()), SECRET).crypto,
        Crypto::Valid
    );
}

#[test]
fn the_secret_is_written_in_another_way() {
    let bytes = [0x5Bu8; 48];
    let token = token(HEADER, PAYLOAD, |input| hs256(&bytes, input));
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    told(&check(&token, &b64u(bytes)), Change::SecretAsBase64);
    told(&check(&token, &hex), Change::SecretAsHex);
    told(&check(&token, &hex.to_uppercase()), Change::SecretAsHex);
    told(
        &check(&token, &format!("base64:{}", b64u(bytes))),
        Change::SecretAsBase64,
    );
    let url: Vec<u8> = vec![0xFB; 48];
    let token = sign::token(HEADER, PAYLOAD, |input| hs256(&url, input));
    told(&check(&token, &b64u(&url)), Change::SecretAsBase64url);
}

#[test]
fn the_secret_was_not_to_be_decoded() {
    let bytes = [0x5A; 48];
    let text = b64u(bytes);
    let token = token(HEADER, PAYLOAD, |input| hs256(text.as_bytes(), input));
    let jwk = json!({"kty": "oct", "k": text}).to_string();
    told(&check(&token, &jwk), Change::SecretAsText);
    let set = read_keys(text.as_bytes(), SecretReading::Base64);
    told(
        &verify(&token, &set, &Context::default()),
        Change::SecretAsText,
    );
}

#[test]
fn the_secret_has_an_end_too_many_or_too_few() {
    told(
        &check(&good(), &format!("{SECRET}\n")),
        Change::SecretTrimmed,
    );
    told(
        &check(&good(), &format!(" {SECRET}")),
        Change::SecretTrimmed,
    );
    told(
        &check(&good(), &format!("\"{SECRET}\"")),
        Change::SecretTrimmed,
    );
    let secret = format!("{SECRET}\n");
    let token = token(HEADER, PAYLOAD, |input| hs256(secret.as_bytes(), input));
    told(&check(&token, SECRET), Change::SecretWithNewline);
}

#[test]
fn the_token_has_something_around_or_inside() {
    let good = good();
    let wrapped: String = good
        .as_bytes()
        .chunks(30)
        .map(|line| format!("{}\n", std::str::from_utf8(line).expect("ASCII")))
        .collect();
    for (text, code) in [
        (format!("Bearer {good}"), Code::WhiteSpace),
        (format!("Authorization: Bearer {good}"), Code::WhiteSpace),
        (format!("\"{good}\""), Code::StrayCharacter),
        (wrapped, Code::WhiteSpace),
    ] {
        let outcome = check(&text, SECRET);
        told(&outcome, Change::TokenCleaned);
        assert_eq!(outcome.reasons[0].code, Code::Surrounded);
        assert!(
            outcome.reasons.iter().any(|reason| reason.code == code),
            "{text}: {:?}",
            outcome.reasons
        );
    }
}

#[test]
fn the_parts_are_not_strict_base64url() {
    let good = good();
    let outcome = check(&format!("{good}="), SECRET);
    assert!(
        outcome
            .reasons
            .iter()
            .any(|reason| reason.code == Code::Padding)
    );
    assert!(
        outcome
            .explanation
            .is_some_and(|explanation| explanation.verifies)
    );
    // A signature in the alphabet of plain base64.
    let odd = (0..200)
        .map(|n| {
            token(HEADER, &format!("{{\"n\":{n}}}"), |input| {
                hs256(SECRET.as_bytes(), input)
            })
        })
        .find(|token| token.contains('-') && token.contains('_'))
        .expect("one of them");
    let plain = odd.replace('-', "+").replace('_', "/");
    let outcome = check(&plain, SECRET);
    assert_eq!(outcome.crypto, Crypto::Invalid);
    assert!(
        outcome
            .reasons
            .iter()
            .any(|reason| reason.code == Code::Alphabet)
    );
    assert!(
        outcome
            .explanation
            .is_some_and(|explanation| explanation.verifies)
    );
}

#[test]
fn the_signature_is_cut_off_or_has_more() {
    let good = good();
    let outcome = check(&good[..good.len() - 11], SECRET);
    told(&outcome, Change::Truncated);
    assert!(!outcome.explanation.expect("one").verifies);
    let (input, signature) = good.rsplit_once('.').expect("parts");
    let longer = format!("{input}.{signature}");
    let mut bytes = hs256(SECRET.as_bytes(), input.as_bytes());
    bytes.extend([1, 2, 3]);
    assert_eq!(check(&longer, SECRET).crypto, Crypto::Valid);
    told(
        &check(&format!("{input}.{}", b64u(bytes)), SECRET),
        Change::SignatureCut,
    );
}

#[test]
fn the_signature_is_the_digits_of_its_bytes() {
    let token = token(HEADER, PAYLOAD, |input| {
        let bytes = hs256(SECRET.as_bytes(), input);
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        digits.into_bytes()
    });
    told(&check(&token, SECRET), Change::SignatureFromHex);
}

#[test]
fn another_algorithm_signed_it() {
    let json: Value = serde_json::from_str(include_str!("data/signed.json")).expect("JSON");
    let cases = json["cases"].as_array().expect("cases");
    let case = cases
        .iter()
        .find(|case| case["keys"].get("pkcs1 pem").is_some())
        .expect("RSA");
    for token in case["mixed"].as_array().expect("tokens") {
        let pem = case["keys"]["spki pem"].as_str().expect("PEM");
        told(
            &check(token.as_str().expect("a token"), pem),
            Change::OtherAlgorithm,
        );
    }
    let token = token(r#"{"alg":"HS512"}"#, PAYLOAD, |input| {
        hs256(SECRET.as_bytes(), input)
    });
    told(&check(&token, SECRET), Change::OtherAlgorithm);
    let rs256 = case["tokens"][0].as_str().expect("a token");
    assert!(
        check(rs256, case["keys"]["spki pem"].as_str().expect("PEM"))
            .explanation
            .is_none()
    );
}

#[test]
fn the_payload_was_signed_as_it_is() {
    let encoded = b64u(HEADER);
    let signature = hs256(SECRET.as_bytes(), format!("{encoded}.{PAYLOAD}").as_bytes());
    let token = format!("{encoded}.{}.{}", b64u(PAYLOAD), b64u(signature));
    told(&check(&token, SECRET), Change::PayloadUnencoded);
}

#[test]
fn a_payload_that_travels_apart() {
    let good = good();
    let parts: Vec<&str> = good.split('.').collect();
    let detached = format!("{}..{}", parts[0], parts[2]);
    let outcome = check(&detached, SECRET);
    assert!(
        outcome
            .reasons
            .iter()
            .any(|reason| reason.code == Code::Detached)
    );
    let keys = read_keys(SECRET.as_bytes(), SecretReading::Text);
    let with = |payload: &str| {
        let context = Context {
            detached: Some(payload.as_bytes().to_vec()),
            ..Context::default()
        };
        verify(&detached, &keys, &context)
    };
    assert_eq!(with(PAYLOAD).crypto, Crypto::Valid);
    told(&with(&format!("{PAYLOAD}\n")), Change::PayloadLineBreak);
}

#[test]
fn the_key_of_another_name_is_told_by_policy() {
    let other = json!({"kty": "oct", "kid": "a", "k": b64u([1; 32])});
    let right = json!({"kty": "oct", "kid": "b", "k": b64u(SECRET)});
    let set = json!({"keys": [other, right]}).to_string();
    let token = token(r#"{"alg":"HS256","kid":"a"}"#, PAYLOAD, |input| {
        hs256(SECRET.as_bytes(), input)
    });
    let outcome = check(&token, &set);
    assert_eq!(
        (outcome.crypto, outcome.policy),
        (Crypto::Valid, Policy::Invalid)
    );
    assert!(
        outcome
            .reasons
            .iter()
            .any(|reason| reason.code == Code::KeyKid)
    );
}

#[test]
fn a_nested_token_has_verdicts_of_its_own() {
    let inner = good();
    let outer = token(r#"{"alg":"HS256","cty":"JWT"}"#, &inner, |input| {
        hs256(SECRET.as_bytes(), input)
    });
    let outcome = check(&outer, SECRET);
    assert_eq!(outcome.crypto, Crypto::Valid);
    assert_eq!(
        outcome.nested.expect("the token inside").crypto,
        Crypto::Valid
    );
    let broken = format!("{}A", &inner[..inner.len() - 1]);
    let outer = token(r#"{"alg":"HS256","cty":"JWT"}"#, &broken, |input| {
        hs256(SECRET.as_bytes(), input)
    });
    let outcome = check(&outer, SECRET);
    assert_eq!(outcome.crypto, Crypto::Valid, "of the outer one");
    assert_eq!(
        outcome.nested.expect("the token inside").crypto,
        Crypto::Invalid
    );
}

#[test]
fn every_signature_of_a_general_token_has_its_own_verdict() {
    let protected = b64u(HEADER);
    let payload = b64u(PAYLOAD);
    let input = format!("{protected}.{payload}");
    let right = b64u(hs256(SECRET.as_bytes(), input.as_bytes()));
    let wrong = b64u([0; 32]);
    let rsa = b64u(r#"{"alg":"RS256"}"#);
    let general =
        |signatures: Value| json!({"payload": payload, "signatures": signatures}).to_string();
    let one = json!({"protected": protected, "signature": right});
    let other = json!({"protected": rsa, "signature": wrong});
    let bad = json!({"protected": protected, "signature": wrong});
    let outcome = check(&general(json!([one, other])), SECRET);
    let states: Vec<Crypto> = outcome.signatures.iter().map(|one| one.crypto).collect();
    assert_eq!(states, [Crypto::Valid, Crypto::NotChecked]);
    assert_eq!(outcome.crypto, Crypto::Valid);
    let outcome = check(&general(json!([one, bad])), SECRET);
    let states: Vec<Crypto> = outcome.signatures.iter().map(|one| one.crypto).collect();
    assert_eq!(states, [Crypto::Valid, Crypto::Invalid]);
    assert_eq!(outcome.crypto, Crypto::Invalid, "one that fails is told");
}

/// Where a sentence says how to read what was given, reading it so makes it verify.
#[test]
fn a_remedy_that_is_named_works() {
    use SecretReading::{Base64, Base64url, Hex, LineBreak, Text, Trimmed, Unquoted, Verbatim};
    let bytes = [0xFBu8; 48];
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let line = format!("{SECRET}\n");
    let jwk = json!({"kty": "oct", "k": b64u(bytes)}).to_string();
    let text = SECRET.as_bytes();
    for (signed_with, given, chosen, remedy) in [
        (&bytes[..], b64u(bytes), Text, Some(Base64url)),
        (&bytes, b64u([0x5B; 3]) + &b64u(bytes), Text, None),
        (
            &bytes,
            format!("\"base64:{}\"\n", b64u(bytes)),
            Text,
            Some(Base64url),
        ),
        (&[0x5B; 48], b64u([0x5B; 48]), Hex, Some(Base64)),
        (&bytes, hex.clone(), Base64, Some(Hex)),
        (text, line.clone(), Text, Some(Trimmed)),
        (text, format!(" '{SECRET}'"), Text, Some(Unquoted)),
        (line.as_bytes(), SECRET.to_owned(), Text, Some(LineBreak)),
        (text, SECRET.to_owned(), Base64, Some(Text)),
        (text, SECRET.to_owned(), LineBreak, Some(Text)),
        (hex.as_bytes(), hex.clone(), Hex, Some(Text)),
        (jwk.as_bytes(), jwk.clone(), Text, Some(Verbatim)),
        (format!("{jwk}\n").as_bytes(), jwk.clone(), Text, None),
    ] {
        let token = token(HEADER, PAYLOAD, |input| hs256(signed_with, input));
        let with = |reading| {
            let mut keys = read_keys(b"another secret, which nobody signed with", Text);
            keys.add(read_keys(given.as_bytes(), reading));
            verify(&token, &keys, &Context::default())
        };
        let explanation = with(chosen).explanation;
        let found = explanation.as_ref().and_then(|one| one.remedy);
        let found = found.map(|one| (one.given, one.reading));
        assert_eq!(
            found,
            remedy.map(|one| (1, one)),
            "{given}: {explanation:?}"
        );
        if let Some(reading) = remedy {
            assert_eq!(with(reading).crypto, Crypto::Valid, "{given}");
        }
    }
}

/// A public key is no secret, however it is read: nothing is offered that would make it one.
#[test]
fn no_remedy_takes_a_public_key_as_the_secret() {
    let json: Value = serde_json::from_str(include_str!("data/signed.json")).expect("JSON");
    let cases = json["cases"].as_array().expect("cases");
    let pem = cases
        .iter()
        .find_map(|case| case["keys"]["spki pem"].as_str());
    let pem = pem.expect("a public key");
    let wrapped = b64u(b64u(pem));
    for (secret, given) in [(pem, pem), (b64u(pem).as_str(), wrapped.as_str())] {
        let token = token(HEADER, PAYLOAD, |input| hs256(secret.as_bytes(), input));
        for reading in SecretReading::ALL {
            let keys = read_keys(given.as_bytes(), reading);
            let outcome = verify(&token, &keys, &Context::default());
            assert_ne!(outcome.crypto, Crypto::Valid, "{reading:?}");
            let remedy = outcome.explanation.and_then(|one| one.remedy);
            assert_eq!(remedy, None, "{reading:?} of {given}");
        }
    }
}
