//! Two good calls, with any bytes in the place of the region: they are forwarded where those are a region's key,
//! and nowhere else.
#![no_main]

use std::cell::OnceCell;

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/golden/harness.rs"]
mod harness;
#[path = "../../tests/golden/template.rs"]
mod template;
#[path = "../../tests/golden/upstream.rs"]
mod upstream;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/golden/words.rs"]
mod words;

thread_local! {
    static HARNESS: OnceCell<harness::Harness> = const { OnceCell::new() };
}

fuzz_target!(|region: &[u8]| {
    let input = words::of_region(region);
    let forwarded =
        HARNESS.with(|harness| harness.get_or_init(harness::Harness::start).tell(&input));
    let known =
        std::str::from_utf8(region).is_ok_and(|key| claimlens_core::calls::domain(key).is_some());
    // With a line break in it, it is other requests than those two; what they may send is looked at all the same.
    if !region.contains(&b'\n') {
        assert_eq!(
            forwarded,
            if known { 2 } else { 0 },
            "{}",
            region.escape_ascii()
        );
    }
});
