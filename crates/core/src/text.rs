//! What several stages ask of a text: where it may be cut, whether it is a UUID, which way it
//! runs, how far two words are apart.

use alloc::vec::Vec;

/// The last character boundary at or before `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// As much of a text as fits into `most` bytes, whole characters alone.
pub(crate) fn beginning(text: &str, most: usize) -> &str {
    text.get(..floor(text, most)).unwrap_or_default()
}

/// Whether it is `8-4-4-4-12` hexadecimal digits (RFC 9562 §4).
pub(crate) fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Whether a character turns the direction of the text behind it: an embedding, an override or an isolate, and the
/// ends of these (UAX #9 §2).
#[must_use]
pub fn is_turning(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text has letters that run from right to left, as those of Hebrew and Arabic do: numbers that follow them
/// in a line are shown before them.
pub(crate) fn runs_left(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(
            c,
            '\u{590}'..='\u{8FF}'
                | '\u{FB1D}'..='\u{FDFF}'
                | '\u{FE70}'..='\u{FEFE}'
                | '\u{10800}'..='\u{10FFF}'
                | '\u{1E800}'..='\u{1EFFF}'
        )
    })
}

/// How many letters have to be added, taken away or changed to get from one word to the other.
pub(crate) fn distance<T: PartialEq>(from: &[T], to: &[T]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, a) in from.iter().enumerate() {
        let mut diagonal = at;
        let mut left = at.saturating_add(1);
        for (cell, b) in row.iter_mut().skip(1).zip(to) {
            let up = *cell;
            let changed = diagonal.saturating_add(usize::from(a != b));
            left = changed
                .min(up.saturating_add(1))
                .min(left.saturating_add(1));
            diagonal = up;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = at.saturating_add(1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(floor("aé", 2), 1);
        assert_eq!(floor("aé", 9), 3);
        assert_eq!(beginning("aé", 2), "a");
        assert_eq!(beginning("aé", 3), "aé");
        assert_eq!(beginning("é", 1), "");
    }

    #[test]
    fn a_uuid_has_its_dashes_in_their_places() {
        assert!(is_uuid(b"9F3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c"));
        for text in [
            "",
            "9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9",
            "9f3a1c524-b7e-4c2d-8a16-0d5e6f7a8b9c",
            "9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9g",
        ] {
            assert!(!is_uuid(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn letters_apart_are_counted() {
        for (a, b, apart) in [
            ("routing", "routing", 0),
            ("routng", "routing", 1),
            ("kitten", "sitting", 3),
            ("", "abc", 3),
            ("abc", "", 3),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), apart, "{a} {b}");
        }
    }
}
