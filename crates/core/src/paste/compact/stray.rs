//! Characters that no token has, in the middle of one: damage, to be reported where it stands.

use super::Taker;
use super::header::Filled;
use crate::paste::chars::{WORD, byte, run};
use crate::paste::grab::quote_len;

impl Taker<'_> {
    /// A character that no token has, in the middle of one: taken, to be reported where it stands.
    pub(super) fn stray(&mut self) -> bool {
        let at = self.grab.at;
        let found = byte(self.bytes, at);
        let len = self
            .text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        let ends = quote_len(self.bytes, at) > 0
            || matches!(
                found,
                b',' | b';'
                    | b':'
                    | b'('
                    | b')'
                    | b'['
                    | b']'
                    | b'{'
                    | b'}'
                    | b'<'
                    | b'>'
                    | b'&'
                    | b'|'
                    | b'\\'
                    | b'%'
                    | 0..=32
            )
            || self.ellipsis();
        if ends || len == 0 || self.strays >= 8 || self.complete() {
            return false;
        }
        // It must stand inside: more of the token behind it, and a token that still lacks something.
        let next = self.behind_strays(at + len, found);
        let behind = run(self.bytes, next, WORD) - next;
        let dotted = byte(self.bytes, next + behind) == b'.';
        let lacks = self.balance.open()
            || (self.dots >= 1 || behind == 0 && dotted) && self.dots < self.expected.unwrap_or(2)
            || self.dots == 2 && self.filled() == Filled::Short;
        if !(lacks && (behind >= 4 || dotted)) || self.dots == 0 && !self.dotted_later(next) {
            return false;
        }
        self.strays += 1;
        self.grab.take(self.text, at + len);
        true
    }

    /// Behind the same stray character repeated: a token whose end was blotted out goes on after it.
    fn behind_strays(&self, at: usize, stray: u8) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let same = rest
            .iter()
            .take(8 - self.strays.min(8))
            .take_while(|&&byte| byte == stray);
        at + if stray.is_ascii() { same.count() } else { 0 }
    }

    /// Whether a dot follows the run at `at`: a damaged header must still be one of several parts.
    fn dotted_later(&self, at: usize) -> bool {
        let end = run(self.bytes, at, WORD);
        byte(self.bytes, end) == b'.'
    }
}
