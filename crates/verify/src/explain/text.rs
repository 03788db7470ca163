//! The same token without what does not belong to it.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use claimlens_core::paste::{Candidate, find_tokens};

use super::{Change, Explanation};
use crate::context::Context;
use crate::keys::KeySet;
use crate::outcome::Crypto;
use crate::verify::verdicts;

/// How many tokens of a text are tried.
const MAX_CANDIDATES: usize = 8;

pub(super) fn explain(text: &str, keys: &KeySet, context: &Context) -> Option<Explanation> {
    let given = text.trim();
    let holds = |text: &str| verdicts(text, keys, context).crypto == Crypto::Valid;
    for candidate in find_tokens(text).into_iter().take(MAX_CANDIDATES) {
        if candidate.text == given {
            continue;
        }
        if holds(&candidate.text) {
            return Some(Explanation::new(
                Change::TokenCleaned,
                format!("It verifies after removing {}.", removed(&candidate)),
            ));
        }
        if let Some(cleaned) = encoding(&candidate.text)
            && holds(&cleaned.text)
        {
            return Some(Explanation::new(
                Change::TokenCleaned,
                format!(
                    "It verifies after removing {} and {}.",
                    removed(&candidate),
                    cleaned.what
                ),
            ));
        }
    }
    let cleaned = encoding(given)?;
    holds(&cleaned.text).then(|| {
        Explanation::new(
            Change::EncodingCleaned,
            format!("It verifies after removing {}.", cleaned.what),
        )
    })
}

/// What was taken off, in words.
fn removed(candidate: &Candidate) -> String {
    let words: Vec<&str> = candidate
        .stripped
        .iter()
        .map(|stripped| stripped.what.as_str())
        .collect();
    if words.is_empty() {
        return String::from("what stands around the token");
    }
    words.join(", ")
}

struct Cleaned {
    text: String,
    what: String,
}

/// A compact token with its parts in strict base64url; none where they are that already.
fn encoding(text: &str) -> Option<Cleaned> {
    let mut out = String::with_capacity(text.len());
    let (mut padding, mut alphabet, mut space, mut stray) = (false, false, false, false);
    for c in text.chars() {
        match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_' | '.' | '~' => out.push(c),
            '=' => padding = true,
            '+' | '/' => {
                alphabet = true;
                out.push(if c == '+' { '-' } else { '_' });
            }
            c if c.is_whitespace() => space = true,
            _ => stray = true,
        }
    }
    let what: Vec<&str> = [
        (padding, "the padding"),
        (
            alphabet,
            "the alphabet of plain base64, with - for + and _ for /",
        ),
        (space, "the white space inside"),
        (stray, "the characters that base64url does not have"),
    ]
    .into_iter()
    .filter_map(|(is, what)| is.then_some(what))
    .collect();
    (!what.is_empty()).then(|| Cleaned {
        text: out,
        what: what.join(" and "),
    })
}
