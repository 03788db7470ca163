//! Base64url as JOSE wants it (RFC 7515 §2: URL-safe alphabet, no padding, nothing else), decoded
//! leniently with every deviation reported.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::span::base64_chars;

/// The alphabet: a character's place is its value (RFC 4648 §5).
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What stands for a byte outside the alphabet: a bit that no value has.
const NONE: u32 = 0x8000_0000;

/// The value of every byte as a character.
static VALUES: [u32; 256] = values();

#[expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "computed by the compiler, where a wrong place is an error"
)]
const fn values() -> [u32; 256] {
    let mut values = [NONE; 256];
    let mut value = 0;
    while value < 64 {
        values[ALPHABET[value] as usize] = value as u32;
        value += 1;
    }
    values
}

/// What decoding gave.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Decoded {
    /// The bytes, as far as they could be told.
    pub bytes: Vec<u8>,
    /// How the text deviates from strict base64url, in the order of the text; one of each kind.
    pub deviations: Vec<Deviation>,
    /// The offsets of characters that were passed over, ascending; empty for strict text.
    skipped: Vec<usize>,
    /// Set where the text was not encoded at all: each byte is its own character.
    verbatim: bool,
}

impl Decoded {
    /// A text that is not encoded (`b64: false`, RFC 7797 §3): its bytes are its characters.
    #[must_use]
    pub fn verbatim(text: &str) -> Self {
        Self {
            bytes: text.as_bytes().to_vec(),
            verbatim: true,
            ..Self::default()
        }
    }

    /// The characters of the encoded text that carry the bytes `start..end`.
    #[must_use]
    pub fn characters(&self, start: usize, end: usize) -> (usize, usize) {
        if self.verbatim {
            return (start, end);
        }
        let (from, to) = base64_chars(start, end);
        if self.skipped.is_empty() {
            return (from, to);
        }
        (self.shifted(from), self.shifted(to))
    }

    /// Whether the text was base64url to the letter.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.deviations.is_empty()
    }

    /// Whether every byte could be told: padding, another alphabet and white space lose nothing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self
            .deviations
            .iter()
            .any(|deviation| deviation.kind.loses())
    }

    /// A position among the kept characters as a position in the text.
    fn shifted(&self, kept: usize) -> usize {
        let mut at = kept;
        for &skipped in &self.skipped {
            if skipped > at {
                break;
            }
            at += 1;
        }
        at
    }
}

/// One way in which the text is not strict base64url.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Deviation {
    /// Which way.
    pub kind: DeviationKind,
    /// The first character concerned, as an offset into the encoded text.
    pub at: usize,
    /// How often.
    pub count: usize,
}

/// The ways in which a text is not strict base64url. `Display` says it in a phrase.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DeviationKind {
    /// `=` at the end: JOSE leaves padding off.
    Padding,
    /// `+` or `/`: the alphabet of plain base64, where JOSE has `-` and `_`.
    StandardAlphabet,
    /// White space inside.
    WhiteSpace,
    /// A character of neither alphabet; it was passed over.
    Stray {
        /// Its first byte (UTF-8).
        found: u8,
    },
    /// One character more than any number of bytes gives: the text is cut off or has one too many.
    Length,
    /// The last character has bits set that carry nothing: another text decodes to the same bytes.
    UnusedBits,
}

impl DeviationKind {
    /// Whether bytes may be missing or wrong because of it.
    #[must_use]
    pub fn loses(self) -> bool {
        matches!(self, Self::Stray { .. } | Self::Length)
    }
}

impl fmt::Display for DeviationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Padding => f.write_str("padding (`=`), which JOSE leaves off"),
            Self::StandardAlphabet => f.write_str("`+` or `/`, where base64url has `-` and `_`"),
            Self::WhiteSpace => f.write_str("white space inside"),
            Self::Stray { found } if found.is_ascii_graphic() => {
                write!(
                    f,
                    "`{}`, which is no base64url character",
                    char::from(found)
                )
            }
            Self::Stray { found } => {
                write!(f, "byte 0x{found:02X}, which is no base64url character")
            }
            Self::Length => {
                f.write_str("a length that no bytes give: one character is missing or too many")
            }
            Self::UnusedBits => f.write_str("unused bits of the last character that are not zero"),
        }
    }
}

