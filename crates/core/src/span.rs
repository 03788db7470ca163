//! Where things are: byte ranges of the pasted text, and the way back to them from a cleaned text.
//!
//! A token that was wrapped, percent-encoded or escaped is cleaned before it is read. A [`SourceMap`]
//! remembers where each cleaned byte came from, so that every fault and every claim can be shown at
//! its place in what the person pasted.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

/// A range of bytes of the pasted text: `start` is inside, `end` is not. Offsets are UTF-8 bytes.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; an `end` before `start` gives an empty span at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// How many bytes it holds.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether `offset` lies inside.
    #[must_use]
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }
}

/// One stretch of cleaned text and the stretch of source it came from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Run {
    clean: usize,
    clean_len: usize,
    source: usize,
    source_len: usize,
}

impl Run {
    /// Whether every cleaned byte is one source byte; otherwise the run stands for its source as a whole.
    fn is_verbatim(&self) -> bool {
        self.clean_len == self.source_len
    }
}

/// The way back from offsets in a cleaned text to spans of the pasted text.
///
/// Built by pushing stretches in order. A stretch whose two lengths are equal maps byte by byte; any
/// other (`%2E` for `.`) maps as a whole. Base64url layers stack: see [`SourceMap::inside_base64`].
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SourceMap {
    runs: Vec<Run>,
    clean_len: usize,
    /// Set where the text was itself base64url inside another text: the outer map, and where in the
    /// outer cleaned text the encoded segment starts.
    outer: Option<(Box<Self>, usize)>,
}

impl SourceMap {
    /// A map of a text of `len` bytes that stands in the paste, as it is, from `start` on.
    #[must_use]
    pub fn verbatim(start: usize, len: usize) -> Self {
        let mut map = Self::default();
        map.push(start, len, len);
        map
    }

    /// Adds the next `clean_len` cleaned bytes, which came from `source_len` source bytes at `source`.
    pub fn push(&mut self, source: usize, source_len: usize, clean_len: usize) {
        if clean_len == 0 {
            return;
        }
        let clean = self.clean_len;
        self.clean_len += clean_len;
        if let Some(last) = self.runs.last_mut() {
            let adjoins = last.source + last.source_len == source;
            if adjoins && last.is_verbatim() && source_len == clean_len {
                last.clean_len += clean_len;
                last.source_len += source_len;
                return;
            }
        }
        self.runs.push(Run {
            clean,
            clean_len,
            source,
            source_len,
        });
    }

    /// The map of what is encoded (base64url, no stray characters) in the segment that starts at
    /// `segment_start` of this map's cleaned text: `len` decoded bytes.
    #[must_use]
    pub fn inside_base64(&self, segment_start: usize, len: usize) -> Self {
        Self {
            runs: vec![Run {
                clean: 0,
                clean_len: len,
                source: 0,
                source_len: len,
            }],
            clean_len: len,
            outer: Some((Box::new(self.clone()), segment_start)),
        }
    }

    /// The map of the cleaned bytes `start..end` alone.
    #[must_use]
    pub fn sub_map(&self, start: usize, end: usize) -> Self {
        if self.outer.is_some() {
            // Inside a layer offsets no longer map byte by byte: each byte keeps the span it had.
            let mut map = Self::default();
            for at in start..end.min(self.clean_len) {
                let span = self.span(at, at + 1);
                map.runs.push(Run {
                    clean: at - start,
                    clean_len: 1,
                    source: span.start,
                    source_len: span.len(),
                });
            }
            map.clean_len = map.runs.len();
            return map;
        }
        let mut map = Self::default();
        let first = self
            .runs
            .partition_point(|run| run.clean + run.clean_len <= start);
        for run in self
            .runs
            .iter()
            .skip(first)
            .take_while(|run| run.clean < end)
        {
            let from = start.max(run.clean);
            let to = end.min(run.clean + run.clean_len);
            if run.is_verbatim() {
                map.push(run.source + (from - run.clean), to - from, to - from);
            } else {
                map.push(run.source, run.source_len, to - from);
            }
        }
        map
    }

    /// Of how many stretches it is made: a wrapped text has one a line.
    #[must_use]
    pub(crate) fn stretches(&self) -> usize {
        self.runs.len()
    }

