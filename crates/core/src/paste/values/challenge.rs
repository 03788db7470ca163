//! Challenges: what a server answers to a request without a good token, in a header or by itself.

use crate::paste::candidate::Shape;
use crate::paste::chars::{SPACE, WORD, byte, is, logical, logical_before, run, slice};
use crate::paste::compact;
use crate::paste::finder::Finder;
use crate::paste::grab::{Grab, gap};

impl Finder<'_> {
    /// Whether a challenge's parameter (`realm="…"`) follows the scheme that ends at `end`.
    pub(super) fn is_parameter(&self, end: usize) -> bool {
        let mut at = end;
        while is(logical(self.bytes, at).byte, SPACE) && at - end < 64 {
            at += logical(self.bytes, at).len;
        }
        let name_end = run(self.bytes, at, WORD);
        let name = slice(self.text, at, name_end);
        static NAMES: [&str; 12] = [
            "realm",
            "error",
            "error_description",
            "error_uri",
            "scope",
            "resource_metadata",
            "authorization_uri",
            "algs",
            "acr_values",
            "max_age",
            "nonce",
            "client_id",
        ];
        at > end
            && logical(self.bytes, name_end).byte == b'='
            && NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
    }

    /// `WWW-Authenticate:` and the line behind it.
    pub(super) fn authenticate(&mut self, start: usize, end: usize) -> Option<usize> {
        if !self.is_word(start, end, "www-authenticate")
            && !self.is_word(start, end, "proxy-authenticate")
        {
            return None;
        }
        let at = self.value_at(end)?;
        // `"name": "WWW-Authenticate", "value": "…"`
        if is(byte(self.bytes, at), WORD) {
            return self.challenge(at);
        }
        None
    }

    /// A challenge that starts at `at`: to the end of the line, or of the string it stands in.
    pub(super) fn challenge(&mut self, at: usize) -> Option<usize> {
        let before = logical_before(self.bytes, at);
        let quote = matches!(before.byte, b'"' | b'\'').then_some(before);
        let mut grab = Grab::new(at);
        let mut kept = 0;
        while grab.text.len() < 8192 {
            let found = logical(self.bytes, grab.at);
            let closes =
                quote.is_some_and(|quote| found.byte == quote.byte && found.len == quote.len);
            if found.byte == 0 || closes {
                break;
            }
            if matches!(found.byte, b'\r' | b'\n') {
                // A folded line goes on with white space and a parameter.
                let Some(gap) = gap(self.bytes, grab.at).filter(|gap| gap.breaks == 1) else {
                    break;
                };
                let indented = matches!(byte(self.bytes, gap.end - 1), b' ' | b'\t');
                let name = run(self.bytes, gap.end, WORD);
                if !indented || byte(self.bytes, name) != b'=' {
                    break;
                }
                grab.skip(&gap);
                continue;
            }
            if found.byte == 0xFF {
                let len = self
                    .text
                    .get(grab.at..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8);
                let stop = grab.at + len;
                grab.take(self.text, stop);
            } else {
                grab.take_logical(found);
            }
            if !is(found.byte, SPACE) {
                kept = grab.at;
            }
        }
        // White space at the end does not belong to it.
        let grab = if kept < grab.at {
            self.shortened(&grab, at, kept)
        } else {
            grab
        };
        let next = grab.at;
        if grab.text.is_empty() {
            return None;
        }
        self.add_around(Shape::Challenge, grab);
        Some(next)
    }

    /// The same logical bytes again, up to `end` only.
    fn shortened(&self, whole: &Grab, start: usize, end: usize) -> Grab {
        if whole.map.pieces(0, whole.map.len()).len() != 1 || whole.text.len() != whole.at - start {
            let mut grab = Grab::new(start);
            while grab.at < end {
                let found = logical(self.bytes, grab.at);
                if found.byte == 0xFF {
                    let stop = grab.at
                        + self
                            .text
                            .get(grab.at..)
                            .and_then(|rest| rest.chars().next())
                            .map_or(1, char::len_utf8);
                    grab.take(self.text, stop);
                } else if matches!(found.byte, b'\r' | b'\n') {
                    match gap(self.bytes, grab.at) {
                        Some(gap) => grab.skip(&gap),
                        None => break,
                    }
                } else {
                    grab.take_logical(found);
                }
            }
            return grab;
        }
        compact::verbatim(self.text, start, end)
    }
}
