//! What went wrong elsewhere, under its number: none of it verifies here.

#[path = "support/sign.rs"]
mod sign;

use claimlens_verify::{
    Change, Code, Context, Crypto, Outcome, Policy, SecretReading, read_keys, verify,
};
use p256::ecdsa::signature::Signer as _;
use serde_json::{Value, json};
use sign::{b64u, hs256, token};

const FORGED: &str = r#"{"sub":"admin","exp":1}"#;

fn check(token: &str, key: &str) -> Outcome {
    verify(
        token,
        &read_keys(key.as_bytes(), SecretReading::Text),
        &Context::default(),
    )
}

fn refused(outcome: &Outcome, code: Code) {
    assert_eq!(outcome.crypto, Crypto::Invalid, "{:?}", outcome.reasons);
    assert_eq!(outcome.policy, Policy::Invalid);
    assert!(
        outcome.reasons.iter().any(|reason| reason.code == code),
        "{:?}",
        outcome.reasons
    );
}

/// The keys of the RSA case: by form.
fn rsa() -> Value {
    let json: Value = serde_json::from_str(include_str!("data/signed.json")).expect("JSON");
    let cases = json["cases"].as_array().expect("cases");
    let case = cases
        .iter()
        .find(|case| case["keys"].get("pkcs1 pem").is_some());
    case.expect("an RSA case").clone()
}

fn form<'c>(case: &'c Value, name: &str) -> &'c str {
    case["keys"][name].as_str().expect("a form")
}

#[test]
fn cve_2015_9235_an_hmac_with_the_public_key_as_secret() {
    let case = rsa();
    for name in [
        "spki pem",
        "pkcs1 pem",
        "certificate pem",
        "jwk",
        "spki base64",
        "ssh",
        "spki hex",
    ] {
        let key = form(&case, name);
        let forged = token(r#"{"alg":"HS256"}"#, FORGED, |input| {
            hs256(key.as_bytes(), input)
        });
        let outcome = check(&forged, key);
        refused(&outcome, Code::AlgConfusion);
        let explanation = outcome.explanation.expect("it is said that it matched");
        assert_eq!(explanation.change, Change::PublicKeyAsSecret, "{name}");
        assert!(
            outcome
                .findings
                .iter()
                .any(|finding| finding.code == "jws.alg_confusion"),
            "{name}"
        );
    }
}

#[test]
fn cve_2016_5431_the_key_wrapped_as_a_shared_secret() {
    let case = rsa();
    for name in ["spki pem", "jwk", "certificate pem"] {
        let key = form(&case, name);
        let wrapped = json!({"kty": "oct", "k": b64u(key)}).to_string();
        let forged = token(r#"{"alg":"HS256"}"#, FORGED, |input| {
            hs256(key.as_bytes(), input)
        });
        refused(&check(&forged, &wrapped), Code::AlgConfusion);
    }
}

#[test]
fn cve_2016_10555_hs256_where_the_receiver_has_an_rsa_key() {
    let case = rsa();
    let key = form(&case, "spki pem");
    // Without the line break at its end, as some receivers kept their key.
    let forged = token(r#"{"alg":"HS256"}"#, FORGED, |input| {
        hs256(key.trim().as_bytes(), input)
    });
    let outcome = check(&forged, key);
    refused(&outcome, Code::AlgConfusion);
    assert_eq!(
        outcome.explanation.expect("an explanation").change,
        Change::PublicKeyAsSecret
    );
}

