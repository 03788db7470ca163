//! `claimlens-verify` beside `jsonwebtoken` (with its backend `rust_crypto`), natively, in one run, as ratios.
//!
//! Both are given a key that was read already and a whole token. The peer reads the claims into a
//! `serde_json::Value` and looks at `exp`; here every key is tried and linted, and described in the outcome.

use std::hint::black_box;
use std::time::{Duration, Instant};

use claimlens_bench::{NOW, median};
use claimlens_verify::weak::{Progress, Search, common_secrets};
use claimlens_verify::{Context, Crypto, KeySet, SecretReading, read_keys, verify};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde_json::Value;

/// How many pairs of timings each row is the median of.
const PAIRS: usize = 9;

/// How long one timing takes, about.
const SLICE: Duration = Duration::from_millis(15);

struct Case {
    name: String,
    token: String,
    jwk: String,
}

/// Tokens of every algorithm with their keys, which other libraries made.
fn cases() -> Vec<Case> {
    let json = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let signed = json(include_str!("../../../verify/tests/data/signed.json"));
    let mut cases = Vec::new();
    for case in signed["cases"].as_array().expect("cases") {
        let mut seen = Vec::new();
        for token in case["tokens"].as_array().expect("tokens").iter().map(text) {
            let jwk = text(&case["keys"]["jwk"]);
            let mut name = algorithm(&token);
            // EdDSA has two names (RFC 9864), and the peer knows the older.
            if ["Ed25519", "Ed448"].contains(&name.as_str()) || seen.contains(&name) {
                continue;
            }
            seen.push(name.clone());
            if name == "EdDSA" {
                name = format!("EdDSA, {}", text(&json(&jwk)["crv"]));
            }
            cases.push(Case { name, token, jwk });
        }
    }
    let large = json(include_str!("../../data/rsa4096.json"));
    for token in large["tokens"].as_array().expect("tokens").iter().map(text) {
        let name = format!("{}, 4096 bits", algorithm(&token));
        let jwk = text(&large["jwk"]);
        cases.push(Case { name, token, jwk });
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn algorithm(token: &str) -> String {
    let keys = KeySet::default();
    let outcome = verify(token, &keys, &Context::default());
    let algorithm = outcome.signatures[0].algorithm.expect("an algorithm");
    algorithm.name().to_owned()
}

fn main() {
    println!("| one verification | claimlens-verify | jsonwebtoken (rust_crypto) | ratio |");
    println!("|---|---|---|---|");
    let context = Context {
        now: NOW,
        ..Context::default()
    };
    for case in cases() {
        let keys = read_keys(case.jwk.as_bytes(), SecretReading::Text);
        let ours = || {
            let outcome = verify(black_box(&case.token), &keys, &context);
            assert_eq!(outcome.crypto, Crypto::Valid, "{}", case.name);
        };
        let name = &case.name;
        match peer(&case) {
            None => {
                let (ours, _) = pair(ours, || {});
                println!("| {name} | {ours:.1?} | it does not have it | – |");
            }
            Some((key, validation)) => {
                let (ours, theirs) = pair(ours, || {
                    let token = black_box(&case.token);
                    decode::<Value>(token, &key, &validation).expect("valid");
                });
                let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
                println!("| {name} | {ours:.1?} | {theirs:.1?} | {ratio:.2} |");
            }
        }
    }
    candidates();
}

/// The key and what is checked, for the peer; none for an algorithm that it does not know.
fn peer(case: &Case) -> Option<(DecodingKey, Validation)> {
    let algorithm: Algorithm = case.name.split(',').next()?.parse().ok()?;
    let key: Jwk = serde_json::from_str(&case.jwk).ok()?;
    let key = DecodingKey::from_jwk(&key).ok()?;
    let mut validation = Validation::new(algorithm);
    validation.algorithms = vec![algorithm];
    // It knows the algorithm and not every curve.
    decode::<Value>(&case.token, &key, &validation).ok()?;
    Some((key, validation))
}

/// Candidates for a secret, as many as can be tried in a second.
fn candidates() {
    println!(
        "\n| candidates for a secret, in a second | claimlens-verify | jsonwebtoken (rust_crypto) | ratio |"
    );
    println!("|---|---|---|---|");
    let list: Vec<_> = common_secrets().map(|secret| secret.to_string()).collect();
    for (name, algorithm) in [
        ("HS256", Algorithm::HS256),
        ("HS384", Algorithm::HS384),
        ("HS512", Algorithm::HS512),
    ] {
        let case = cases()
            .into_iter()
            .find(|case| case.name == name)
            .expect("one");
        let (input, signature) = case.token.rsplit_once('.').expect("three parts");
        let (ours, theirs) = pair(
            || {
                let all = list.iter().map(String::as_str);
                let mut search =
                    Search::new(&case.token, &Context::default(), all).expect("an HMAC");
                assert_eq!(*search.step(usize::MAX), Progress::Exhausted);
            },
            || {
                for secret in &list {
                    let key = DecodingKey::from_secret(secret.as_bytes());
                    let found =
                        jsonwebtoken::crypto::verify(signature, input.as_bytes(), &key, algorithm);
                    assert!(!found.expect("an answer"));
                }
            },
        );
        let rate = |time: Duration| list.len() as f64 / time.as_secs_f64();
        println!(
            "| {name}, {} of them | {:.0} | {:.0} | {:.2} |",
            list.len(),
            rate(ours),
            rate(theirs),
            rate(ours) / rate(theirs)
        );
    }
}

/// The medians of both, taken in turns.
fn pair(ours: impl Fn(), theirs: impl Fn()) -> (Duration, Duration) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for _ in 0..PAIRS {
        left.push(time(&ours));
        right.push(time(&theirs));
    }
    (median(&mut left), median(&mut right))
}

/// One of many, done for a slice of time.
fn time(work: impl Fn()) -> Duration {
    let start = Instant::now();
    let mut rounds = 0;
    while rounds == 0 || start.elapsed() < SLICE {
        work();
        rounds += 1;
    }
    start.elapsed() / rounds
}
