//! Taking an artefact out of the text: its cleaned text, the way back, and what was left out on the way.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::chars::{How, Logical, byte, fancy_quote, invisible, is, logical};
use super::chars::{SPACE, WORD};
use crate::report::Stripped;
use crate::span::{SourceMap, Span};

/// What is left out inside an artefact; the index of its counter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Left {
    Breaks,
    Spaces,
    QuoteMarks,
    Continuations,
    Invisible,
    Percent,
    Escapes,
    Entities,
    Joins,
}

impl Left {
    #[expect(
        clippy::as_conversions,
        reason = "the number of a variant without fields"
    )]
    fn index(self) -> usize {
        self as usize
    }
}

/// How each of them is said: for one, and for several behind the number; empty where no number helps.
static WORDS: [(&str, &str); 9] = [
    ("a line break", "line breaks"),
    ("a space inside", "stretches of white space"),
    (
        "a quote mark (>) at a line start",
        "quote marks (>) at line starts",
    ),
    (
        "a continuation mark at a line end",
        "continuation marks at line ends",
    ),
    ("an invisible character", "invisible characters"),
    ("percent-encoding", ""),
    ("JSON escapes", ""),
    ("HTML entities", ""),
    ("a string joint", "string joints"),
];

/// An artefact being taken out.
#[derive(Clone, Debug, Default)]
pub(super) struct Grab {
    pub(super) text: String,
    pub(super) map: SourceMap,
    /// Where to read on in the source.
    pub(super) at: usize,
    left: [(usize, Span); 9],
}

impl Grab {
    pub(super) fn new(at: usize) -> Self {
        Self {
            at,
            ..Self::default()
        }
    }

    /// Takes the source as it is up to `end`.
    pub(super) fn take(&mut self, text: &str, end: usize) {
        let piece = super::chars::slice(text, self.at, end);
        self.text.push_str(piece);
        self.map.push(self.at, piece.len(), piece.len());
        self.at += piece.len();
    }

    /// Takes one logical byte that is ASCII.
    pub(super) fn take_logical(&mut self, found: Logical) {
        self.text.push(char::from(found.byte));
        self.map.push(self.at, found.len, 1);
        self.note(found.how, found.len);
        self.at += found.len;
    }

    fn note(&mut self, how: How, len: usize) {
        let left = match how {
            How::Plain => return,
            How::Percent => Left::Percent,
            How::Escape => Left::Escapes,
            How::Entity => Left::Entities,
        };
        self.leave(left, self.at, len);
    }

    /// Counts something left out.
    pub(super) fn leave(&mut self, left: Left, at: usize, len: usize) {
        if let Some((count, span)) = self.left.get_mut(left.index()) {
            if *count == 0 {
                *span = Span::new(at, at + len);
            }
            *count += 1;
        }
    }

    /// Passes over a gap, and counts what is in it.
    pub(super) fn skip(&mut self, gap: &Gap) {
        let at = self.at;
        let len = gap.end - at;
        for (left, count) in gap.left {
            for _ in 0..count {
                self.leave(left, at, len);
            }
        }
        self.at = gap.end;
    }

    /// Everything left out, in words.
    pub(super) fn stripped(&self, out: &mut Vec<Stripped>) {
        for (&(count, span), (one, many)) in self.left.iter().zip(WORDS) {
            if count == 0 {
                continue;
            }
            let what = if count == 1 || many.is_empty() {
                one.into()
            } else {
                format!("{count} {many}")
            };
            out.push(Stripped { what, span });
        }
    }
}

/// How long a gap can be: more white space than this wraps nothing.
const MAX_GAP: usize = 1024;

/// What may stand between two pieces of one wrapped artefact.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Gap {
    pub(super) end: usize,
    pub(super) breaks: usize,
    left: [(Left, usize); 5],
    /// Only characters that no one sees: the pieces belong together whatever they are.
    pub(super) unseen: bool,
}

