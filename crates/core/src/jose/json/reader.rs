//! The reader: one pass, an explicit stack, no failure.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::document::{Document, NONE, Node, to_u32, to_usize};
use super::fault::{Fault, FaultKind};
use super::text::{hex4, unescape};
use crate::order;
use crate::report::ValueKind;

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

    /// Reads a value; none stops the reader (too many values).
    fn value(&mut self, byte: u8, or_end: bool, name: (u32, u32)) -> Option<Expect> {
        match byte {
            b'{' | b'[' => {
                let start = self.at;
                if self.open.len() >= self.limits.depth {
                    self.skip_container();
                    self.fault(
                        FaultKind::TooDeep {
                            limit: self.limits.depth,
                        },
                        start,
                        self.at,
                    );
                    let kind = if byte == b'{' {
                        ValueKind::Object
                    } else {
                        ValueKind::Array
                    };
                    self.push(kind, start, self.at, name)?;
                    return Some(self.after_value());
                }
                self.at += 1;
                let is_object = byte == b'{';
                let kind = if is_object {
                    ValueKind::Object
                } else {
                    ValueKind::Array
                };
                let node = self.push(kind, start, self.at, name)?;
                self.open.push(Open {
                    node,
                    is_object,
                    last_child: NONE,
                });
                Some(if is_object {
                    Expect::Name { or_end: true }
                } else {
                    Expect::Value { or_end: true }
                })
            }
            b'"' => {
                let start = self.at;
                self.string();
                self.push(ValueKind::String, start, self.at, name)?;
                Some(self.after_value())
            }
            b']' | b'}' => {
                if !or_end {
                    self.fault(
                        FaultKind::Unexpected {
                            found: byte,
                            expected: "a value",
                        },
                        self.at,
                        self.at + 1,
                    );
                }
                if name != (0, 0) {
                    self.push(ValueKind::Missing, self.at, self.at, name)?;
                }
                Some(self.closing(byte))
            }
            b',' | b':' => {
                self.fault(
                    FaultKind::Unexpected {
                        found: byte,
                        expected: "a value",
                    },
                    self.at,
                    self.at + 1,
                );
                if name != (0, 0) || byte == b',' && !self.open.is_empty() {
                    self.push(ValueKind::Missing, self.at, self.at, name)?;
                }
                // A comma stands for the missing value and is read next; a stray colon is passed over.
                if byte == b':' || self.open.is_empty() {
                    self.at += 1;
                    return Some(Expect::Value { or_end: false });
                }
                Some(Expect::CommaOrEnd)
            }
            _ => {
                let start = self.at;
                let kind = self.literal();
                self.push(kind, start, self.at, name)?;
                Some(self.after_value())
            }
        }
    }

    fn name(&mut self, byte: u8, or_end: bool) -> Named {
        match byte {
            b'"' => {
                let start = self.at;
                self.string();
                let end = self.at;
                self.skip_space();
                match self.peek() {
                    Some(b':') => self.at += 1,
                    Some(found) => {
                        let kind = FaultKind::Unexpected {
                            found,
                            expected: "`:` after the name",
                        };
                        self.fault(kind, self.at, self.at + 1);
                    }
                    None => {}
                }
                Named::Name(to_u32(start), to_u32(end))
            }
            b'}' | b']' => {
                if !or_end {
                    let kind = FaultKind::Unexpected {
                        found: byte,
                        expected: "a member's name",
                    };
                    self.fault(kind, self.at, self.at + 1);
                }
                Named::Then(self.closing(byte))
            }
            _ => {
                let kind = FaultKind::Unexpected {
                    found: byte,
                    expected: "a name in double quotes",
                };
                let start = self.at;
                // `{name: 1}` and `{'name': 1}`: take the word as the name and go on.
                while self
                    .peek()
                    .is_some_and(|b| !matches!(b, b':' | b',' | b'}' | b']' | b'{' | b'[' | b'"'))
                {
                    self.at += 1;
                }
                if self.at == start {
                    self.at += 1;
                    self.fault(kind, start, self.at);
                    return Named::Then(Expect::Name { or_end: true });
                }
                self.fault(kind, start, self.at);
                let end = self.at;
                match self.peek() {
                    Some(b':') => {
                        self.at += 1;
                        Named::Name(to_u32(start), to_u32(end))
                    }
                    _ => Named::Then(Expect::CommaOrEnd),
                }
            }
        }
    }

    fn comma_or_end(&mut self, byte: u8) -> Expect {
        match byte {
            b',' => {
                self.at += 1;
                self.expect_item(false)
            }
            b']' | b'}' => self.closing(byte),
            _ => {
                let kind = FaultKind::Unexpected {
                    found: byte,
                    expected: "`,` or the end",
                };
                self.fault(kind, self.at, self.at + 1);
                if byte == b':' {
                    self.at += 1;
                }
                self.expect_item(true)
            }
        }
    }

    fn expect_item(&self, or_end: bool) -> Expect {
        match self.open.last() {
            Some(open) if open.is_object => Expect::Name { or_end },
            _ => Expect::Value { or_end },
        }
    }

    /// Takes a closing bracket: closes the nearest container of its kind, with those inside it.
    fn closing(&mut self, byte: u8) -> Expect {
        let is_object = byte == b'}';
        let start = self.at;
        self.at += 1;
        let Some(depth) = self
            .open
            .iter()
            .rposition(|open| open.is_object == is_object)
        else {
            self.fault(FaultKind::Unmatched { found: byte }, start, self.at);
            return self.after_value();
        };
        if depth + 1 < self.open.len() {
            let expected = if is_object { "`]`" } else { "`}`" };
            self.fault(
                FaultKind::Unexpected {
                    found: byte,
                    expected,
                },
                start,
                self.at,
            );
        }
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { break };
            let end = if self.open.len() == depth {
                self.at
            } else {
                start
            };
            self.close(&open, to_u32(end));
        }
        self.after_value()
    }

    fn after_value(&self) -> Expect {
        if !self.open.is_empty() {
            return Expect::CommaOrEnd;
        }
        if self.document.nodes.is_empty() {
            Expect::Value { or_end: false }
        } else {
            Expect::Done
        }
    }

    fn close(&mut self, open: &Open, end: u32) {
        if let Some(node) = self.document.nodes.get_mut(to_usize(open.node)) {
            node.end = end;
        }
        if open.is_object {
            self.mark_duplicates(open.node);
        }
    }

    /// Marks members that share a name. Sorting keeps large objects near-linear, and needs no randomness.
    fn mark_duplicates(&mut self, object: u32) {
        let mut members: Vec<(Cow<'_, str>, u32)> = Vec::new();
        let mut next = self
            .document
            .nodes
            .get(to_usize(object))
            .map_or(NONE, |node| node.first_child);
        while let Some(node) = self.document.nodes.get(to_usize(next)) {
            members.push((
                unescape(self.document.slice(node.name.0, node.name.1)),
                next,
            ));
            next = node.next;
        }
        if members.len() < 2 {
            return;
        }
        order::sort(&mut members);
        let mut repeated = Vec::new();
        for pair in members.windows(2) {
            if let [(a, first), (b, second)] = pair
                && a == b
            {
                repeated.push((*first, *second));
            }
        }
        for (first, second) in repeated {
            for (index, is_later) in [(first, false), (second, true)] {
                let Some(node) = self.document.nodes.get_mut(to_usize(index)) else {
                    continue;
                };
                node.duplicate = true;
                if is_later {
                    self.document
                        .duplicates
                        .push(to_usize(node.name.0)..to_usize(node.name.1));
                }
            }
        }
    }

    /// Adds a node under the innermost open container; none when there are too many.
    fn push(&mut self, kind: ValueKind, start: usize, end: usize, name: (u32, u32)) -> Option<u32> {
        if self.document.nodes.len() > self.limits.members {
            let limit = self.limits.members;
            self.fault(FaultKind::TooManyMembers { limit }, start, self.text.len());
            return None;
        }
        let index = to_u32(self.document.nodes.len());
        self.document.nodes.push(Node {
            kind,
            start: to_u32(start),
            end: to_u32(end),
            name,
            first_child: NONE,
            next: NONE,
            duplicate: false,
        });
        if let Some(open) = self.open.last_mut() {
            let before = core::mem::replace(&mut open.last_child, index);
            let parent = open.node;
            if before == NONE {
                if let Some(node) = self.document.nodes.get_mut(to_usize(parent)) {
                    node.first_child = index;
                }
            } else if let Some(node) = self.document.nodes.get_mut(to_usize(before)) {
                node.next = index;
            }
        }
        Some(index)
    }

    /// Passes over a container that is too deep, strings and all.
    fn skip_container(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.string();
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// Passes over a string, noting what is wrong with it.
    fn string(&mut self) {
        let start = self.at;
        self.at += 1;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest
                .iter()
                .position(|&b| b == b'"' || b == b'\\' || b < 0x20);
            self.at += plain.unwrap_or(rest.len());
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return;
                }
                Some(b'\\') => self.escape(),
                Some(found) => {
                    self.fault(FaultKind::ControlInString { found }, self.at, self.at + 1);
                    self.at += 1;
                }
                None => {
                    self.fault(
                        FaultKind::UnexpectedEnd {
                            expected: "the closing quote of a string",
                        },
                        start,
                        self.at,
                    );
                    return;
                }
            }
        }
    }

    fn escape(&mut self) {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        match rest.get(1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => match hex4(rest) {
                Some(0xD800..=0xDBFF) => {
                    let low = rest.get(6..).and_then(hex4);
                    if low.is_some_and(|low| (0xDC00..=0xDFFF).contains(&low)) {
                        self.at += 12;
                    } else {
                        self.at += 6;
                        self.fault(FaultKind::LoneSurrogate, start, self.at);
                    }
                }
                Some(0xDC00..=0xDFFF) => {
                    self.at += 6;
                    self.fault(FaultKind::LoneSurrogate, start, self.at);
                }
                Some(_) => self.at += 6,
                None => {
                    self.at += 1;
                    self.fault(FaultKind::BadEscape, start, self.at + 1);
                }
            },
            _ => {
                self.at += 1;
                self.fault(FaultKind::BadEscape, start, self.at);
            }
        }
    }

    /// Reads a word or number up to the next bracket, comma, colon, quote or space.
    fn literal(&mut self) -> ValueKind {
        let start = self.at;
        while self.peek().is_some_and(|b| {
            !matches!(
                b,
                b',' | b':' | b'{' | b'}' | b'[' | b']' | b'"' | b' ' | b'\t' | b'\n' | b'\r'
            )
        }) {
            self.at += 1;
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        match word {
            b"true" | b"false" => ValueKind::Boolean,
            b"null" => ValueKind::Null,
            _ if is_number(word) => ValueKind::Number,
            _ => {
                self.fault(FaultKind::BadLiteral, start, self.at);
                // `01` and `+5` are meant as numbers, and their text is worth showing as one.
                let numeric = word
                    .iter()
                    .all(|b| b.is_ascii_digit() || b"+-.eE".contains(b));
                if numeric && word.iter().any(u8::is_ascii_digit) {
                    ValueKind::Number
                } else {
                    ValueKind::Missing
                }
            }
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

enum Named {
    /// The range of a name; a value follows.
    Name(u32, u32),
    /// No name; this follows.
    Then(Expect),
}

/// RFC 8259 §6, to the letter.
fn is_number(word: &[u8]) -> bool {
    let word = word.strip_prefix(b"-").unwrap_or(word);
    let (whole, rest) = split_digits(word);
    if whole.is_empty() || (whole.len() > 1 && whole.first() == Some(&b'0')) {
        return false;
    }
    let rest = match rest.strip_prefix(b".") {
        Some(fraction) => match split_digits(fraction) {
            ([], _) => return false,
            (_, rest) => rest,
        },
        None => rest,
    };
    match rest.strip_prefix(b"e").or_else(|| rest.strip_prefix(b"E")) {
        Some(exponent) => {
            let digits = exponent
                .strip_prefix(b"+")
                .or_else(|| exponent.strip_prefix(b"-"))
                .unwrap_or(exponent);
            !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
        }
        None => rest.is_empty(),
    }
}

fn split_digits(word: &[u8]) -> (&[u8], &[u8]) {
    let end = word
        .iter()
        .position(|b| !b.is_ascii_digit())
        .unwrap_or(word.len());
    word.split_at(end)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
