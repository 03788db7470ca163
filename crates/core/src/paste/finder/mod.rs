//! The way through a text: two passes, each of which can stop after any slice.
//!
//! The first finds JSON objects, the second goes from word to word and looks at those that can begin
//! an artefact. What was found is put in order at the end, and linked to the object it stands in.

mod hits;

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

use super::around::Around;
use super::candidate::{Candidate, JsonShape};
use super::chars::{SPACE, WORD, byte, floor, is, logical, run, slice};
use super::compact::{self, Compact, Start, Taker};
use super::further::{self, Further};
use super::objects::Objects;
use super::rules::{MAX_PASTE_BYTES, TOO_LONG};
use crate::report::Finding;
use crate::span::Span;

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// In the order of the text, one inside another after it; at most 500.
    pub candidates: Vec<Candidate>,
    /// What is to be said about the paste as a whole: limits.
    pub findings: Vec<Finding>,
    /// How many bytes were looked at.
    pub inspected_bytes: usize,
}

/// Finds every artefact in a text, in slices: a page stays responsive while 32 MB are searched.
#[derive(Debug)]
pub struct Finder<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    /// What is looked for besides tokens in Compact Serialization, where that is there.
    further: Option<&'static Further>,
    pub(super) objects: Option<Objects>,
    pub(super) at: usize,
    /// The token that the last word began, if it has not been taken out yet.
    taking: Option<Taking<'t>>,
    /// Where the word `curl` last stood.
    pub(super) curl: Option<usize>,
    pub(super) hits: Vec<Hit>,
    /// The object the word pass is in: an index into the objects found.
    inside: usize,
    pub(super) found: Vec<super::objects::Object>,
    /// Where the last list of parameters with an error ends.
    pub(super) parameters_end: usize,
    /// Up to here something long was tried and was not what it began like.
    pub(super) tried_until: usize,
    pub(super) outermost: Option<Span>,
    findings: Vec<Finding>,
    pub(super) full: bool,
}

/// A token being taken out, and the word that began it.
#[derive(Debug)]
struct Taking<'t> {
    // Boxed: it is large, and mostly there is none.
    taker: Box<Taker<'t>>,
    begins: Start,
    start: usize,
    end: usize,
}

/// A candidate before it is in its place.
#[derive(Debug)]
pub(super) struct Hit {
    pub(super) candidate: Candidate,
    pub(super) span: Span,
    hash: u64,
    times: usize,
}

/// Every artefact in `text`.
#[must_use]
pub fn find(text: &str) -> Vec<Candidate> {
    let mut finder = Finder::new(text);
    while finder.step(usize::MAX) {}
    finder.finish().candidates
}

/// Every token in `text` with what stands around it, and no other artefact: a part of what [`find`] gives, for a
/// program that is to be small.
#[must_use]
pub fn find_tokens(text: &str) -> Vec<Candidate> {
    let mut finder = Finder::with(text, Some(&further::TOKENS));
    while finder.step(usize::MAX) {}
    let mut found = finder.finish().candidates;
    found.retain(|candidate| candidate.shape.is_token());
    // What they stood in may be gone.
    for candidate in &mut found {
        candidate.parent = None;
    }
    found
}