/// Decodes `text` as far as it can be told, and reports every deviation from strict base64url.
#[must_use]
pub fn decode(text: &str) -> Decoded {
    // The common case first: strict text in one go.
    match decode_characters(text.as_bytes()) {
        Some((bytes, false)) => Decoded {
            bytes,
            ..Decoded::default()
        },
        _ => decode_leniently(text),
    }
}

/// The bytes of characters that are all of the alphabet, and whether the last one has bits set that
/// carry nothing; none where another character stands or the length is of no number of bytes.
fn decode_characters(characters: &[u8]) -> Option<(Vec<u8>, bool)> {
    let value = |character: &u8| VALUES.get(usize::from(*character)).copied().unwrap_or(NONE);
    let mut bytes = Vec::with_capacity(characters.len() / 4 * 3 + 2);
    let mut seen = 0;
    let (quads, rest) = characters.as_chunks::<4>();
    for [a, b, c, d] in quads {
        let (a, b, c, d) = (value(a), value(b), value(c), value(d));
        seen |= a | b | c | d;
        let [_, first, second, third] = (a << 18 | b << 12 | c << 6 | d).to_be_bytes();
        bytes.extend_from_slice(&[first, second, third]);
    }
    let last = match rest {
        [] => 0,
        [a, b] => {
            let (a, b) = (value(a), value(b));
            seen |= a | b;
            let last = a << 18 | b << 12;
            bytes.extend(last.to_be_bytes().get(1..2)?);
            last & 0xFFFF
        }
        [a, b, c] => {
            let (a, b, c) = (value(a), value(b), value(c));
            seen |= a | b | c;
            let last = a << 18 | b << 12 | c << 6;
            bytes.extend(last.to_be_bytes().get(1..3)?);
            last & 0xFF
        }
        _ => return None,
    };
    (seen & NONE == 0).then_some((bytes, last != 0))
}

/// Encodes bytes as strict base64url.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| group.get(at).copied().unwrap_or_default();
        let bits = u32::from_be_bytes([0, byte(0), byte(1), byte(2)]);
        // One character more than the group has bytes.
        for shift in [18, 12, 6, 0].into_iter().take(group.len() + 1) {
            let value = usize::try_from(bits >> shift & 0x3F).unwrap_or_default();
            text.extend(ALPHABET.get(value).copied().map(char::from));
        }
    }
    text
}

/// Encodes bytes as base64 with padding, as a Basic header has it (RFC 4648 §4, RFC 7617 §2).
#[must_use]
pub fn encode_standard(bytes: &[u8]) -> String {
    let mut text = encode(bytes).replace('-', "+").replace('_', "/");
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

fn decode_leniently(text: &str) -> Decoded {
    let mut decoded = Decoded::default();
    let mut kept: Vec<u8> = Vec::with_capacity(text.len());
    let body_end = text.trim_end_matches(['=', ' ', '\n', '\r', '\t']).len();
    for (at, byte) in text.bytes().enumerate() {
        let kind = match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => {
                kept.push(byte);
                continue;
            }
            b'+' | b'/' => {
                kept.push(if byte == b'+' { b'-' } else { b'_' });
                note(&mut decoded.deviations, DeviationKind::StandardAlphabet, at);
                continue;
            }
            b'=' if at >= body_end => DeviationKind::Padding,
            b' ' | b'\t' | b'\n' | b'\r' => DeviationKind::WhiteSpace,
            // The later bytes of a character that takes several are passed over with its first.
            0x80..=0xBF => {
                decoded.skipped.push(at);
                continue;
            }
            found => DeviationKind::Stray { found },
        };
        decoded.skipped.push(at);
        note(&mut decoded.deviations, kind, at);
    }
    if kept.len() % 4 == 1 {
        kept.pop();
        note(
            &mut decoded.deviations,
            DeviationKind::Length,
            body_end.saturating_sub(1),
        );
    }
    // After the cleaning above every character is of the alphabet; only the unused bits can be wrong.
    let (bytes, unused) = decode_characters(&kept).unwrap_or_default();
    if unused {
        note(
            &mut decoded.deviations,
            DeviationKind::UnusedBits,
            body_end.saturating_sub(1),
        );
    }
    decoded.bytes = bytes;
    decoded
}

