//! The text that was inspected, and the way between its two ways of counting.
//!
//! The core counts bytes of UTF-8, the browser UTF-16 code units. They are the same for ASCII, which
//! nearly every paste is; otherwise the way is counted from the nearest of the noted places.

/// How many bytes lie between two noted places.
const STRIDE: usize = 4096;

/// The text that was inspected.
#[derive(Debug, Default)]
pub struct Pasted {
    text: String,
    /// UTF-16 offsets at every [`STRIDE`] bytes (at the next character boundary); empty for ASCII.
    noted: Vec<(usize, usize)>,
}

impl Pasted {
    /// Takes a text and notes its places.
    #[must_use]
    pub fn new(text: String) -> Self {
        let mut noted = Vec::new();
        if !text.is_ascii() {
            let mut units = 0;
            let mut next = 0;
            for (byte, character) in text.char_indices() {
                if byte >= next {
                    noted.push((byte, units));
                    next = byte + STRIDE;
                }
                units += character.len_utf16();
            }
        }
        Self { text, noted }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, given away.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// The text from byte `start` to byte `end`, each moved down to the start of its character.
    #[must_use]
    pub fn slice(&self, start: usize, end: usize) -> &str {
        let start = self.boundary(start);
        let end = self.boundary(end).max(start);
        self.text.get(start..end).unwrap_or_default()
    }

    fn boundary(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }

    /// The UTF-16 offset of a byte offset.
    #[must_use]
    pub fn to_units(&self, byte: usize) -> usize {
        let byte = self.boundary(byte);
        let next = self.noted.partition_point(|(noted, _)| *noted <= byte);
        let Some(&(from, units)) = next.checked_sub(1).and_then(|last| self.noted.get(last)) else {
            return byte;
        };
        let between = self.text.get(from..byte).unwrap_or_default();
        units + between.chars().map(char::len_utf16).sum::<usize>()
    }

    /// The byte offset of a UTF-16 offset; inside a surrogate pair, that of its character.
    #[must_use]
    pub fn to_byte(&self, units: usize) -> usize {
        let next = self.noted.partition_point(|(_, noted)| *noted <= units);
        let Some(&(mut byte, mut at)) = next.checked_sub(1).and_then(|last| self.noted.get(last))
        else {
            return units.min(self.text.len());
        };
        for character in self.text.get(byte..).unwrap_or_default().chars() {
            at += character.len_utf16();
            if at > units {
                break;
            }
            byte += character.len_utf8();
        }
        byte
    }
}

#[cfg(test)]
mod tests {
    use super::Pasted;

    #[test]
    fn ascii_counts_the_same_both_ways() {
        let pasted = Pasted::new("Bearer eyJ".into());
        assert_eq!(pasted.to_units(7), 7);
        assert_eq!(pasted.to_byte(7), 7);
        assert_eq!(pasted.to_units(99), 10, "beyond the end is the end");
        assert_eq!(pasted.slice(7, 99), "eyJ");
    }

    #[test]
    fn an_emoji_is_four_bytes_and_two_units() {
        let pasted = Pasted::new("\u{1F511} é x".into());
        assert_eq!(pasted.to_units(4), 2);
        assert_eq!(pasted.to_units(5), 3);
        assert_eq!(pasted.to_units(7), 4, "é is two bytes and one unit");
        assert_eq!(pasted.to_byte(4), 7);
        assert_eq!(pasted.to_byte(1), 0, "inside the pair is its start");
        assert_eq!(pasted.slice(1, 4), "\u{1F511}");
    }

    #[test]
    fn far_into_a_long_text_both_ways_agree() {
        let text = "a\u{1F511}b\u{20AC}".repeat(4000);
        let pasted = Pasted::new(text.clone());
        let mut units = 0;
        for (byte, character) in text.char_indices().step_by(1) {
            if byte % 977 == 0 {
                assert_eq!(pasted.to_units(byte), units);
                assert_eq!(pasted.to_byte(units), byte);
            }
            units += character.len_utf16();
        }
        assert_eq!(pasted.to_units(text.len()), units);
        assert_eq!(pasted.to_byte(units), text.len());
    }
}
