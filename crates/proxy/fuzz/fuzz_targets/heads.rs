//! Requests of any bytes: no panic, and what reaches an upstream is the template or nothing.
#![no_main]

use std::cell::OnceCell;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "the target `answers` uses the rest")]
#[path = "../../tests/golden/harness.rs"]
mod harness;
#[path = "../../tests/golden/passed.rs"]
mod passed;
#[path = "../../tests/golden/template.rs"]
mod template;
#[path = "../../tests/golden/upstream.rs"]
mod upstream;

thread_local! {
    static HARNESS: OnceCell<harness::Harness> = const { OnceCell::new() };
}

fuzz_target!(|input: &[u8]| {
    let patience = Duration::from_millis(4);
    HARNESS.with(|harness| {
        harness
            .get_or_init(harness::Harness::start)
            .tell(input, patience)
    });
});
