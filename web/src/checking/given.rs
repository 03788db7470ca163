//! A key as it was given.

use claimlens_core::requests::Secret;

/// A key that was put away.
#[derive(Debug)]
pub struct Given {
    /// Its number among all that were put away.
    pub number: u32,
    /// The file or the host it came from; empty for one from the field.
    pub from: String,
    /// How many bytes that has.
    pub bytes: usize,
    /// The key.
    pub text: Secret,
    /// How it is read where it is a shared secret.
    pub reading: Reading,
}

/// How a shared secret is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Reading {
    /// As it stands.
    #[default]
    Text,
    /// As base64.
    Base64,
    /// As base64url.
    Base64url,
    /// As hexadecimal digits.
    Hex,
    /// Between white space that is not part of it.
    Trimmed,
    /// Between quotes that are not part of it.
    Unquoted,
    /// Without the line break that belongs to its end.
    LineBreak,
    /// As it stands, although it looks like a key.
    Verbatim,
}

impl Reading {
    /// Those that are always offered; the others where the checker found that they are the way.
    const OFFERED: [Self; 4] = [Self::Text, Self::Base64, Self::Base64url, Self::Hex];

    const ALL: [Self; 8] = [
        Self::Text,
        Self::Base64,
        Self::Base64url,
        Self::Hex,
        Self::Trimmed,
        Self::Unquoted,
        Self::LineBreak,
        Self::Verbatim,
    ];

    /// Those that can be chosen where that one is, in their order.
    pub fn offered(chosen: Self) -> impl Iterator<Item = Self> {
        let is_offered = move |one: &Self| Self::OFFERED.contains(one) || *one == chosen;
        Self::ALL.into_iter().filter(is_offered)
    }

    /// What is left of a choice when there is another text: the rare ones are about one alone.
    #[must_use]
    pub fn of_another(self) -> Self {
        if Self::OFFERED.contains(&self) {
            self
        } else {
            Self::Text
        }
    }

    /// The word for the checker.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Base64 => "base64",
            Self::Base64url => "base64url",
            Self::Hex => "hex",
            Self::Trimmed => "trimmed",
            Self::Unquoted => "unquoted",
            Self::LineBreak => "line_break",
            Self::Verbatim => "verbatim",
        }
    }

    /// What the choice says, after `The secret is written` and after `Read it`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "as text",
            Self::Base64 => "in Base64",
            Self::Base64url => "in base64url",
            Self::Hex => "in hex",
            Self::Trimmed => "without the white space at its ends",
            Self::Unquoted => "without the quotes around it",
            Self::LineBreak => "with a line break after it",
            Self::Verbatim => "as it stands, not as a key",
        }
    }

    /// The reading of that word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// The bytes of a file as a key text: as they stand where they are text, or else as hexadecimal digits, which is
/// how DER is given.
#[must_use]
pub(super) fn key_text(bytes: &[u8]) -> (String, Reading) {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let is_binary = |text: &str| {
        text.chars()
            .any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n'))
    };
    match std::str::from_utf8(bytes) {
        Ok(text) if !is_binary(text) => (text.to_owned(), Reading::Text),
        _ => {
            const DIGITS: &[u8; 16] = b"0123456789abcdef";
            let digit = |nibble: u8| {
                DIGITS
                    .get(usize::from(nibble))
                    .map_or('0', |c| char::from(*c))
            };
            let hex = bytes
                .iter()
                .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
            (hex.collect(), Reading::Hex)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reading, key_text};

    #[test]
    fn binary_files_become_hexadecimal_digits_and_texts_stay() {
        for (bytes, text, reading) in [
            (
                &b"-----BEGIN PUBLIC KEY-----\r\n"[..],
                "-----BEGIN PUBLIC KEY-----\r\n",
                Reading::Text,
            ),
            (b"\xEF\xBB\xBFsecret", "secret", Reading::Text),
            (b"\x30\x2a\x30\x05\x06\x03", "302a30050603", Reading::Hex),
            (b"\x30\x82\x01\xff", "308201ff", Reading::Hex),
            (b"", "", Reading::Text),
        ] {
            assert_eq!(key_text(bytes), (text.to_owned(), reading));
        }
    }

    #[test]
    fn every_reading_has_a_word_of_its_own() {
        for one in Reading::ALL {
            assert_eq!(Reading::of(one.word()), Some(one));
        }
        assert_eq!(Reading::of("rot13"), None);
    }

    #[test]
    fn a_rare_reading_is_offered_only_where_it_is_chosen() {
        let offered = |chosen| Reading::offered(chosen).count();
        assert_eq!(offered(Reading::Hex), 4);
        assert_eq!(offered(Reading::Trimmed), 5);
        assert_eq!(Reading::Hex.of_another(), Reading::Hex);
        assert_eq!(Reading::Verbatim.of_another(), Reading::Text);
    }
}
