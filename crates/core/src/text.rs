//! What several stages ask of a text: where it may be cut, and whether it is a UUID.

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
}
