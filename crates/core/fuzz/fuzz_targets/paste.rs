//! The finder: spans inside the text and on character boundaries, however the search is sliced.
#![no_main]

use claimlens_core::paste::{Finder, find};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let whole = find(text);
    for candidate in &whole {
        let span = candidate.map.span(0, candidate.map.len());
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        assert_eq!(candidate.map.len(), candidate.text.len());
    }
    let mut finder = Finder::new(text);
    while finder.step(16) {}
    assert_eq!(finder.finish().candidates, whole, "sliced search finds the same");
});
