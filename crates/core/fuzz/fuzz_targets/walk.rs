//! Walks: exports of any kind are read or refused, what is pasted is masked, and what was read comes back.
#![no_main]

use claimlens_core::walkthrough::{Walk, from_json, masked, to_json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let once = masked(text);
    assert_eq!(masked(&once.text).text, once.text, "masking what is masked changed it");
    let mut walk = Walk::default();
    let _ = walk.add_clients(text);
    for text in [
        text.to_owned(),
        format!("{{\"format\":\"claimlens-walks\",\"version\":1,\"walks\":[{text}]}}"),
        to_json(&[walk]),
    ] {
        if let Ok(walks) = from_json(&text) {
            let written = to_json(&walks);
            assert_eq!(from_json(&written).as_ref(), Ok(&walks), "what was written is not read back");
        }
    }
});
