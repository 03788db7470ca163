//! Work that somebody else would like to have done: refused before it is begun, or cut off at a number
//! that is said. Counts and not clocks: what is asserted is how often something was done, or that it was not.

#[path = "support/sign.rs"]
mod sign;

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use claimlens_verify::{
    Code, Context, Crypto, Material, Outcome, SecretReading, read_keys, verify,
};
use serde_json::{Value, json};
use sign::{b64u, hs256, token};

fn check(token: &str, key: &str) -> Outcome {
    verify(
        token,
        &read_keys(key.as_bytes(), SecretReading::Text),
        &Context::default(),
    )
}

/// It was refused with that code, and the sentence has those words.
fn refused(outcome: &Outcome, code: Code, words: &str) {
    assert_eq!(outcome.crypto, Crypto::Invalid);
    let reason = outcome.reasons.iter().find(|reason| reason.code == code);
    let reason = reason.unwrap_or_else(|| panic!("{code:?}: {:?}", outcome.reasons));
    assert!(reason.sentence.contains(words), "{}", reason.sentence);
}

#[test]
fn of_ten_thousand_keys_two_hundred_are_tried_and_a_hundred_listed() {
    let key = |at: usize| json!({"kty": "oct", "kid": format!("k{at}"), "k": b64u([7; 64])});
    let set = json!({"keys": (0..10_000).map(key).collect::<Vec<_>>()}).to_string();
    let keys = read_keys(set.as_bytes(), SecretReading::Text);
    assert_eq!(keys.keys.len(), 10_000);
    assert!(keys.findings.len() <= 100, "{}", keys.findings.len());
    let forged = token(r#"{"alg":"HS256","kid":"k9999"}"#, "{}", |_| vec![0; 32]);
    let outcome = verify(&forged, &keys, &Context::default());
    refused(&outcome, Code::Mismatch, "any of the 200 keys that fit");
    assert_eq!(outcome.keys.len(), 100);
    // The one that the header names is among those that are tried, wherever it stands.
    let mut good: Value = serde_json::from_str(&set).expect("JSON");
    good["keys"][9_999]["k"] = json!(b64u([9; 64]));
    let signed = token(r#"{"alg":"HS256","kid":"k9999"}"#, "{}", |input| {
        hs256(&[9; 64], input)
    });
    assert_eq!(check(&signed, &good.to_string()).crypto, Crypto::Valid);
    // And beyond twenty thousand nothing is read.
    let set = json!({"keys": vec![json!({"kty": "oct", "k": "AAAA"}); 25_000]}).to_string();
    let keys = read_keys(set.as_bytes(), SecretReading::Text);
    assert_eq!(keys.keys.len(), 20_000);
}

