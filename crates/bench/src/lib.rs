//! What the benchmarks have in common: tokens of a given size, and the inspection as a plain function for JavaScript.
//! The programs beside it run natively alone; only this library is built for WebAssembly, too.

use std::time::Duration;

use claimlens_core::jose::base64url::encode;
use claimlens_core::{Context, inspect};

/// The moment the benchmarks judge for.
pub const NOW: i64 = 1_700_000_000;

/// A token of about `bytes` characters: the claims of an access token and one long claim.
#[must_use]
pub fn token(bytes: usize) -> String {
    let header = r#"{"alg":"RS256","typ":"at+jwt","kid":"2023-11"}"#;
    let claims = |filler: usize| {
        let filler = "lorem ipsum dolor sit amet "
            .chars()
            .cycle()
            .take(filler)
            .collect::<String>();
        format!(
            r#"{{"iss":"https://login.example.com/","aud":"https://api.example.com/","sub":"7d1f","client_id":"4f0c","scope":"users:read orders:read orders:write","iat":1699999000,"exp":1700003600,"jti":"b3a1","filler":"{filler}"}}"#
        )
    };
    let around = encode(header.as_bytes()).len() + encode(claims(0).as_bytes()).len() + 345;
    let filler = bytes.saturating_sub(around) * 3 / 4;
    [
        encode(header.as_bytes()),
        encode(claims(filler).as_bytes()),
        encode(&[7; 256]),
    ]
    .join(".")
}

/// Inspects a text; gives how many claims were read, so that no work can be left out.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
#[must_use]
pub fn inspect_count(text: &str) -> usize {
    let report = inspect(
        text,
        &Context {
            now: NOW,
            ..Context::default()
        },
    );
    report
        .artefacts
        .iter()
        .map(|artefact| artefact.parts.len() + artefact.times.len())
        .sum()
}

/// The middle one of several times; of an even number the later of the two in the middle.
#[must_use]
pub fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
