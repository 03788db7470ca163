//! Nothing that looks like a token or a secret gets into a walk.
//!
//! A note is free text, so this goes by looks: what stands under a secret's name, what follows `Bearer`,
//! `Basic` or a client id and a colon, JWTs, private keys, assertions, and long runs of characters without
//! words in them. It masks too much rather than too little. Client ids and other UUIDs stay, and so do
//! addresses without their credentials.

mod looks;
mod words;

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::kinds::mask::mask;
use crate::order;

/// A text without what looked like a secret in it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Masked {
    /// The text; for each secret, how long it was.
    pub text: String,
    /// Whether there was one: the reader is told.
    pub found: bool,
}

/// How often a text is gone through. What a mask uncovers is masked as well; twice has always been enough.
const ROUNDS: usize = 4;

/// Masks whatever looks like a token or a secret. A text that was masked stays as it is.
#[must_use]
pub fn masked(text: &str) -> Masked {
    let mut masked = Masked {
        text: String::from(text),
        found: false,
    };
    for _ in 0..ROUNDS {
        let mut ranges = looks::blocks(&masked.text);
        words::secrets(&masked.text, &mut ranges);
        if ranges.is_empty() {
            break;
        }
        masked.found = true;
        masked.text = without(&masked.text, ranges);
    }
    masked
}

/// A text from somewhere else as it is kept: masked, and not longer than that many characters.
pub(super) fn kept(text: &str, most: usize) -> String {
    let mut text = masked(text).text;
    if let Some((at, _)) = text.char_indices().nth(most) {
        text.truncate(at);
        text.push('…');
    }
    text
}

/// The text with a mask for each range. Ranges may overlap.
fn without(text: &str, mut ranges: Vec<Range<usize>>) -> String {
    order::sort_by(&mut ranges, |a, b| a.start.cmp(&b.start));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut ranges = ranges.into_iter().peekable();
    while let Some(mut range) = ranges.next() {
        while let Some(next) = ranges.next_if(|next| next.start < range.end) {
            range.end = range.end.max(next.end);
        }
        out.push_str(text.get(at..range.start).unwrap_or_default());
        let secret = text.get(range.clone()).unwrap_or_default();
        out.push_str(&mask(secret.chars().count()));
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
