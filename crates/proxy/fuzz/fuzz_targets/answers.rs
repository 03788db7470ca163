//! Answers of any bytes from an upstream: no panic, and a client gets one whole answer with known headers alone.
#![no_main]

use std::cell::OnceCell;

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "the target `heads` uses the rest")]
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

fuzz_target!(|answer: &[u8]| {
    HARNESS.with(|harness| {
        harness
            .get_or_init(harness::Harness::start)
            .answered(answer)
    });
});
