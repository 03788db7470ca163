//! How a shared secret is read: nothing in it tells, so whoever gives it says.

use alloc::vec::Vec;

use serde::Serialize;

use super::text;

/// How a shared secret that is no key by its form is to be read.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretReading {
    /// As it stands: its bytes are the secret.
    #[default]
    Text,
    /// Without the white space at its ends, as which the line break of a file often gets into a secret.
    Trimmed,
    /// Without the quotes around it, which are those of a configuration file.
    Unquoted,
    /// With a line break after it: whoever signed read a file to its end.
    LineBreak,
    /// As base64, in either alphabet.
    Base64,
    /// As base64url, in either alphabet.
    Base64url,
    /// As hexadecimal digits.
    Hex,
    /// As it stands, even where it has the form of a key. A public key is never a secret all the same.
    Verbatim,
}

impl SecretReading {
    /// All of them, the likeliest mistake first.
    pub const ALL: [Self; 8] = [
        Self::Trimmed,
        Self::Unquoted,
        Self::Base64,
        Self::Base64url,
        Self::Hex,
        Self::LineBreak,
        Self::Text,
        Self::Verbatim,
    ];

    /// Its name in data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Trimmed => "trimmed",
            Self::Unquoted => "unquoted",
            Self::LineBreak => "line_break",
            Self::Base64 => "base64",
            Self::Base64url => "base64url",
            Self::Hex => "hex",
            Self::Verbatim => "verbatim",
        }
    }

    /// The reading of that name.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// The bytes of a secret that is written so; none where it cannot be.
    pub(crate) fn bytes(self, given: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Text | Self::Verbatim => Some(given.to_vec()),
            Self::Trimmed => Some(text::trimmed(given).to_vec()),
            Self::Unquoted => Some(text::unquoted(given).to_vec()),
            Self::LineBreak => Some([text::trimmed(given), b"\n"].concat()),
            Self::Base64 | Self::Base64url => text::base64(text::bare(given)?),
            Self::Hex => text::hex(text::bare(given)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::format;

    use super::SecretReading;

    #[test]
    fn a_secret_is_read_as_it_is_said_to_be() {
        for (reading, given, bytes) in [
            ("text", " a\n", Some(&b" a\n"[..])),
            ("verbatim", " a\n", Some(b" a\n")),
            ("trimmed", " a\r\n", Some(b"a")),
            ("unquoted", " 'a b' \n", Some(b"a b")),
            ("unquoted", "a", Some(b"a")),
            ("line_break", " a", Some(b"a\n")),
            ("base64", "\"base64:+/8=\"\n", Some(&[0xFB, 0xFF])),
            ("base64url", "-_8", Some(&[0xFB, 0xFF])),
            ("base64", "a b!", None),
            ("hex", "'00 ff'", Some(&[0, 0xFF])),
            ("hex", "0", None),
        ] {
            let reading = SecretReading::of(reading).expect("a reading");
            let found = reading.bytes(given.as_bytes());
            assert_eq!(found.as_deref(), bytes, "{reading:?} of {given:?}");
        }
    }

    #[test]
    fn every_reading_has_the_name_in_data_that_it_is_written_with() {
        for one in SecretReading::ALL {
            assert_eq!(SecretReading::of(one.word()), Some(one));
            let written = serde_json::to_string(&one).expect("a text");
            assert_eq!(written, format!("\"{}\"", one.word()));
        }
        assert_eq!(SecretReading::of("rot13"), None);
    }
}