#[test]
fn numbers_beyond_all_bounds_are_not_computed_with() {
    let rs256 = token(r#"{"alg":"RS256"}"#, "{}", |_| vec![1; 256]);
    // A modulus is odd and an exponent small, or nothing is computed: each is refused by its size alone.
    for (n, e, words) in [
        (
            vec![0xFF; 256],
            vec![0xFF; 16 << 20],
            "exponent has more than 64 bits",
        ),
        (
            vec![0xFF; 16 << 20],
            vec![1, 0, 1],
            "modulus has more than 16384 bits",
        ),
        (vec![0xFE; 256], vec![1, 0, 1], "modulus is even"),
        (
            vec![0xFF; 8],
            vec![1, 0, 1],
            "modulus has fewer than 256 bits",
        ),
        (vec![0xFF; 256], vec![0], "e is 0"),
    ] {
        let jwk = json!({"kty": "RSA", "n": b64u(n), "e": b64u(e)}).to_string();
        refused(&check(&rs256, &jwk), Code::KeyUnusable, words);
    }
}

#[test]
fn keys_of_sixteen_thousand_bits_count_as_sixteen() {
    let set = |bytes: usize| {
        let key = |at: usize| {
            let n = [vec![0xC0 | (at as u8 & 0x0F); bytes - 1], vec![1]].concat();
            json!({"kty": "RSA", "n": b64u(n), "e": b64u([0xFF; 8])})
        };
        json!({"keys": (0..300).map(key).collect::<Vec<_>>()}).to_string()
    };
    for (bytes, tried) in [(256, 200), (512, 200), (1024, 50), (1536, 22), (2048, 12)] {
        let forged = token(r#"{"alg":"RS256"}"#, "{}", |_| vec![1; bytes]);
        let words = format!("any of the {tried} keys");
        refused(&check(&forged, &set(bytes)), Code::Mismatch, &words);
    }
}

/// DER that says of its last part that it has a gigabyte.
fn promises(parts: &[&[u8]]) -> Vec<u8> {
    let mut out = vec![0x30, 0x84, 0x40, 0, 0, 0x40];
    out.extend(parts.concat());
    out
}

#[test]
fn a_length_of_a_gigabyte_is_not_believed() {
    let rs256 = token(r#"{"alg":"RS256"}"#, "{}", |_| vec![1; 256]);
    let modulus = [&[2, 0x82, 1, 1, 0][..], &[0xC3; 256]].concat();
    let exponent = [2, 0x84, 0x40, 0, 0, 0, 1, 0, 1];
    let pkcs1 = promises(&[&modulus, &exponent]);
    let armoured = format!(
        "-----BEGIN RSA PUBLIC KEY-----\n{}\n-----END RSA PUBLIC KEY-----",
        standard(&pkcs1)
    );
    let ssh_rsa = [&[0, 0, 0, 7][..], b"ssh-rsa", &[0x40, 0, 0, 0, 1, 0, 1]].concat();
    for given in [armoured, format!("ssh-rsa {} someone", standard(&ssh_rsa))] {
        let keys = read_keys(given.as_bytes(), SecretReading::Text);
        let [key] = keys.keys.as_slice() else {
            panic!("{:?}", keys.keys);
        };
        assert!(matches!(key.material, Material::Unusable { .. }), "{key:?}");
        refused(
            &verify(&rs256, &keys, &Context::default()),
            Code::KeyUnusable,
            "cannot be used",
        );
    }
    // Bytes without armour are a key that is broken, or none at all; a number of a gigabyte is neither.
    let keys = read_keys(&pkcs1, SecretReading::Text);
    assert!(keys.keys.iter().all(|key| !key.material.is_public()));
}

fn standard(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// The certificates among the made keys, in PEM.
fn certificates() -> Vec<String> {
    let json: Value = serde_json::from_str(include_str!("data/signed.json")).expect("JSON");
    let cases = json["cases"].as_array().expect("cases").iter();
    cases
        .filter_map(|case| Some(case["keys"]["certificate pem"].as_str()?.to_owned()))
        .collect()
}

#[test]
fn a_certificate_cut_anywhere_is_told_and_is_no_key() {
    let all = certificates();
    assert!(all.len() > 5);
    let mut cuts = 0;
    for pem in all {
        let (head, rest) = pem.split_once('\n').expect("lines");
        let (body, tail) = rest.split_once("-----END").expect("an end");
        let body: String = body.split_whitespace().collect();
        for at in (0..body.len() - 4).step_by(3) {
            let cut = format!("{head}\n{}\n-----END{tail}", &body[..at]);
            let keys = read_keys(cut.as_bytes(), SecretReading::Text);
            let [key] = keys.keys.as_slice() else {
                panic!("{at}: {:?}", keys.keys);
            };
            let Material::Unusable { why } = &key.material else {
                panic!("{at}: {key:?}");
            };
            assert!(!why.is_empty());
            let codes: Vec<&str> = keys.findings.iter().map(|finding| finding.code).collect();
            assert_eq!(codes, ["key.unreadable"], "{at}");
            cuts += 1;
        }
    }
    assert!(cuts > 1000, "{cuts}");
}

#[test]
fn a_label_that_is_wrong_is_told_whatever_it_is() {
    let pem = certificates().remove(0);
    for label in [
        "PUBLIC KEY",
        "RSA PUBLIC KEY",
        "PRIVATE KEY",
        "EC PRIVATE KEY",
        "PGP PUBLIC KEY BLOCK",
        "",
    ] {
        let given = pem.replace("BEGIN CERTIFICATE", &format!("BEGIN {label}"));
        let given = given.replace("END CERTIFICATE", &format!("END {label}"));
        let keys = read_keys(given.as_bytes(), SecretReading::Text);
        let codes: Vec<&str> = keys.findings.iter().map(|finding| finding.code).collect();
        assert!(
            codes.contains(&"key.pem.label") || codes.contains(&"key.unreadable"),
            "{label}: {codes:?}"
        );
        let is_secret = |material: &Material| matches!(material, Material::Secret(_));
        assert!(
            !keys.keys.iter().any(|key| is_secret(&key.material)),
            "{label}"
        );
    }
}

/// A JWE for the key of nines with that content, compressed.
fn compressed(content: &[u8]) -> String {
    let header = b64u(r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#);
    let deflated = miniz_oxide::deflate::compress_to_vec(content, 9);
    let payload = Payload {
        msg: &deflated,
        aad: header.as_bytes(),
    };
    let cipher = Aes256Gcm::new_from_slice(&[9; 32]).expect("a key");
    let nonce = Nonce::try_from(&[3; 12][..]).expect("12 bytes");
    let sealed = cipher.encrypt(&nonce, payload).expect("sealed");
    let (text, tag) = sealed.split_at(sealed.len() - 16);
    format!("{header}..{}.{}.{}", b64u([3; 12]), b64u(text), b64u(tag))
}

#[test]
fn cve_2024_28176_and_cve_2024_33664_content_that_grows_a_thousandfold() {
    let key = json!({"kty": "oct", "k": b64u([9; 32])}).to_string();
    let bomb = compressed(&vec![0; 64 << 20]);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    let outcome = check(&bomb, &key);
    refused(&outcome, Code::Limit, "more than 16 MB");
    assert!(outcome.decrypted.is_none());
    // Up to the bound it is opened.
    let outcome = check(&compressed(&vec![b'a'; 16 << 20]), &key);
    assert_eq!(outcome.crypto, Crypto::Decrypted, "{:?}", outcome.reasons);
    assert_eq!(outcome.decrypted.expect("content").content.len(), 16 << 20);
    let outcome = check(&compressed(&vec![b'a'; (16 << 20) + 1]), &key);
    refused(&outcome, Code::Limit, "more than 16 MB");
}

#[test]
fn cve_2022_36083_and_cve_2023_52428_rounds_that_the_sender_chooses() {
    let hollow = |rounds: u64, recipients: usize| {
        let one = json!({"header": {"alg": "PBES2-HS256+A128KW", "p2s": b64u([1; 16]), "p2c": rounds}, "encrypted_key": b64u([0; 40])});
        json!({
            "protected": b64u(r#"{"enc":"A128CBC-HS256"}"#),
            "recipients": vec![one; recipients],
            "iv": b64u([0; 16]), "ciphertext": b64u([0; 32]), "tag": b64u([0; 16]),
        })
        .to_string()
    };
    refused(
        &check(&hollow(1_000_000_000, 1), "a password"),
        Code::Limit,
        "1000000000 rounds",
    );
    refused(
        &check(&hollow(2_000_001, 1), "a password"),
        Code::Limit,
        "2000001 rounds",
    );
    // Together they may not ask for more either: none of 32 is begun that does not fit.
    refused(
        &check(&hollow(u64::MAX, 32), "a password"),
        Code::Limit,
        "rounds",
    );
    refused(
        &check(&hollow(1000, 33), "a password"),
        Code::JsonForm,
        "33 recipients",
    );
}

#[test]
fn no_more_signatures_disclosures_and_layers_than_are_counted() {
    let secret = "a secret of the receiver's that is long enough";
    let protected = b64u(r#"{"alg":"HS256"}"#);
    let one = json!({"protected": protected, "signature": b64u([0; 32])});
    let many = json!({"payload": "e30", "signatures": vec![one; 10_000]}).to_string();
    let outcome = check(&many, secret);
    assert_eq!(outcome.crypto, Crypto::Invalid);
    assert!(
        outcome.signatures.len() <= 32,
        "{}",
        outcome.signatures.len()
    );
    let issued = token(r#"{"alg":"HS256"}"#, r#"{"_sd":[]}"#, |input| {
        hs256(secret.as_bytes(), input)
    });
    let disclosure = format!("~{}", b64u(r#"["salt","a",1]"#));
    let outcome = check(&format!("{issued}{}~", disclosure.repeat(50_000)), secret);
    assert_eq!(outcome.crypto, Crypto::Invalid);
    let listed = outcome.sd_jwt.map_or(0, |one| one.disclosures.len());
    assert!(listed <= 1000, "{listed}");
    // A token in a token, and so on: eight layers are looked into.
    let mut text = token(r#"{"alg":"HS256"}"#, "{}", |input| {
        hs256(secret.as_bytes(), input)
    });
    for _ in 0..20 {
        let payload = text.clone();
        text = token(r#"{"alg":"HS256"}"#, &payload, |input| {
            hs256(secret.as_bytes(), input)
        });
    }
    let (mut layers, mut at) = (1, check(&text, secret));
    while let Some(inner) = at.nested {
        assert_eq!(inner.crypto, Crypto::Valid);
        (layers, at) = (layers + 1, *inner);
    }
    assert_eq!(layers, 9);
}
