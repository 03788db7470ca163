//! Opaque values of names that say they hold a credential.

use super::biscuit::is_biscuit;
use crate::jose::base64url;
use crate::paste::candidate::JsonShape;
use crate::paste::chars::{ALNUM, WORD, byte, is, logical, run, slice};
use crate::paste::compact::{self, Start};
use crate::paste::finder::Finder;
use crate::paste::shapes;

impl Finder<'_> {
    /// The value of a name that says it holds a credential.
    pub(super) fn named(&mut self, start: usize, end: usize) -> Option<usize> {
        // Only names that can end like one, and only before something that separates.
        let last = byte(self.bytes, end - 1) | 0x20;
        if end - start > 64
            || end - start < 3
            || !matches!(
                last,
                b'n' | b't' | b'y' | b'd' | b'h' | b'k' | b'r' | b's' | b'p'
            )
        {
            return None;
        }
        let next = logical(self.bytes, end).byte;
        if !matches!(next, b'"' | b'\'' | b':' | b'=' | b' ' | b'`') {
            return None;
        }
        // Prose has spaces behind its words: only an option has its value there.
        let behind = byte(self.bytes, end + 1);
        if next == b' ' && !matches!(behind, b':' | b'=') && byte(self.bytes, start) != b'-' {
            return None;
        }
        let word = slice(self.text, start, end);
        if !shapes::is_secret_name(word) {
            return None;
        }
        // A colon or an equals sign must stand between; an option needs none.
        let option = word.starts_with("--");
        let mut at = end;
        let mut sign = option && next == b' ';
        for _ in 0..8 {
            let found = logical(self.bytes, at);
            match found.byte {
                b':' | b'=' => sign = true,
                b'"' | b'\'' | b'`' | b' ' => {}
                _ => break,
            }
            at += found.len;
        }
        if !sign {
            return None;
        }
        let mut value = self.value_at(end)?;
        let word_end = run(self.bytes, value, WORD);
        let scheme = slice(self.text, value, word_end);
        if ["bearer", "dpop"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(scheme))
        {
            // The scheme's own turn comes next; it knows the header stands before it.
            if self.is_parameter(word_end) {
                return None;
            }
            value = self.value_at(word_end)?;
        } else if scheme.eq_ignore_ascii_case("basic") {
            return None;
        }
        let identifier = word.to_ascii_lowercase().ends_with("id");
        self.opaque_value(value, !identifier)
    }

    /// The opaque value at `at`; `sure` where its name says that it is a credential.
    pub(super) fn opaque_value(&mut self, at: usize, sure: bool) -> Option<usize> {
        let word_end = run(self.bytes, at, WORD);
        let other = compact::start_at(self.bytes, at) != Start::No
            || shapes::known(self.text, at, word_end).is_some()
            || self.is_paseto(at, word_end);
        if other || word_end == at && byte(self.bytes, at) != b'/' {
            return None;
        }
        let end = shapes::value_end(self.text, at);
        let value = slice(self.text, at, end);
        if self.enclosing(at).is_some_and(|shape| !holds_tokens(shape)) {
            return None;
        }
        // A call, a template, a path or the rest of a word is no value.
        if matches!(
            byte(self.bytes, end),
            b'(' | b'{' | b'$' | b'[' | b'@' | b'*'
        ) {
            return None;
        }
        let bytes = value.as_bytes();
        let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
        let letters = bytes.iter().any(u8::is_ascii_alphabetic);
        let word = bytes
            .iter()
            .all(|&b| is(b, ALNUM) || matches!(b, b'-' | b'_'));
        let shape = match shapes::by_form(value) {
            Some(shape) => shape,
            None if sure && value.len() >= 12 && digits >= 2 && letters => shapes::unknown_token(),
            None if value.len() >= 20 && digits >= 2 && letters && (word || value.len() >= 40) => {
                shapes::unknown_token()
            }
            None => return None,
        };
        if is_biscuit(&base64url::decode(value).bytes) {
            return None;
        }
        Some(self.verbatim(shape, at, end))
    }
}

/// Whether the members of such an object may be listed as opaque tokens.
fn holds_tokens(shape: JsonShape) -> bool {
    use JsonShape as Shape;
    matches!(shape, Shape::TokenResponse | Shape::Error | Shape::Other)
}