    /// How long the cleaned text is, in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.clean_len
    }

    /// Whether nothing was pushed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clean_len == 0
    }

    /// The span of the paste that the cleaned bytes `start..end` came from, gaps included.
    /// Offsets beyond the text are taken as its end.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        if let Some((outer, segment)) = &self.outer {
            let (from, to) = base64_chars(start.min(self.clean_len), end.min(self.clean_len));
            return outer.span(segment + from, segment + to);
        }
        if end <= start {
            let at = self.source_of(start);
            return Span::new(at, at);
        }
        let first = self.source_of(start);
        // The end of the last byte, not the start of the next one: a gap after it stays outside.
        let last = self.end_of(end - 1);
        Span::new(first, last)
    }

    /// The same, cut into the stretches that really hold cleaned bytes: line breaks between them are
    /// left out. For colouring a wrapped token.
    #[must_use]
    pub fn pieces(&self, start: usize, end: usize) -> Vec<Span> {
        if let Some((outer, segment)) = &self.outer {
            let (from, to) = base64_chars(start.min(self.clean_len), end.min(self.clean_len));
            return outer.pieces(segment + from, segment + to);
        }
        let mut pieces: Vec<Span> = Vec::new();
        let first = self
            .runs
            .partition_point(|run| run.clean + run.clean_len <= start);
        for run in self.runs.iter().skip(first) {
            if run.clean >= end {
                break;
            }
            let from = start.max(run.clean);
            let to = end.min(run.clean + run.clean_len);
            let piece = Span::new(place(run, from), place_end(run, to));
            match pieces.last_mut() {
                Some(last) if last.end == piece.start => last.end = piece.end,
                _ => pieces.push(piece),
            }
        }
        pieces
    }

    fn run_at(&self, clean: usize) -> Option<&Run> {
        let next = self
            .runs
            .partition_point(|run| run.clean + run.clean_len <= clean);
        self.runs.get(next)
    }

    fn source_of(&self, clean: usize) -> usize {
        match self.run_at(clean) {
            Some(run) => place(run, clean),
            None => self
                .runs
                .last()
                .map_or(0, |run| run.source + run.source_len),
        }
    }

    fn end_of(&self, clean: usize) -> usize {
        match self.run_at(clean) {
            Some(run) => place_end(run, clean + 1),
            None => self
                .runs
                .last()
                .map_or(0, |run| run.source + run.source_len),
        }
    }
}

fn place(run: &Run, clean: usize) -> usize {
    if run.is_verbatim() {
        run.source + (clean - run.clean)
    } else {
        run.source
    }
}

fn place_end(run: &Run, clean_end: usize) -> usize {
    if run.is_verbatim() {
        run.source + (clean_end - run.clean)
    } else {
        run.source + run.source_len
    }
}

/// The base64url characters that carry the decoded bytes `start..end` (RFC 4648 §5: 6 bits each).
#[must_use]
pub fn base64_chars(start: usize, end: usize) -> (usize, usize) {
    (start * 4 / 3, (end * 4).div_ceil(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_text_maps_back_piece_by_piece() {
        // "abc\ndef" cleaned to "abcdef"
        let mut map = SourceMap::default();
        map.push(0, 3, 3);
        map.push(4, 3, 3);
        assert_eq!(map.span(0, 6), Span::new(0, 7));
        assert_eq!(
            map.span(0, 3),
            Span::new(0, 3),
            "the line break after it stays outside"
        );
        assert_eq!(map.span(3, 4), Span::new(4, 5));
        assert_eq!(map.pieces(2, 5), [Span::new(2, 3), Span::new(4, 6)]);
        assert_eq!(map.span(9, 9), Span::new(7, 7), "beyond the end is the end");
    }

    #[test]
    fn an_escape_maps_as_a_whole() {
        // "a%2Eb" cleaned to "a.b"
        let mut map = SourceMap::default();
        map.push(0, 1, 1);
        map.push(1, 3, 1);
        map.push(4, 1, 1);
        assert_eq!(map.span(1, 2), Span::new(1, 4));
        assert_eq!(map.pieces(0, 3), [Span::new(0, 5)]);
    }

    #[test]
    fn a_nested_text_maps_through_base64() {
        let outer = SourceMap::verbatim(100, 40);
        // the encoded segment starts at cleaned byte 10; it decodes to 12 bytes
        let inner = outer.inside_base64(10, 12);
        assert_eq!(inner.span(0, 3), Span::new(110, 114));
        assert_eq!(inner.span(0, 12), Span::new(110, 126));
        assert_eq!(inner.span(1, 2), Span::new(111, 113));
    }

    #[test]
    fn a_part_of_a_map_points_where_the_whole_did() {
        let mut map = SourceMap::default();
        map.push(10, 3, 3);
        map.push(20, 3, 1);
        map.push(30, 4, 4);
        let part = map.sub_map(2, 6);
        assert_eq!(part.len(), 4);
        for at in 0..4 {
            assert_eq!(part.span(at, at + 1), map.span(at + 2, at + 3));
        }
        let inner = SourceMap::verbatim(0, 40).inside_base64(4, 12);
        let part = inner.sub_map(3, 9);
        assert_eq!(part.span(0, 6), inner.span(3, 9));
    }

    #[test]
    fn adjoining_stretches_become_one() {
        let mut map = SourceMap::verbatim(5, 2);
        map.push(7, 3, 3);
        assert_eq!(map, SourceMap::verbatim(5, 5));
    }
}
