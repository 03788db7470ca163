//! Eight characters in a row of anything that was masked, to find it again wherever it is quoted.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::{Class, looks};
use crate::claims::is_hidden;

/// How many characters in a row are enough to know a value by.
pub(super) const WINDOW: usize = 8;

/// The shortest value that is looked for where it stands in quotes.
const SHORTEST: usize = 3;

/// How many short values are remembered.
const MOST_SHORT: usize = 200;

/// What was masked, as the hashes of its windows. Two texts with one hash make it mask too much, never too
/// little.
#[derive(Debug, Default)]
pub(super) struct Shingles {
    hashes: Vec<(u32, Class)>,
    /// Values shorter than a window, in quotes.
    short: Vec<String>,
    /// Those of them that are names of people: they are looked for as words, too.
    names: Vec<String>,
}

impl Shingles {
    /// The same of a value with characters that nobody sees, as messages spell it.
    pub(super) fn add_spelt(&mut self, text: &str, class: Class) {
        if text.chars().any(is_hidden) {
            let mut spelt = String::new();
            for c in text.chars() {
                match is_hidden(c) {
                    true => spelt.extend(c.escape_unicode()),
                    false => spelt.push(c),
                }
            }
            self.add(&spelt, class);
        }
    }

    /// Remembers a masked value. What it shares with others by its nature is not looked for: the domain of an
    /// e-mail address, scheme and host of an address.
    pub(super) fn add(&mut self, text: &str, class: Class) {
        let public = looks::public(text);
        let hashes = &mut self.hashes;
        windows(text, |range, hash| {
            let is_public = public
                .iter()
                .any(|public| public.start <= range.start && range.end <= public.end);
            if !is_public {
                hashes.push((hash, class));
            }
        });
        let length = text.chars().take(WINDOW).count();
        if (SHORTEST..WINDOW).contains(&length) && self.short.len() < MOST_SHORT {
            if class == Class::Name && !self.names.iter().any(|name| name == text) {
                self.names.push(String::from(text));
            }
            let mut quoted = String::from("\"");
            quoted.push_str(text);
            quoted.push('"');
            if !self.short.contains(&quoted) {
                self.short.push(quoted);
            }
        }
    }

    /// Makes what was added ready to be looked for.
    pub(super) fn seal(&mut self) {
        self.hashes.sort_unstable();
        self.hashes.dedup_by_key(|(hash, _)| *hash);
    }

    /// What the first of what was masked is that a text holds.
    pub(super) fn class(&self, text: &str) -> Option<Class> {
        let mut class = None;
        if !self.hashes.is_empty() {
            windows(text, |_, hash| class = class.or_else(|| self.known(hash)));
        }
        class
    }

    fn known(&self, hash: u32) -> Option<Class> {
        let at = self.hashes.binary_search_by_key(&hash, |(hash, _)| *hash);
        at.ok()
            .and_then(|at| self.hashes.get(at))
            .map(|(_, class)| *class)
    }

    /// Where a value holds a short name of a person as words of its own.
    pub(super) fn names(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for name in &self.names {
            let mut from = 0_usize;
            while let Some(at) = text.get(from..).and_then(|rest| rest.find(name.as_str())) {
                let start = from.saturating_add(at);
                let end = start.saturating_add(name.len());
                let before = text.get(..start).unwrap_or_default();
                let after = text.get(end..).unwrap_or_default();
                if !before.ends_with(char::is_alphanumeric)
                    && !after.starts_with(char::is_alphanumeric)
                {
                    found.push(start..end);
                }
                from = end;
            }
        }
        found
    }

    /// Where a text holds what was masked; sorted, without overlaps.
    pub(super) fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        if !self.hashes.is_empty() {
            windows(text, |range, hash| {
                if self.known(hash).is_some() {
                    found.push(range);
                }
            });
        }
        for short in &self.short {
            for (at, _) in text.match_indices(short.as_str()) {
                let end = at.saturating_add(short.len());
                found.push(at.saturating_add(1)..end.saturating_sub(1));
            }
        }
        merged(found)
    }
}

