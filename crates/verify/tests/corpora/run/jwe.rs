//! JWE: the vectors of Wycheproof and of the cookbook, opened with the keys they bring.

use claimlens_verify::{Context, Crypto, Forms, KeySet, Policy, SecretReading, read_keys, verify};
use serde_json::Value;

use super::{Found, OTHER, Ran, alg, caught, found, keys, text};
use crate::support::vectors;

fn hex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal"))
        .collect()
}

/// Those that must open give their plaintext; none where the vectors are not there.
pub(crate) fn wycheproof() -> Option<Vec<Ran>> {
    let mut all = Vec::new();
    for file in ["json_web_encryption_test", "json_web_crypto_test"] {
        let json = vectors("wycheproof-jwe", &format!("wycheproof/{file}.json"))?;
        for group in json["testGroups"].as_array().expect("groups") {
            for test in group["tests"].as_array().expect("tests") {
                let Some(token) = test.get("jwe") else {
                    continue;
                };
                let text = text(token);
                let context = Context {
                    // The suite is written for libraries that take Compact Serialization alone.
                    forms: Forms::CompactOnly,
                    ..Context::default()
                };
                let plain = test["pt"].as_str().map(hex);
                all.push(Ran {
                    corpus: "wycheproof JWE",
                    algorithm: key_management(&text),
                    id: format!("wycheproof/{file}#{}", test["tcId"]),
                    label: test["result"].as_str().expect("a word").to_owned(),
                    found: open(&text, &keys(&group["private"]), &context, plain.as_deref()),
                    rule: None,
                    verdicts: None,
                });
            }
        }
    }
    Some(all)
}

/// Opens it. What is opened to another text than it should is not good.
fn open(text: &str, keys: &KeySet, context: &Context, plain: Option<&[u8]>) -> Found {
    caught(|| {
        let outcome = verify(text, keys, context);
        let content = outcome.decrypted.as_ref().map(|one| one.content.as_slice());
        let is_good = outcome.crypto == Crypto::Decrypted && outcome.policy == Policy::Valid;
        if is_good && plain.is_some() && plain != content {
            return Found {
                why: "the content is another".to_owned(),
                ..Found::default()
            };
        }
        found(&outcome, is_good)
    })
}

fn key_management(text: &str) -> String {
    const KNOWN: [&str; 17] = [
        "RSA1_5",
        "RSA-OAEP",
        "RSA-OAEP-256",
        "A128KW",
        "A192KW",
        "A256KW",
        "dir",
        "ECDH-ES",
        "ECDH-ES+A128KW",
        "ECDH-ES+A192KW",
        "ECDH-ES+A256KW",
        "A128GCMKW",
        "A192GCMKW",
        "A256GCMKW",
        "PBES2-HS256+A128KW",
        "PBES2-HS384+A192KW",
        "PBES2-HS512+A256KW",
    ];
    alg(text)
        .filter(|name| KNOWN.contains(&name.as_str()))
        .unwrap_or_else(|| OTHER.to_owned())
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

/// Each form under each of its keys; none where the vectors are not there.
pub(crate) fn cookbook() -> Option<Vec<Ran>> {
    let mut ran = Vec::new();
    for path in COOKBOOK {
        let json = vectors("jose-cookbook-jwe", &format!("jose-cookbook/{path}"))?;
        let input = &json["input"];
        let all: Vec<KeySet> = match (&input["key"], input["pwd"].as_str()) {
            (Value::Array(each), _) => each.iter().map(keys).collect(),
            (_, Some(password)) => vec![read_keys(password.as_bytes(), SecretReading::Text)],
            (key, None) => vec![keys(key)],
        };
        let plain = input["plaintext"].as_str().expect("text").as_bytes();
        for form in ["compact", "json", "json_flat"] {
            let Some(token) = json["output"].get(form) else {
                continue;
            };
            let text = text(token);
            for (at, keys) in all.iter().enumerate() {
                ran.push(Ran {
                    corpus: "JOSE cookbook JWE",
                    algorithm: key_management(&text),
                    id: format!("cookbook/{path}#{form}.{at}"),
                    label: "valid".to_owned(),
                    // The one with RSA1_5 is opened, and not advised: that is another matter.
                    found: opened(&text, keys, plain),
                    rule: None,
                    verdicts: None,
                });
            }
        }
    }
    Some(ran)
}

fn opened(text: &str, keys: &KeySet, plain: &[u8]) -> Found {
    caught(|| {
        let outcome = verify(text, keys, &Context::default());
        let content = outcome.decrypted.as_ref().map(|one| one.content.as_slice());
        let is_good = outcome.crypto == Crypto::Decrypted && content == Some(plain);
        found(&outcome, is_good)
    })
}
