//! The characters between and inside parts that are no letters of base64url: `.`, `~`, `=`, `+`, `/`.

use super::Taker;
use super::header::{Filled, signature_lengths};
use crate::paste::chars::{WORD, byte, is, logical};
use crate::paste::grab::gap;

impl Taker<'_> {
    pub(super) fn dot(&mut self) -> bool {
        if self.ellipsis() {
            return false;
        }
        if self.tildes > 0 {
            // Only the key binding JWT behind the last `~` has dots (RFC 9901 §4.3).
            if self.binding >= 2 || self.binding == 0 && !self.last_part().starts_with("ey") {
                return false;
            }
            if self.binding == 0 {
                self.signature = signature_lengths(self.last_part()).unwrap_or_default();
            }
            self.binding += 1;
            self.begin_part();
            return true;
        }
        if self.dots == 0 {
            self.read_header();
        }
        if self.dots >= self.expected.unwrap_or(4) {
            return false;
        }
        let after = self.grab.at + logical(self.bytes, self.grab.at).len;
        if self.dots != 1 && !self.goes_on(after) {
            // A full stop, unless it is the dot before an empty signature.
            return false;
        }
        if self.dots == 1 && self.expected.is_none() && !self.goes_on(after) {
            return false;
        }
        self.dots += 1;
        self.begin_part();
        true
    }

    /// Whether a part, or the dot of an empty one, stands at `at`, a gap passed over.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let stands = |at: usize| {
            let found = logical(self.bytes, at).byte;
            is(found, WORD) || found == b'.'
        };
        if stands(at) {
            return true;
        }
        gap(self.bytes, at).is_some_and(|gap| stands(gap.end) && self.plausible(&gap))
    }

    pub(super) fn tilde(&mut self) -> bool {
        if self.dots != 2 {
            return false;
        }
        // A key binding JWT ends the token.
        if self.binding > 0 {
            return false;
        }
        self.tildes += 1;
        self.begin_part();
        true
    }

    /// `=` belongs to the token where it fills the part up, or where a dot follows it.
    pub(super) fn padding(&mut self) -> bool {
        // Quoted-printable puts it at the end of every line.
        let ends = matches!(byte(self.bytes, self.grab.at + 1), b'\r' | b'\n');
        let lacks = self.balance.open() || !self.balance.begun || self.dots >= 2;
        let fills = (self.part_len() + 1).is_multiple_of(4);
        if ends && (lacks || !fills) && !self.complete() && self.gap() {
            return true;
        }
        let mut next = self.grab.at;
        let mut count = 0;
        loop {
            let found = logical(self.bytes, next);
            if found.byte != b'=' || count == 3 {
                break;
            }
            count += 1;
            next += found.len;
        }
        let after = logical(self.bytes, next).byte;
        let fills = count <= 2 && (self.part_len() + count).is_multiple_of(4);
        let ends = !is(after, WORD);
        if (count > 2 || !fills || !ends) && after != b'.' {
            return false;
        }
        for _ in 0..count {
            let found = logical(self.bytes, self.grab.at);
            self.grab.take_logical(found);
        }
        true
    }

    /// `+` and `/` of the standard alphabet: only where the part still lacks something.
    pub(super) fn standard(&mut self, byte: u8) -> bool {
        let lacks = if self.is_json_part() {
            self.balance.open()
        } else {
            self.filled() != Filled::Whole && (byte == b'+' || self.filled() == Filled::Short)
        };
        let found = logical(self.bytes, self.grab.at);
        if !lacks
            || !is(logical(self.bytes, self.grab.at + found.len).byte, WORD)
                && !self.goes_on_standard(found.len)
        {
            return false;
        }
        self.balance.push(byte);
        self.grab.take_logical(found);
        true
    }

    fn goes_on_standard(&self, len: usize) -> bool {
        matches!(
            logical(self.bytes, self.grab.at + len).byte,
            b'+' | b'/' | b'=' | b'.'
        )
    }
}
