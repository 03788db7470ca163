//! The reader: one pass, an explicit stack, no failure.

mod grammar;
mod tree;
mod words;

use alloc::vec::Vec;

use self::grammar::Named;
use super::document::{Document, to_u32};
use super::fault::{Fault, FaultKind};
use crate::order;

/// How much the reader takes on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// How deep containers may nest.
    pub depth: usize,
    /// How many values are kept: members and elements of all levels together.
    pub members: usize,
}

impl Limits {
    /// What the inspector works with: depth 128, 100,000 members.
    pub const DEFAULT: Self = Self {
        depth: 128,
        members: 100_000,
    };
}

/// Faults beyond this many are not kept: a text with so many is not JSON at all.
const MAX_FAULTS: usize = 100;

/// Reads a JSON text. Never fails: what cannot be read becomes a fault, and reading goes on after it.
#[must_use]
pub fn read(text: &[u8], limits: Limits) -> Document<'_> {
    let mut reader = Reader {
        text,
        at: 0,
        limits,
        open: Vec::new(),
        document: Document {
            text,
            nodes: Vec::new(),
            faults: Vec::new(),
            duplicates: Vec::new(),
        },
    };
    reader.run();
    order::sort_by(&mut reader.document.faults, |a, b| a.start.cmp(&b.start));
    reader.document
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    limits: Limits,
    open: Vec<Open>,
    document: Document<'t>,
}

/// A container that is not closed yet.
struct Open {
    node: u32,
    is_object: bool,
    last_child: u32,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq)]
enum Expect {
    /// A value; in a fresh array also its end.
    Value { or_end: bool },
    /// A member's name; in a fresh object also its end.
    Name { or_end: bool },
    /// A comma or the end of the container.
    CommaOrEnd,
    /// Nothing: the top-level value is complete.
    Done,
}

impl Reader<'_> {
    fn run(&mut self) {
        self.check_utf8();
        if self.text.starts_with(b"\xEF\xBB\xBF") {
            self.fault(FaultKind::ByteOrderMark, 0, 3);
            self.at = 3;
        }
        let mut expect = Expect::Value { or_end: false };
        let mut name = (0, 0);
        loop {
            self.skip_space();
            let Some(byte) = self.peek() else {
                self.end_of_text(expect);
                break;
            };
            let next = match expect {
                Expect::Done => {
                    self.fault(FaultKind::TrailingContent, self.at, self.text.len());
                    break;
                }
                Expect::Value { or_end } => self.value(byte, or_end, core::mem::take(&mut name)),
                Expect::Name { or_end } => match self.name(byte, or_end) {
                    Named::Name(start, end) => {
                        name = (start, end);
                        Some(Expect::Value { or_end: false })
                    }
                    Named::Then(expect) => Some(expect),
                },
                Expect::CommaOrEnd => Some(self.comma_or_end(byte)),
            };
            let Some(next) = next else { break };
            expect = next;
        }
        // What was never closed ends where reading stopped.
        let end = to_u32(self.at.min(self.text.len()));
        while let Some(open) = self.open.pop() {
            self.close(&open, end);
        }
    }

    fn end_of_text(&mut self, expect: Expect) {
        let expected = match (expect, self.open.last()) {
            (Expect::Done, _) => return,
            (Expect::CommaOrEnd, Some(open)) if open.is_object => "`}`",
            (Expect::CommaOrEnd, _) => "`]`",
            (Expect::Name { .. }, _) => "a member's name or `}`",
            (Expect::Value { .. }, _) => "a value",
        };
        self.fault(
            FaultKind::UnexpectedEnd { expected },
            self.text.len(),
            self.text.len(),
        );
    }

    /// Notes each stretch of bytes that is not UTF-8.
    fn check_utf8(&mut self) {
        let mut base = 0;
        while let Err(error) = core::str::from_utf8(self.text.get(base..).unwrap_or_default()) {
            let start = base + error.valid_up_to();
            let end = error.error_len().map_or(self.text.len(), |len| start + len);
            self.fault(FaultKind::NotUtf8, start, end);
            if end >= self.text.len() || self.document.faults.len() >= MAX_FAULTS {
                return;
            }
            base = end;
        }
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn fault(&mut self, kind: FaultKind, start: usize, end: usize) {
        if self.document.faults.len() < MAX_FAULTS || kind.is_limit() {
            self.document.faults.push(Fault { kind, start, end });
        }
    }
}