fn note(deviations: &mut Vec<Deviation>, kind: DeviationKind, at: usize) {
    let same =
        |d: &&mut Deviation| core::mem::discriminant(&d.kind) == core::mem::discriminant(&kind);
    match deviations.iter_mut().find(same) {
        Some(deviation) => deviation.count += 1,
        None => deviations.push(Deviation { kind, at, count: 1 }),
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, bytes: &[u8], deviations: &[(DeviationKind, usize, usize)]) {
        let decoded = decode(text);
        assert_eq!(decoded.bytes, bytes, "{text}");
        let found: Vec<_> = decoded
            .deviations
            .iter()
            .map(|d| (d.kind, d.at, d.count))
            .collect();
        assert_eq!(found, deviations, "{text}");
    }

    #[test]
    fn every_deviation_is_reported_and_decoded() {
        check("", b"", &[]);
        check("YWI", b"ab", &[]);
        check("YWI=", b"ab", &[(DeviationKind::Padding, 3, 1)]);
        check("YQ==", b"a", &[(DeviationKind::Padding, 2, 2)]);
        check("-_-_", b"\xfb\xff\xbf", &[]);
        check(
            "+/+/",
            b"\xfb\xff\xbf",
            &[(DeviationKind::StandardAlphabet, 0, 4)],
        );
        check("YW\nJj", b"abc", &[(DeviationKind::WhiteSpace, 2, 1)]);
        check(
            "YW?Jj",
            b"abc",
            &[(DeviationKind::Stray { found: b'?' }, 2, 1)],
        );
        check(
            "YW=Jj",
            b"abc",
            &[(DeviationKind::Stray { found: b'=' }, 2, 1)],
        );
        check(
            "YW\u{e9}Jj",
            b"abc",
            &[(DeviationKind::Stray { found: 0xC3 }, 2, 1)],
        );
        check("YWJjZ", b"abc", &[(DeviationKind::Length, 4, 1)]);
        check("YWJ", b"ab", &[(DeviationKind::UnusedBits, 2, 1)]);
    }

    #[test]
    fn bytes_are_found_again_behind_passed_over_characters() {
        let decoded = decode("YW?JjYW?Jj");
        assert_eq!(decoded.bytes, b"abcabc");
        assert_eq!(decoded.characters(0, 3), (0, 5));
        assert_eq!(decoded.characters(3, 6), (5, 10));
    }

    proptest! {
        #[test]
        fn decode_of_encode_is_identity(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            let decoded = decode(&encode(&bytes));
            prop_assert!(decoded.is_strict());
            prop_assert_eq!(decoded.bytes, bytes);
        }

        #[test]
        fn any_text_decodes_with_places_inside(text in any::<String>()) {
            let decoded = decode(&text);
            for deviation in &decoded.deviations {
                prop_assert!(deviation.at <= text.len());
            }
            let (_, end) = decoded.characters(0, decoded.bytes.len());
            prop_assert!(end <= text.len());
        }

        #[test]
        fn the_peer_library_says_the_same(bytes in prop::collection::vec(any::<u8>(), 0..50), text in "[-_A-Za-z0-9]{0,9}") {
            prop_assert_eq!(encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes));
            let decoded = decode(&text);
            match URL_SAFE_NO_PAD.decode(&text) {
                Ok(bytes) => prop_assert_eq!((decoded.is_strict(), decoded.bytes), (true, bytes)),
                Err(_) => prop_assert!(!decoded.is_strict()),
            }
        }
    }
}
