//! Tokens in any form: there is an outcome, and what is refused says why.
#![no_main]

use claimlens_verify::{Context, Crypto, KeySet, SecretReading, read_keys, verify};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let context = Context {
        now: 1_700_000_000,
        access_token: Some("an access token".into()),
        try_own_keys: true,
        ..Context::default()
    };
    let secret = read_keys(b"a secret of some length, which nobody knows", SecretReading::Text);
    for keys in [KeySet::default(), secret] {
        let outcome = verify(text, &keys, &context);
        assert_ne!(outcome.crypto, Crypto::Valid);
        if outcome.crypto == Crypto::Invalid {
            assert!(!outcome.reasons.is_empty());
        }
    }
});
