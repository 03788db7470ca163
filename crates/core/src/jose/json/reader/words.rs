//! Strings, escapes, numbers and words, letter by letter.

use super::Reader;
use crate::jose::json::fault::FaultKind;
use crate::jose::json::text::hex4;
use crate::report::ValueKind;

impl Reader<'_> {
    /// Passes over a container that is too deep, strings and all.
    pub(super) fn skip_container(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.string();
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// Passes over a string, noting what is wrong with it.
    pub(super) fn string(&mut self) {
        let start = self.at;
        self.at += 1;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest
                .iter()
                .position(|&b| b == b'"' || b == b'\\' || b < 0x20);
            self.at += plain.unwrap_or(rest.len());
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return;
                }
                Some(b'\\') => self.escape(),
                Some(found) => {
                    self.fault(FaultKind::ControlInString { found }, self.at, self.at + 1);
                    self.at += 1;
                }
                None => {
                    self.fault(
                        FaultKind::UnexpectedEnd {
                            expected: "the closing quote of a string",
                        },
                        start,
                        self.at,
                    );
                    return;
                }
            }
        }
    }

    fn escape(&mut self) {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        match rest.get(1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => match hex4(rest) {
                Some(0xD800..=0xDBFF) => {
                    let low = rest.get(6..).and_then(hex4);
                    if low.is_some_and(|low| (0xDC00..=0xDFFF).contains(&low)) {
                        self.at += 12;
                    } else {
                        self.at += 6;
                        self.fault(FaultKind::LoneSurrogate, start, self.at);
                    }
                }
                Some(0xDC00..=0xDFFF) => {
                    self.at += 6;
                    self.fault(FaultKind::LoneSurrogate, start, self.at);
                }
                Some(_) => self.at += 6,
                None => {
                    self.at += 1;
                    self.fault(FaultKind::BadEscape, start, self.at + 1);
                }
            },
            _ => {
                self.at += 1;
                self.fault(FaultKind::BadEscape, start, self.at);
            }
        }
    }

    /// Reads a word or number up to the next bracket, comma, colon, quote or space.
    pub(super) fn literal(&mut self) -> ValueKind {
        let start = self.at;
        while self.peek().is_some_and(|b| {
            !matches!(
                b,
                b',' | b':' | b'{' | b'}' | b'[' | b']' | b'"' | b' ' | b'\t' | b'\n' | b'\r'
            )
        }) {
            self.at += 1;
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        match word {
            b"true" | b"false" => ValueKind::Boolean,
            b"null" => ValueKind::Null,
            _ if is_number(word) => ValueKind::Number,
            _ => {
                self.fault(FaultKind::BadLiteral, start, self.at);
                // `01` and `+5` are meant as numbers, and their text is worth showing as one.
                let numeric = word
                    .iter()
                    .all(|b| b.is_ascii_digit() || b"+-.eE".contains(b));
                if numeric && word.iter().any(u8::is_ascii_digit) {
                    ValueKind::Number
                } else {
                    ValueKind::Missing
                }
            }
        }
    }
}

/// RFC 8259 §6, to the letter.
fn is_number(word: &[u8]) -> bool {
    let word = word.strip_prefix(b"-").unwrap_or(word);
    let (whole, rest) = split_digits(word);
    if whole.is_empty() || (whole.len() > 1 && whole.first() == Some(&b'0')) {
        return false;
    }
    let rest = match rest.strip_prefix(b".") {
        Some(fraction) => match split_digits(fraction) {
            ([], _) => return false,
            (_, rest) => rest,
        },
        None => rest,
    };
    match rest.strip_prefix(b"e").or_else(|| rest.strip_prefix(b"E")) {
        Some(exponent) => {
            let digits = exponent
                .strip_prefix(b"+")
                .or_else(|| exponent.strip_prefix(b"-"))
                .unwrap_or(exponent);
            !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
        }
        None => rest.is_empty(),
    }
}

fn split_digits(word: &[u8]) -> (&[u8], &[u8]) {
    let end = word
        .iter()
        .position(|b| !b.is_ascii_digit())
        .unwrap_or(word.len());
    word.split_at(end)
}
