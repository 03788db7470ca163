//! Two good calls, with any bytes in the place of the region: they are forwarded where those are a region's key,
//! and nowhere else.
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
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/golden/words.rs"]
mod words;

thread_local! {
    static HARNESS: OnceCell<harness::Harness> = const { OnceCell::new() };
}

fuzz_target!(|region: &[u8]| {
    let input = words::of_region(region);
    // With a line break in it, it is other requests than those two, which may have no end; what they send is
    // looked at all the same.
    let is_one = !region.contains(&b'\n');
    let patience = if is_one { 5000 } else { 4 };
    let forwarded = HARNESS.with(|harness| {
        let harness = harness.get_or_init(harness::Harness::start);
        harness.tell(&input, Duration::from_millis(patience))
    });
    let key = std::str::from_utf8(region).ok();
    let known = key.and_then(claimlens_core::calls::domain).is_some();
    if is_one {
        assert_eq!(
            forwarded,
            if known { 2 } else { 0 },
            "{}",
            region.escape_ascii()
        );
    }
});