/// The gap at `at`; none where none starts. Line breaks in any form with what mail programs, shells
/// and editors put around them, spaces, invisible characters, the joint of two string literals.
pub(super) fn gap(bytes: &[u8], at: usize) -> Option<Gap> {
    if let Some(end) = joint(bytes, at) {
        return Some(Gap {
            end,
            breaks: 1,
            left: [
                (Left::Joins, 1),
                (Left::Spaces, 0),
                (Left::Breaks, 0),
                (Left::Breaks, 0),
                (Left::Breaks, 0),
            ],
            unseen: false,
        });
    }
    let (mut breaks, mut spaces, mut marks, mut continuations, mut unseen) = (0, 0, 0, 0, 0);
    let mut next = at;
    while next - at < MAX_GAP {
        let found = logical(bytes, next);
        let hidden = invisible(bytes, next);
        if hidden > 0 {
            unseen += 1;
            next += hidden;
            continue;
        }
        match found.byte {
            b'\n' => {
                breaks += 1;
                next += found.len;
            }
            b'\r' => {
                next += found.len;
                // A line feed behind it belongs to the same line break.
                if logical(bytes, next).byte != b'\n' {
                    breaks += 1;
                }
            }
            b' ' | b'\t' => {
                spaces += 1;
                next += found.len;
            }
            b'>' if breaks > 0 && found.how == How::Plain => {
                marks += 1;
                next += 1;
            }
            b'\\' | b'^' | b'`' | b'=' if found.how == How::Plain && breaks == 0 => {
                // A continuation mark, only right before the line break.
                let mut after = next + 1;
                while matches!(byte(bytes, after), b' ' | b'\t') && found.byte == b'\\' {
                    after += 1;
                }
                if !matches!(byte(bytes, after), b'\r' | b'\n') {
                    break;
                }
                continuations += 1;
                next += 1;
            }
            _ => break,
        }
    }
    (next > at).then_some(Gap {
        end: next,
        breaks,
        left: [
            (Left::Breaks, breaks),
            // Indentation is one thing with the line break before it.
            (Left::Spaces, usize::from(spaces > 0)),
            (Left::QuoteMarks, marks),
            (Left::Continuations, continuations),
            (Left::Invisible, unseen),
        ],
        unseen: breaks == 0 && spaces == 0,
    })
}

/// The joint of two string literals: `" + "`, `" \` and `"` on the next line. Returns its end.
fn joint(bytes: &[u8], at: usize) -> Option<usize> {
    let quote = byte(bytes, at);
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let mut next = at + 1;
    let mut signs = 0;
    let mut lines = 0;
    loop {
        let found = byte(bytes, next);
        match found {
            b'+' | b'&' | b'\\' | b'_' if signs == 0 => signs = 1,
            b'.' if signs == 0 && byte(bytes, next + 1) == b' ' => signs = 1,
            b'\n' => lines += 1,
            b' ' | b'\t' | b'\r' => {}
            _ if found == quote => break,
            _ => return None,
        }
        next += 1;
        if next > at + 200 {
            return None;
        }
    }
    let follows = byte(bytes, next + 1);
    let joins = (signs > 0 || lines == 1) && (is(follows, WORD) || follows == b'.');
    (next > at + 1 && joins).then_some(next + 1)
}

/// Up to `max` logical bytes from `at` on, as long as they are base64url, gaps passed over.
pub(super) fn peek(bytes: &[u8], at: usize, max: usize) -> String {
    let mut out = String::new();
    let mut next = at;
    while out.len() < max {
        let found = logical(bytes, next);
        if is(found.byte, WORD) {
            out.push(char::from(found.byte));
            next += found.len;
        } else {
            match gap(bytes, next) {
                Some(gap) => next = gap.end,
                None => break,
            }
        }
    }
    out
}

/// Whether something that opens or closes a quotation stands at `at`; how many bytes it takes.
pub(super) fn quote_len(bytes: &[u8], at: usize) -> usize {
    let found = logical(bytes, at);
    match found.byte {
        b'"' | b'\'' | b'`' => found.len,
        0xFF => fancy_quote(bytes, at),
        _ => 0,
    }
}

/// Whether nothing but white space stands at `at` before the line ends.
pub(super) fn line_ends(bytes: &[u8], at: usize) -> bool {
    let mut next = at;
    while is(byte(bytes, next), SPACE) && byte(bytes, next) != b'\n' {
        next += 1;
    }
    next >= bytes.len() || byte(bytes, next) == b'\n'
}
