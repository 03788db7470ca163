//! Tokens in any form: there is an outcome, what is refused says why, and nothing verifies that was not
//! signed with one of the keys.
#![no_main]

use std::sync::LazyLock;

use claimlens_verify::{Context, Crypto, KeySet, SecretReading, read_keys, verify};
use libfuzzer_sys::fuzz_target;

/// A key of every kind, and the tokens that were signed with them.
static SIGNED: LazyLock<(KeySet, Vec<String>)> = LazyLock::new(|| {
    let text = include_str!("../../../verify/tests/data/signed.json");
    let json: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let (mut keys, mut tokens) = (KeySet::default(), Vec::new());
    for case in json["cases"].as_array().expect("cases") {
        let key = case["keys"]["jwk"].as_str().expect("a key");
        keys.add(read_keys(key.as_bytes(), SecretReading::Text));
        let signed = case["tokens"].as_array().expect("tokens");
        tokens.extend(signed.iter().map(|token| token.as_str().expect("text").to_owned()));
    }
    (keys, tokens)
});

/// Whether the parts of a token that is known lie in the text, in whatever serialisation.
fn has_known(text: &str) -> bool {
    SIGNED.1.iter().any(|token| token.split('.').all(|part| text.contains(part)))
}

fuzz_target!(|text: &str| {
    let context = Context {
        now: 1_700_000_000,
        access_token: Some("an access token".into()),
        try_own_keys: true,
        ..Context::default()
    };
    let secret = read_keys(b"a secret of some length, which nobody knows", SecretReading::Text);
    for (keys, may_hold) in [
        (&KeySet::default(), false),
        (&secret, false),
        (&SIGNED.0, has_known(text)),
    ] {
        let outcome = verify(text, keys, &context);
        assert!(outcome.crypto != Crypto::Valid || may_hold, "forged");
        if outcome.crypto == Crypto::Invalid {
            assert!(!outcome.reasons.is_empty());
        }
    }
});