impl<'t> Finder<'t> {
    /// Begins with a text of any length; beyond 32 MB it is not looked at.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self::with(text, Some(&further::ALL))
    }

    /// The same, with what is there to look for: without `further`, tokens in Compact Serialization alone.
    pub(crate) fn with(text: &'t str, further: Option<&'static Further>) -> Self {
        let mut findings = Vec::new();
        let whole = text.len();
        let text = slice(text, 0, MAX_PASTE_BYTES);
        if text.len() < whole {
            findings.push(Finding::new(
                &TOO_LONG,
                "",
                Span::new(text.len(), whole),
                format!(
                    "The paste has {whole} bytes; the first {} were looked at.",
                    text.len()
                ),
            ));
        }
        Self {
            text,
            bytes: text.as_bytes(),
            further,
            objects: further.map(|_| Objects::new(0, text.len(), 0)),
            at: 0,
            taking: None,
            curl: None,
            hits: Vec::new(),
            inside: 0,
            found: Vec::new(),
            parameters_end: 0,
            tried_until: 0,
            outermost: None,
            findings,
            full: false,
        }
    }

    /// Looks at about `bytes` bytes more; whether there is more.
    pub fn step(&mut self, bytes: usize) -> bool {
        let bytes = bytes.max(1);
        if self.objects.is_some() {
            if let Some(further) = self.further {
                (further.objects)(self, bytes);
            }
            return true;
        }
        let until = self.at.saturating_add(bytes);
        loop {
            if let Some(taking) = &mut self.taking {
                // A token may be as long as the text: it goes in slices, too.
                if taking.taker.take(bytes) {
                    return true;
                }
                self.taken();
            }
            if self.at >= self.bytes.len() || self.full {
                return false;
            }
            if self.at >= until {
                return true;
            }
            self.word();
        }
    }

    /// Looks at the next word.
    fn word(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let Some(skip) = rest.iter().position(|&b| is(b, WORD)) else {
            self.at = self.bytes.len();
            return;
        };
        let start = self.at + skip;
        let end = run(self.bytes, start, WORD);
        // What an escape before the word takes from it: `%22eyJ`, `\neyJ`.
        let begin = start + self.escape_tail(start, end);
        self.at = end;
        if begin >= end {
            return;
        }
        match byte(self.bytes, begin) {
            b'e' => match compact::start_at(self.bytes, begin) {
                Start::No => {}
                begins => {
                    self.taking = Some(Taking {
                        taker: Box::new(Taker::new(self.text, begin)),
                        begins,
                        start: begin,
                        end,
                    });
                    return;
                }
            },
            b'c' | b'C' if end - begin == 4 && self.is_word(begin, end, "curl") => {
                self.curl = Some(begin);
            }
            _ => {}
        }
        let next = self.further(begin, end);
        self.go_on(next, end);
    }

    /// Looks at the token that was taken out: whether it is one, or the word is something else.
    fn taken(&mut self) {
        let Some(taking) = self.taking.take() else {
            return;
        };
        let next = self.token(taking.taker.finish(), taking.start, taking.begins);
        let next = next.or_else(|| self.further(taking.start, taking.end));
        self.go_on(next, taking.end);
    }

    /// What else may start at the word `start..end`; where to read on.
    fn further(&mut self, start: usize, end: usize) -> Option<usize> {
        (self.further?.word)(self, start, end)
    }

    /// What stands around `start..end`.
    pub(super) fn around(&self, start: usize, end: usize, curl: Option<usize>) -> Around {
        match self.further {
            Some(further) => (further.around)(self.text, start, end, curl),
            None => Around::nothing(start, end),
        }
    }

    /// Where to read on behind the word that ends at `end` and what it began.
    fn go_on(&mut self, next: Option<usize>, end: usize) {
        if let Some(next) = next {
            self.at = floor(self.text, next.max(end.min(next + 1)));
        }
    }

    /// How many bytes of the word belong to an escape that begins before it.
    fn escape_tail(&self, start: usize, end: usize) -> usize {
        if start == 0 || !matches!(byte(self.bytes, start - 1), b'%' | b'\\') {
            return 0;
        }
        let found = logical(self.bytes, start - 1);
        let tail = found.len.saturating_sub(1).min(end - start);
        // An escaped letter is the word's own first letter: rare, and not worth following.
        tail
    }

    pub(super) fn is_word(&self, start: usize, end: usize, word: &str) -> bool {
        slice(self.text, start, end).eq_ignore_ascii_case(word)
    }

    /// A token that starts at `start`; where to read on, if it is one.
    fn token(&mut self, taken: Compact, start: usize, begins: Start) -> Option<usize> {
        let end = taken.grab.at;
        let len = taken.grab.text.len();
        if taken.dots == 0 {
            // One part: a token cut off, not any JSON in base64, and not a part of a JSON serialisation.
            let around = self.around(start, end, None);
            let in_json = self
                .enclosing(start)
                .is_some_and(|shape| matches!(shape, JsonShape::Jws | JsonShape::Jwe));
            let alone = around.key.is_empty() && self.alone(&around);
            let named = super::shapes::is_secret_name(&around.key) || !around.scheme.is_empty();
            let cut = !taken.header_whole && len >= 8;
            let wanted = match begins {
                Start::Header => len >= 8 && (alone || named || !in_json),
                _ => len >= 4 && (alone || named) || cut && len >= 16 && !in_json,
            };
            if in_json || !wanted {
                // What is long is not read again.
                return (end - start > 4096).then_some(end);
            }
        } else if begins == Start::Object && taken.dots < 2 && !taken.header_whole {
            // `eyX…` by chance in a name with a dot.
            if len < 24 {
                return None;
            }
        }
        if taken.too_long {
            self.too_long(start, end);
        }
        self.add_around(taken.shape, taken.grab);
        Some(end)
    }

    /// The shape of the recognised object around `at`.
    pub(super) fn enclosing(&mut self, at: usize) -> Option<JsonShape> {
        while self
            .found
            .get(self.inside)
            .is_some_and(|object| object.span.end <= at)
        {
            self.inside += 1;
        }
        let object = self.found.get(self.inside)?;
        object.span.contains(at).then_some(object.shape)
    }

    /// Whether nothing else stands on the line or lines of what is around `around`.
    pub(super) fn alone(&self, around: &Around) -> bool {
        let before = self
            .bytes
            .get(around.start.saturating_sub(200)..around.start)
            .unwrap_or_default();
        let clear = before.iter().rev().find(|&&b| b == b'\n' || !is(b, SPACE));
        let reaches = before.len() < 200 || clear.is_some();
        reaches
            && clear.is_none_or(|&b| b == b'\n')
            && super::grab::line_ends(self.bytes, around.end)
    }
}
