//! The strings of the pass: where they end, whether they hold JSON, whether they are wrapped tokens.

use super::members::Wants;
use super::{MAX_OBJECTS, Objects, State, skip_space};
use crate::paste::chars::{MORE, SPACE, WORD, byte, is};

impl Objects {
    /// Inside a string: to its end.
    pub(super) fn text(&mut self, bytes: &[u8], start: usize, until: usize) {
        let rest = bytes.get(self.at..until.min(self.end)).unwrap_or_default();
        let stop = rest.iter().position(|&b| matches!(b, b'"' | b'\\' | b'\n'));
        let Some(stop) = stop else {
            self.at += rest.len();
            return;
        };
        self.at += stop;
        match byte(bytes, self.at) {
            b'\n' => {
                // Only a wrapped token may go over the line's end; else this is no JSON.
                let piece = bytes.get(self.tokenish..self.at).unwrap_or_default();
                if !is_tokenish(piece) {
                    // Read on behind the last line break that was passed over on trust.
                    self.at = if self.tokenish > start {
                        self.tokenish
                    } else {
                        self.at + 1
                    };
                    self.give_up();
                    return;
                }
                self.at += 1;
                self.tokenish = self.at;
            }
            b'"' if self.slashes == 0 => self.end_text(bytes, start, self.at, self.at + 1),
            b'"' => {
                // An outer layer's quote inside an inner layer: the layer is over.
                self.give_up();
                self.at += 1;
            }
            _ => {
                let mut slashes = 0;
                while byte(bytes, self.at + slashes) == b'\\' {
                    slashes += 1;
                }
                let quote = byte(bytes, self.at + slashes) == b'"';
                // Pairs of this layer's own backslashes may stand before its quote.
                let ends = slashes % (2 * (self.slashes + 1)) == self.slashes;
                if quote && ends {
                    let own = self.at + slashes - self.slashes;
                    self.end_text(bytes, start, own, self.at + slashes + 1);
                } else if ends && self.slashes == 0 {
                    self.at += slashes;
                } else {
                    self.at += slashes + 1;
                }
            }
        }
    }

    /// The string `start..end` ends; reading goes on at `next`.
    fn end_text(&mut self, bytes: &[u8], start: usize, end: usize, next: usize) {
        self.state = State::Between;
        if self.tokenish > start && !is_tokenish(bytes.get(self.tokenish..end).unwrap_or_default())
        {
            self.at = self.tokenish;
            self.give_up();
            return;
        }
        self.at = next;
        let colon = skip_space(bytes, next, self.slashes);
        let in_object = self.stack.last().is_some_and(|top| top.is_object);
        if in_object && self.name.is_none() && byte(bytes, colon) == b':' {
            self.name = Some((start, end));
            self.at = colon + 1;
            return;
        }
        self.value(bytes, Wants::Text);
        // JSON inside this string: an object of the next layer.
        if self.level < 3
            && matches!(byte(bytes, start), b'{' | b'[')
            && self.found.len() < MAX_OBJECTS
        {
            let mut inner = Self::new(start, end, self.level + 1);
            while inner.step_shallow(bytes) {}
            self.found.append(&mut inner.found);
        }
    }

    /// A whole inner layer, without going into the layers inside it again and again: those are found
    /// by the inner pass itself, one level deeper at a time.
    fn step_shallow(&mut self, bytes: &[u8]) -> bool {
        self.step(bytes, usize::MAX)
    }
}

/// Whether a piece of a string may be a line of a wrapped token.
fn is_tokenish(piece: &[u8]) -> bool {
    piece
        .iter()
        .all(|&b| is(b, WORD | MORE | SPACE) || b == b'>' || b == b'%')
}
