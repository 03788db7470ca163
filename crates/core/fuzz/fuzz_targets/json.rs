//! Our JSON reader beside serde_json: both take the same texts.
#![no_main]

use claimlens_core::jose::json::{FaultKind, Limits, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let document = read(bytes, Limits { depth: 100, members: 1_000_000 });
    let mut waiting: Vec<_> = document.root().into_iter().collect();
    while let Some(value) = waiting.pop() {
        assert!(value.range().end <= bytes.len());
        waiting.extend(value.entries().map(|entry| entry.value));
    }
    // serde_json ignores what is in strings it ignores, so it is asked for a whole value; it differs
    // knowingly in three things: depth, numbers beyond f64, and invalid UTF-8 inside strings.
    let limited = document.faults.iter().any(|fault| fault.kind.is_limit() || fault.kind == FaultKind::NotUtf8);
    if limited {
        return;
    }
    match serde_json::from_slice::<serde_json::Value>(bytes) {
        Ok(_) => assert!(document.is_strict(), "{:?}", document.faults),
        Err(error) => assert!(
            !document.is_strict() || error.to_string().contains("out of range") || error.to_string().contains("recursion"),
            "{error}"
        ),
    }
});
