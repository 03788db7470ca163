//! The SD-JWTs of the specification's examples: issued and presented, in both serialisations.

use claimlens_verify::{Context, Crypto, verify};
use serde_json::Value;

use super::{Ran, caught, found, keys, signature_alg};
use crate::support::vectors;

/// Runs them all; none where the vectors are not there.
pub(crate) fn sd_jwt() -> Option<Vec<Ran>> {
    let json = vectors("sd-jwt", "sd-jwt/sd_jwt_tokens.json")?;
    let keys = keys(&json["issuer_public_jwk"]);
    let mut all = Vec::new();
    for test in json["tests"].as_array().expect("tests") {
        for form in ["sd_jwt_issuance", "sd_jwt_presentation"] {
            let text = match (&test[form], &test[format!("{form}_json")]) {
                (Value::String(text), _) | (_, Value::String(text)) => text.clone(),
                (_, object) => object.to_string(),
            };
            all.push(Ran {
                corpus: "SD-JWT",
                algorithm: signature_alg(&text),
                id: format!("sd-jwt/{}#{form}", test["name"].as_str().expect("a name")),
                label: "valid".to_owned(),
                found: caught(|| {
                    let outcome = verify(&text, &keys, &Context::default());
                    found(&outcome, outcome.crypto == Crypto::Valid)
                }),
                rule: None,
                verdicts: None,
            });
        }
    }
    Some(all)
}
