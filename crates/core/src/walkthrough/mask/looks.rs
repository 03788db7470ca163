//! What a secret looks like: blocks of text, and runs without words in them.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::text::is_uuid;

/// How long a run without words is that may be a secret.
const RUN: usize = 20;

/// Below this mean length of its pieces, a run has no words in it. Random base64url has pieces of 1.8
/// characters, hexadecimal digits of 2.1, names of things of 4 and more.
const WORD: usize = 3;

/// Private keys in PEM, and SAML in XML: whole blocks.
pub(super) fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = find(text, "-----BEGIN", from) {
        let rest = text.get(start..).unwrap_or_default();
        let end = find(rest, "-----END", 0)
            .and_then(|at| {
                let after = at.saturating_add("-----END".len());
                find(rest, "-----", after).map(|at| at.saturating_add(5))
            })
            .unwrap_or(rest.len());
        let block = rest.get(..end).unwrap_or_default();
        if block.contains("PRIVATE KEY") {
            found.push(start..start.saturating_add(end));
        }
        from = start.saturating_add(end.max(1));
    }
    if let Some(start) = assertion(text) {
        let end = text
            .rfind('>')
            .map_or(text.len(), |at| at.saturating_add(1));
        // What has no closing bracket behind it was cut off: then all of the rest goes.
        found.push(start..if end > start { end } else { text.len() });
    }
    found
}

/// How much of a tag is looked at.
const TAG: usize = 64;

/// Where SAML in XML begins.
fn assertion(text: &str) -> Option<usize> {
    text.char_indices()
        .filter(|&(_, c)| c == '<')
        .map(|(at, _)| at)
        .find(|&at| {
            let tag: String = text
                .get(at..)
                .unwrap_or_default()
                .chars()
                .take(TAG)
                .take_while(|&c| c != '>' && !c.is_whitespace())
                .map(|c| c.to_ascii_lowercase())
                .collect();
            tag.contains("saml")
                || tag.ends_with("assertion")
                || tag.ends_with("encryptedassertion")
        })
}

fn find(text: &str, what: &str, from: usize) -> Option<usize> {
    let at = text.get(from..)?.find(what)?;
    Some(from.saturating_add(at))
}

/// Whether a run of characters looks like a token, a secret or a hash.
pub(super) fn is_secret(run: &str) -> bool {
    let run = run.trim_matches(['.', ':', '!', '?', '-']);
    if run.starts_with("eyJ") && run.len() >= 10 {
        return true;
    }
    run.len() >= RUN
        && !is_uuid(run.as_bytes())
        && (is_hex(run) || is_mixed(run) || !has_words(run))
}

/// Whether a run consists of hexadecimal digits: a key or a hash.
fn is_hex(run: &str) -> bool {
    run.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// How often letters and digits may take turns in a word.
const TURNS: usize = 2;

/// Whether letters and digits take turns in a part of a run, as they do in no word.
fn is_mixed(run: &str) -> bool {
    run.split(|c| Class::of(c) == Class::Joint).any(|part| {
        let mut digit = None;
        let mut turns: usize = 0;
        for c in part.chars() {
            let is_digit = Class::of(c) == Class::Digit;
            if digit.is_some_and(|digit| digit != is_digit) {
                turns = turns.saturating_add(1);
            }
            digit = Some(is_digit);
        }
        part.len() >= RUN && turns > TURNS
    })
}

/// Whether a run of characters consists of words, numbers and what joins them.
pub(super) fn has_words(run: &str) -> bool {
    let mut pieces: usize = 0;
    let mut length: usize = 0;
    let mut last = Class::Joint;
    for c in run.chars() {
        let class = Class::of(c);
        if class != Class::Joint {
            length = length.saturating_add(1);
            // A capital begins a word; it does not end after it.
            let goes_on = class == last || (last == Class::Upper && class == Class::Lower);
            if !goes_on {
                pieces = pieces.saturating_add(1);
            }
        }
        last = class;
    }
    length >= pieces.saturating_mul(WORD)
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Class {
    Upper,
    Lower,
    Digit,
    Joint,
}

impl Class {
    fn of(c: char) -> Self {
        if c.is_uppercase() {
            Self::Upper
        } else if c.is_alphabetic() {
            Self::Lower
        } else if c.is_numeric() {
            Self::Digit
        } else {
            Self::Joint
        }
    }
}

/// Whether a word is a plain one: letters alone, capitals at the start at most.
pub(super) fn is_plain(word: &str) -> bool {
    let word = word.trim_matches(['.', ':', '!', '?', '-', ')', '(']);
    word.chars().all(char::is_alphabetic) && !word.chars().skip(1).any(char::is_uppercase)
}