#[test]
fn cve_2015_2951_and_cve_2020_28042_no_algorithm_and_no_signature() {
    let key = "a secret of the receiver's that is long enough";
    for alg in ["none", "None", "NONE", "nOnE", "none "] {
        let forged = format!(
            "{}.{}.",
            b64u(format!(r#"{{"alg":"{alg}"}}"#)),
            b64u(FORGED)
        );
        refused(&check(&forged, key), Code::AlgNone);
        refused(&check(&forged, ""), Code::AlgNone);
        let signed = token(&format!(r#"{{"alg":"{alg}"}}"#), FORGED, |input| {
            hs256(key.as_bytes(), input)
        });
        refused(&check(&signed, key), Code::AlgNone);
    }
    // An algorithm, and nothing where the signature should be.
    for alg in ["HS256", "RS256", "ES256", "EdDSA", "ML-DSA-44"] {
        let forged = format!(
            "{}.{}.",
            b64u(format!(r#"{{"alg":"{alg}"}}"#)),
            b64u(FORGED)
        );
        refused(&check(&forged, key), Code::SignatureMissing);
    }
    let forged = format!("{}.{}.", b64u("{}"), b64u(FORGED));
    refused(&check(&forged, key), Code::AlgMissing);
}

/// An attacker's own key, and a token it signed with its key in the header.
fn embedded(header: impl Fn(&Value) -> Value) -> String {
    let key = p256::ecdsa::SigningKey::from_slice(&[7; 32]).expect("a key");
    let point = key.verifying_key().to_sec1_point(false);
    let bytes = point.as_bytes();
    let jwk =
        json!({"kty": "EC", "crv": "P-256", "x": b64u(&bytes[1..33]), "y": b64u(&bytes[33..])});
    token(&header(&jwk).to_string(), FORGED, |input| {
        let signature: p256::ecdsa::Signature = key.sign(input);
        signature.to_bytes().to_vec()
    })
}

#[test]
fn cve_2018_0114_a_key_in_the_header() {
    let case = rsa();
    let forged = embedded(|jwk| json!({"alg": "ES256", "jwk": jwk}));
    let none = check(&forged, "");
    assert_eq!(none.crypto, Crypto::NotChecked);
    assert_eq!(none.policy, Policy::NotChecked);
    refused(&check(&forged, form(&case, "spki pem")), Code::KeyType);
    // Even when asked to try it, it is never more than self-asserted.
    let context = Context {
        try_own_keys: true,
        ..Context::default()
    };
    for key in ["", form(&case, "spki pem")] {
        let outcome = verify(
            &forged,
            &read_keys(key.as_bytes(), SecretReading::Text),
            &context,
        );
        assert_eq!(outcome.crypto, Crypto::SelfAsserted);
        assert_ne!(outcome.policy, Policy::Valid);
    }
}

#[test]
fn cve_2018_0114_an_address_or_a_certificate_in_the_header() {
    let case = rsa();
    for name in ["jku", "x5u"] {
        let forged = embedded(|_| {
            let mut header = json!({"alg": "ES256", "kid": "1"});
            header[name] = json!("https://attacker.example/keys");
            header
        });
        assert_eq!(check(&forged, "").crypto, Crypto::NotChecked);
        let outcome = check(&forged, form(&case, "jwks"));
        refused(&outcome, Code::KeyType);
        assert!(
            outcome
                .findings
                .iter()
                .any(|finding| finding.code == "header.key")
        );
    }
    let own = form(&case, "certificate base64");
    let forged = embedded(|_| json!({"alg": "ES256", "x5c": [own]}));
    assert_eq!(check(&forged, "").crypto, Crypto::NotChecked);
}

#[test]
fn cve_2021_46743_a_kid_that_leads_to_a_key_of_another_type() {
    // The set has a secret and a public key; the token names the public one and is an HMAC with its text.
    let case = rsa();
    let mut public: Value = serde_json::from_str(form(&case, "jwk")).expect("JSON");
    public["kid"] = json!("rsa");
    let set =
        json!({"keys": [public, {"kty": "oct", "kid": "hmac", "k": b64u([9; 64])}]}).to_string();
    let pem = form(&case, "spki pem");
    let forged = token(r#"{"alg":"HS256","kid":"rsa"}"#, FORGED, |input| {
        hs256(pem.as_bytes(), input)
    });
    refused(&check(&forged, &set), Code::Mismatch);
}

#[test]
fn cve_2022_21449_a_signature_of_zeros() {
    let json: Value = serde_json::from_str(include_str!("data/signed.json")).expect("JSON");
    for case in json["cases"].as_array().expect("cases") {
        let jwk = case["keys"]["jwk"].as_str().expect("a JWK");
        let good = case["tokens"][0].as_str().expect("a token");
        let (input, signature) = good.rsplit_once('.').expect("three parts");
        let size = signature.len() * 3 / 4;
        for byte in [0, 1, 0xFF] {
            let forged = format!("{input}.{}", b64u(vec![byte; size]));
            refused(&check(&forged, jwk), Code::Mismatch);
        }
    }
}

#[test]
fn cve_2022_29217_a_public_key_in_another_form_as_secret() {
    // Python's jwt looked for PEM headers; OpenSSH keys went through.
    let json: Value = serde_json::from_str(include_str!("data/signed.json")).expect("JSON");
    let mut run = 0;
    for case in json["cases"].as_array().expect("cases") {
        let Some(ssh) = case["keys"]["ssh"].as_str() else {
            continue;
        };
        let forged = token(r#"{"alg":"HS256"}"#, FORGED, |input| {
            hs256(ssh.as_bytes(), input)
        });
        refused(&check(&forged, ssh), Code::AlgConfusion);
        run += 1;
    }
    assert!(run >= 4);
}

#[test]
fn cve_2017_15361_roca() {
    // Every residue is a power of 65537: the product of the small primes, plus one.
    let primes = [
        3u64, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89,
        97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
    ];
    let mut n = vec![0u8; 256];
    n[255] = 2;
    for prime in primes {
        let mut carry = 0;
        for byte in n.iter_mut().rev() {
            let product = u64::from(*byte) * prime + carry;
            *byte = (product & 0xFF) as u8;
            carry = product >> 8;
        }
    }
    // 2 · product + 1, shifted up by a multiple that changes no residue is not needed: it is odd and shaped.
    n[255] += 1;
    let jwk = json!({"kty": "RSA", "n": b64u(&n[n.iter().position(|b| *b != 0).expect("a digit")..]), "e": "AQAB"});
    let set = read_keys(jwk.to_string().as_bytes(), SecretReading::Text);
    assert!(
        set.findings
            .iter()
            .any(|finding| finding.code == "key.rsa.roca")
    );
    // And a sound one is not.
    let case = rsa();
    let set = read_keys(form(&case, "jwk").as_bytes(), SecretReading::Text);
    assert!(set.findings.is_empty(), "{:?}", set.findings);
}

#[test]
fn cve_2019_20933_an_empty_secret() {
    let forged = token(r#"{"alg":"HS256"}"#, FORGED, |input| hs256(b"", input));
    assert_eq!(check(&forged, "").crypto, Crypto::NotChecked);
    let outcome = check(&forged, r#"{"kty":"oct","k":""}"#);
    assert_eq!(outcome.policy, Policy::Invalid, "{:?}", outcome.reasons);
}

#[test]
fn cve_2023_48223_and_cve_2024_33663_any_armour_and_any_type_of_public_key() {
    // Lists of what public keys begin with had gaps: PKCS #1, white space before it, OpenSSH, DER, EC.
    let json: Value = serde_json::from_str(include_str!("data/signed.json")).expect("JSON");
    let mut run = 0;
    for case in json["cases"].as_array().expect("cases") {
        let keys = case["keys"].as_object().expect("keys");
        for (name, key) in keys.iter().filter(|(name, _)| !name.contains("jwk")) {
            let key = format!("\n {}", key.as_str().expect("text"));
            let forged = token(r#"{"alg":"HS256"}"#, FORGED, |input| {
                hs256(key.as_bytes(), input)
            });
            let outcome = check(&forged, &key);
            assert_eq!(outcome.policy, Policy::Invalid, "{name}");
            refused(&outcome, Code::AlgConfusion);
            run += 1;
        }
    }
    assert!(run > 50, "{run}");
}

#[test]
fn a_second_signer_whose_secret_was_not_given_is_left_open() {
    let key = p256::ecdsa::SigningKey::from_slice(&[7; 32]).expect("a key");
    let point = key.verifying_key().to_sec1_point(false);
    let bytes = point.as_bytes();
    let jwk =
        json!({"kty": "EC", "crv": "P-256", "x": b64u(&bytes[1..33]), "y": b64u(&bytes[33..])});
    let payload = b64u(FORGED);
    let (es256, hs256) = (b64u(r#"{"alg":"ES256"}"#), b64u(r#"{"alg":"HS256"}"#));
    let signature: p256::ecdsa::Signature = key.sign(format!("{es256}.{payload}").as_bytes());
    let good = json!({"protected": es256, "signature": b64u(signature.to_bytes())});
    let other = json!({"protected": hs256, "signature": b64u([0; 32])});
    let both = json!({"payload": payload, "signatures": [good, other]}).to_string();
    let outcome = check(&both, &jwk.to_string());
    let states: Vec<Crypto> = outcome.signatures.iter().map(|one| one.crypto).collect();
    assert_eq!(states, [Crypto::Valid, Crypto::NotChecked]);
    // By itself it is what an attacker would send.
    let alone = json!({"payload": payload, "signatures": [other]}).to_string();
    refused(&check(&alone, &jwk.to_string()), Code::AlgConfusion);
}

#[test]
fn a_critical_extension_that_is_not_understood() {
    let key = "a secret of the receiver's that is long enough";
    for (header, code) in [
        (
            r#"{"alg":"HS256","crit":["exp"],"exp":1}"#,
            Code::CritUnknown,
        ),
        (r#"{"alg":"HS256","crit":[]}"#, Code::CritForm),
        (r#"{"alg":"HS256","crit":"b64"}"#, Code::CritForm),
        (r#"{"alg":"HS256","crit":["alg"]}"#, Code::CritForm),
        (r#"{"alg":"HS256","crit":["b64"]}"#, Code::CritForm),
        (r#"{"alg":"HS256","b64":false}"#, Code::B64NotCritical),
        (r#"{"alg":"HS256","alg":"HS256"}"#, Code::DuplicateMember),
        (r#"{"alg":"HS256",}"#, Code::HeaderJson),
        (r#"["HS256"]"#, Code::HeaderJson),
        (r#"{"alg":"hs256"}"#, Code::AlgUnknown),
    ] {
        let forged = token(header, FORGED, |input| hs256(key.as_bytes(), input));
        refused(&check(&forged, key), code);
    }
}

#[test]
fn a_header_of_another_family_gets_no_further_with_a_key_that_cannot_do_it() {
    let json: Value = serde_json::from_str(include_str!("data/signed.json")).expect("JSON");
    let cases = json["cases"].as_array().expect("cases");
    for (at, case) in cases.iter().enumerate() {
        for (other, key) in cases.iter().enumerate() {
            if at == other {
                continue;
            }
            let token = case["tokens"][0].as_str().expect("a token");
            let outcome = check(token, key["keys"]["jwk"].as_str().expect("a JWK"));
            assert_eq!(outcome.crypto, Crypto::Invalid, "{at} under {other}");
        }
    }
}
