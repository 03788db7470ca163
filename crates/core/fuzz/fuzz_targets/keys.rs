//! Keys in any form: what is read says what it is, and a public key is never a secret.
#![no_main]

use claimlens_verify::{Context, Crypto, SecretReading, read_keys, verify};
use libfuzzer_sys::fuzz_target;

const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fuzz_target!(|given: &[u8]| {
    for reading in [
        SecretReading::Text,
        SecretReading::Base64,
        SecretReading::Base64url,
        SecretReading::Hex,
    ] {
        let keys = read_keys(given, reading);
        for key in &keys.keys {
            assert!(!key.material.words().is_empty());
            assert_eq!(key.thumbprint().is_some(), key.material.is_public());
        }
        let outcome = verify(TOKEN, &keys, &Context::default());
        assert_ne!(outcome.crypto, Crypto::Valid, "nobody finds the secret of a code of zeros");
    }
});
