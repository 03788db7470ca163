//! Values that stand alone on their line, without a name.

use crate::paste::candidate::Shape;
use crate::paste::compact::{self, Start};
use crate::paste::finder::Finder;
use crate::paste::shapes;
use crate::span::Span;

/// Texts up to this size are also searched line by line for values that stand alone.
const SMALL_TEXT: usize = 64 << 10;

impl Finder<'_> {
    /// Values that stand alone on their line, in a small text.
    pub(in crate::paste) fn bare(&mut self) {
        if self.bytes.len() > SMALL_TEXT {
            return;
        }
        let mut start = 0;
        let mut before = 0;
        let text = self.text;
        for line in text.split_inclusive('\n') {
            let at = start;
            start += line.len();
            let piece = line.trim_matches(|c: char| {
                c.is_whitespace()
                    || matches!(
                        c,
                        '"' | '\''
                            | '`'
                            | ','
                            | ';'
                            | '<'
                            | '>'
                            | '('
                            | ')'
                            | '['
                            | ']'
                            | '{'
                            | '}'
                            | '\u{201c}'
                            | '\u{201d}'
                            | '\u{2018}'
                            | '\u{2019}'
                    )
            });
            let width = core::mem::replace(&mut before, piece.len());
            let from = at + line.find(piece).unwrap_or(0);
            let span = Span::new(from, from + piece.len());
            let token = compact::start_at(self.bytes, from) != Start::No;
            if piece.len() < 8 || token || self.covered(span) {
                continue;
            }
            // Lines as wide as the one before or after belong to one long text.
            let after = text
                .get(start..)
                .unwrap_or_default()
                .lines()
                .next()
                .map_or(0, |next| next.trim().len());
            let block = piece.len() >= 44 && (width == piece.len() || after == piece.len());
            if compact::damaged(piece) {
                let grab = compact::verbatim(text, span.start, span.end);
                self.add_around(Shape::Compact, grab);
            } else if let Some(shape) = shapes::by_form(piece).filter(|_| !block) {
                self.verbatim(shape, span.start, span.end);
            }
        }
    }
}
