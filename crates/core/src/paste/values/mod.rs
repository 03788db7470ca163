//! What is found by a word: known prefixes, PASETO, Biscuit, credentials, challenges, errors in a
//! redirect, and the values of names that say they hold a credential.

mod bare;
mod biscuit;
mod challenge;
mod credentials;
mod named;
mod paseto;
mod redirect;

use super::candidate::Shape;
use super::chars::{byte, logical};
use super::compact;
use super::finder::Finder;
use super::grab::quote_len;
use super::{pem, saml, shapes};

impl Finder<'_> {
    /// What else may start at the word `start..end`; where to read on.
    pub(super) fn other(&mut self, start: usize, end: usize) -> Option<usize> {
        let first = byte(self.bytes, start);
        let next = byte(self.bytes, end);
        if let Some((shape, stop)) = shapes::known(self.text, start, end) {
            return Some(self.verbatim(shape, start, stop));
        }
        let found = match (end - start, first) {
            (2, b'v') if next == b'.' => self.paseto(start, end),
            (2 | 6, b'-') => self.user_option(start, end),
            (4 | 6, b'b' | b'B' | b'd' | b'D') => self.bearer(start, end),
            (5, b'b' | b'B') => self.basic(start, end),
            (5, b'e') if next == b'=' => self.redirect_error(start, end),
            (7, b'b' | b'B') if next == b':' => self.named_biscuit(start, end),
            (16, b'w' | b'W') | (18, b'p' | b'P') => self.authenticate(start, end),
            (11 | 12, b'S') => saml::parameter(self, start, end),
            (_, b'E' | b'C') if end - start >= 60 => self.biscuit(start),
            (_, b'P') if end - start >= 4 => saml::base64(self, start),
            (_, b'-') if end - start >= 10 => pem::block(self, start),
            _ if start > 0 && byte(self.bytes, start - 1) == b'<' => saml::xml(self, start, end),
            _ => None,
        };
        found.or_else(|| self.named(start, end))
    }

    /// Adds `start..end` as it stands.
    fn verbatim(&mut self, shape: Shape, start: usize, end: usize) -> usize {
        let grab = compact::verbatim(self.text, start, end);
        self.add_around(shape, grab);
        end
    }

    /// The value behind a name that ends at `end`: its first byte.
    pub(super) fn value_at(&self, end: usize) -> Option<usize> {
        let mut at = end;
        let mut seen = false;
        for _ in 0..64 {
            let found = logical(self.bytes, at);
            let quote = quote_len(self.bytes, at);
            match found.byte {
                b' ' | b'\t' => seen = true,
                b':' | b'=' => seen = true,
                b'+' => seen = true,
                b'>' if byte(self.bytes, at.wrapping_sub(1)) == b'=' => {}
                _ if quote > 0 => {
                    at += quote;
                    continue;
                }
                _ => break,
            }
            at += found.len;
        }
        (seen && at < self.bytes.len()).then_some(at)
    }
}