/// Ranges in order, with those that touch taken together.
pub(super) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    crate::order::sort_by(&mut ranges, |a, b| a.start.cmp(&b.start));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len().min(64));
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Calls `each` with every window of a text: where it stands, in bytes, and its hash.
fn windows(text: &str, mut each: impl FnMut(Range<usize>, u32)) {
    let mut window = [(0_usize, 0_u32); WINDOW];
    for (count, (at, c)) in text.char_indices().enumerate() {
        window.rotate_left(1);
        if let Some(last) = window.last_mut() {
            *last = (at, fold(c));
        }
        if count.saturating_add(1) >= WINDOW {
            let start = window.first().map_or(at, |first| first.0);
            each(start..at.saturating_add(c.len_utf8()), hash(&window));
        }
    }
}

/// What Markdown and messages may do to a character does not hide it: case, line breaks, controls, what nobody sees.
fn fold(c: char) -> u32 {
    let c = match c {
        '\n' | '\r' | '\t' => ' ',
        c if is_hidden(c) => char::REPLACEMENT_CHARACTER,
        c => c.to_ascii_lowercase(),
    };
    u32::from(c)
}

/// FNV-1a over the characters, with the bits mixed at the end.
fn hash(window: &[(usize, u32); WINDOW]) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for (_, c) in window {
        hash = (hash ^ u64::from(*c)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    u32::try_from(hash >> 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

    fn of(values: &[&str]) -> Shingles {
        let mut shingles = Shingles::default();
        for value in values {
            shingles.add(value, Class::Name);
        }
        shingles.seal();
        shingles
    }

    #[test]
    fn eight_characters_in_a_row_are_found() {
        let known = of(&["abcdefghij", "Kim"]);
        assert_eq!(known.ranges("xx abcdefghij yy"), vec![3..13]);
        assert_eq!(known.ranges("CDEFGHIJ"), vec![0..8], "in either case");
        assert_eq!(known.ranges("abcdefg"), vec![], "seven are too few");
        assert_eq!(known.ranges("sub is \"Kim\", Kim"), vec![8..11]);
        assert_eq!(of(&["first\nsecond"]).ranges("first second"), vec![0..12]);
        assert_eq!(of(&[]).ranges("abcdefgh"), vec![]);
    }

    #[test]
    fn characters_that_nobody_sees_hide_nothing() {
        let known = of(&["kim\u{202e}berley"]);
        assert_eq!(known.ranges("is kim\u{fffd}berley"), vec![3..15]);
        let mut known = Shingles::default();
        known.add_spelt("kim\u{202e}ber\n", Class::Name);
        known.seal();
        assert_eq!(known.ranges(r"kim\u{202e}ber\u{a}"), vec![0..19]);
    }

    #[test]
    fn a_short_name_is_found_as_a_word_and_not_within_one() {
        let known = of(&["Kim", "Li"]);
        assert_eq!(known.names("Kim, Kim's and Kimono"), vec![0..3, 5..8]);
        assert_eq!(known.names("Li"), vec![], "two letters are anybody's");
        assert_eq!(of(&["•••"]).names("••• •••"), vec![0..9, 10..19]);
    }

    #[test]
    fn what_is_found_is_of_the_class_it_was_masked_for() {
        let mut known = Shingles::default();
        known.add("abcdefghij", Class::Login);
        known.seal();
        assert_eq!(known.class("x cdefghij"), Some(Class::Login));
        assert_eq!(known.class("x"), None);
    }

    #[test]
    fn a_domain_and_a_host_are_not_looked_for() {
        let known = of(&[
            "kim.someone@login.contoso.com",
            "https://www.gravatar.com/avatar/0123456789",
        ]);
        assert_eq!(known.ranges("https://login.contoso.com/v2.0"), vec![]);
        assert_eq!(known.ranges("https://www.gravatar.com/"), vec![]);
        assert_eq!(known.ranges("kim.someone").len(), 1);
        assert_eq!(known.ranges("someone@login").len(), 1);
        assert_eq!(known.ranges("/avatar/0123").len(), 1);
    }
}
