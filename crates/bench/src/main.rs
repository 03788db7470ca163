//! `inspect` beside `jsonwebtoken`'s decode without checks, natively, in one run, as ratios.
//!
//! The two do not do the same: the peer decodes the claims into a `serde_json::Value`; the inspection
//! finds the token, reads it with positions, explains it and holds every rule against it.

use std::hint::black_box;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use claimlens_bench::{inspect_count, median, token};

/// How many pairs of timings each row is the median of.
const PAIRS: usize = 15;

fn main() {
    let mut out = String::from(
        "| token | inspect | jsonwebtoken insecure decode | ratio | inspect, per byte |\n|---|---|---|---|---|\n",
    );
    for size in [1_000, 20_000, 100_000, 1_000_000, 10_000_000] {
        let text = token(size);
        let rounds = (20_000_000 / size).clamp(1, 2_000);
        let mut ours = Vec::new();
        let mut theirs = Vec::new();
        for _ in 0..PAIRS {
            ours.push(time(rounds, || inspect_count(black_box(&text))));
            theirs.push(time(rounds, || decode(black_box(&text))));
        }
        let (ours, theirs) = (median(&mut ours), median(&mut theirs));
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        let per_byte = ours.as_secs_f64() * 1e9 / size as f64;
        out.push_str(&format!(
            "| {size} B | {ours:.1?} | {theirs:.1?} | {ratio:.1} | {per_byte:.2} ns |\n"
        ));
    }
    let _ = io::stdout().write_all(out.as_bytes());
}

fn decode(token: &str) -> usize {
    let decoded = jsonwebtoken::dangerous::insecure_decode::<serde_json::Value>(token);
    decoded.map_or(0, |data| {
        data.claims.as_object().map_or(0, serde_json::Map::len)
    })
}

fn time(rounds: usize, mut work: impl FnMut() -> usize) -> Duration {
    let start = Instant::now();
    for _ in 0..rounds {
        black_box(work());
    }
    start.elapsed() / u32::try_from(rounds).unwrap_or(u32::MAX)
}
