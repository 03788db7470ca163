//! JSON objects in any text, found by their brackets and told apart by their members' names.
//!
//! One pass, resumable, with an explicit stack. It does not check the grammar (the JSON reader does
//! that later, with every fault); it only wants to know where an object ends and what it is. When
//! brackets do not match, the pass gives up what is open and goes on behind it, so no byte is read twice.

mod members;
mod strings;
#[cfg(test)]
mod tests;

use alloc::vec::Vec;

use self::members::{Bit, Has, MEMBERS, Wants, shape};
use super::candidate::JsonShape;
use super::chars::{SPACE, byte, is};
use crate::span::Span;

/// How deep objects and arrays may nest; what is deeper starts afresh.
const MAX_DEPTH: usize = 128;
/// Objects kept before inner ones give way to the object around them.
const MAX_OBJECTS: usize = 4096;

/// An object that was recognised.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Object {
    pub(super) span: Span,
    pub(super) shape: JsonShape,
    /// How many layers of JSON string it stands in.
    pub(super) level: usize,
    /// It was never closed.
    pub(super) cut: bool,
}

#[derive(Clone, Copy, Debug)]
struct Frame {
    start: usize,
    is_object: bool,
    has: Has,
    members: usize,
    /// It is the value of this member of the object around it.
    under_error: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    /// Between values.
    Between,
    /// Inside a string that starts (behind its quote) here; so far only what tokens consist of.
    Text(usize),
}

/// The pass.
#[derive(Debug)]
pub(super) struct Objects {
    at: usize,
    end: usize,
    /// A quote has exactly this many backslashes before it.
    slashes: usize,
    level: usize,
    stack: Vec<Frame>,
    state: State,
    /// Up to where a string with line breaks was seen to be a wrapped token.
    tokenish: usize,
    /// The last member's name, as a range; empty when its value was met.
    name: Option<(usize, usize)>,
    pub(super) found: Vec<Object>,
    /// The outermost object began at the first byte that is not white space, and ended at the last.
    pub(super) outermost: Option<Span>,
}

impl Objects {
    pub(super) fn new(start: usize, end: usize, level: usize) -> Self {
        Self {
            at: start,
            end,
            // Each layer doubles the backslashes and adds the quote's own.
            slashes: (1 << level.min(8)) - 1,
            level,
            stack: Vec::new(),
            state: State::Between,
            tokenish: 0,
            name: None,
            found: Vec::new(),
            outermost: None,
        }
    }

    /// Reads on for about `budget` bytes; whether there is more.
    pub(super) fn step(&mut self, bytes: &[u8], budget: usize) -> bool {
        let bytes = bytes.get(..self.end).unwrap_or(bytes);
        let until = self.at.saturating_add(budget);
        while self.at < self.end {
            if self.at >= until {
                return true;
            }
            match self.state {
                State::Text(start) => self.text(bytes, start, until),
                State::Between if self.stack.is_empty() => self.seek(bytes, until),
                State::Between => self.between(bytes),
            }
        }
        self.cut_off(bytes);
        false
    }

    /// Looks for an object to begin.
    fn seek(&mut self, bytes: &[u8], until: usize) {
        let rest = bytes.get(self.at..until.min(self.end)).unwrap_or_default();
        let Some(at) = rest.iter().position(|&b| b == b'{') else {
            self.at += rest.len();
            return;
        };
        self.at += at + 1;
        let next = skip_space(bytes, self.at, self.slashes);
        let quote = self.quote_at(bytes, next);
        if quote || byte(bytes, next) == b'}' {
            self.open(self.at - 1, true);
        }
    }

    /// Whether this layer's quote stands at `at`.
    fn quote_at(&self, bytes: &[u8], at: usize) -> bool {
        let mut slashes = 0;
        while byte(bytes, at + slashes) == b'\\' && slashes <= self.slashes {
            slashes += 1;
        }
        slashes == self.slashes && byte(bytes, at + slashes) == b'"'
    }

    fn open(&mut self, start: usize, is_object: bool) {
        if self.stack.len() >= MAX_DEPTH {
            self.give_up();
            return;
        }
        self.stack.push(Frame {
            start,
            is_object,
            has: Has::default(),
            members: 0,
            under_error: false,
        });
        self.name = None;
    }

    fn give_up(&mut self) {
        self.stack.clear();
        self.state = State::Between;
        self.name = None;
    }

    /// The next byte between strings.
    fn between(&mut self, bytes: &[u8]) {
        let found = byte(bytes, self.at);
        if self.quote_at(bytes, self.at) {
            self.at += self.slashes + 1;
            self.state = State::Text(self.at);
            self.tokenish = self.at;
            return;
        }
        if let Some(len) = escaped_space(bytes, self.at, self.slashes) {
            self.at += len;
            return;
        }
        let start = self.at;
        self.at += 1;
        match found {
            b'{' | b'[' => {
                let kind = if found == b'{' {
                    Wants::Object
                } else {
                    Wants::Array
                };
                let under_error = self.value(bytes, kind) && found == b'{';
                self.open(start, found == b'{');
                if let Some(top) = self.stack.last_mut() {
                    top.under_error = under_error;
                }
            }
            b'}' | b']' => self.close(found == b'}'),
            b'0'..=b'9' | b'-' => {
                self.value(bytes, Wants::Number);
            }
            b't' | b'f' => {
                self.value(bytes, Wants::Boolean);
            }
            b'n' => {
                self.value(bytes, Wants::Any);
            }
            _ => {}
        }
    }

    /// A value of that kind begins: marks the member it belongs to. Whether the member is `error`.
    fn value(&mut self, bytes: &[u8], kind: Wants) -> bool {
        let Some((start, end)) = self.name.take() else {
            return false;
        };
        let Some(top) = self.stack.last_mut() else {
            return false;
        };
        top.members += 1;
        let name = bytes.get(start..end).unwrap_or_default();
        let mut is_error = false;
        for (member, wants, bit) in MEMBERS {
            if member.as_bytes() != name {
                continue;
            }
            let fits = matches!(wants, Wants::Any)
                || core::mem::discriminant(wants) == core::mem::discriminant(&kind);
            if fits {
                top.has.set(*bit);
                is_error |= matches!(bit, Bit::ErrorObject);
            }
        }
        is_error
    }

    fn close(&mut self, is_object: bool) {
        let Some(frame) = self.stack.pop() else {
            return;
        };
        self.name = None;
        if frame.is_object != is_object {
            self.give_up();
            return;
        }
        if self.stack.is_empty() {
            self.outermost = Some(Span::new(frame.start, self.at));
        }
        if !is_object {
            // An array hands on what its elements are.
            if let Some(parent) = self.stack.last_mut() {
                parent.has.0 |= frame.has.0 & Bit::HasKey.mask();
            }
            return;
        }
        self.keep(&frame, self.at, false);
    }

    fn keep(&mut self, frame: &Frame, end: usize, cut: bool) {
        if let Some(parent) = self.stack.last_mut() {
            if frame.has.all(&[Bit::Kty]) {
                parent.has.set(Bit::HasKey);
            }
            if frame.under_error && frame.has.any(&[Bit::Message, Bit::Code, Bit::Status]) {
                parent.has.set(Bit::HasError);
            }
        }
        let Some(shape) = shape(frame.has, frame.members) else {
            return;
        };
        // What is inside a recognised object is part of it.
        while self
            .found
            .last()
            .is_some_and(|inner| inner.span.start > frame.start)
        {
            self.found.pop();
        }
        if self.found.len() < MAX_OBJECTS {
            self.found.push(Object {
                span: Span::new(frame.start, end),
                shape,
                level: self.level,
                cut,
            });
        }
    }

    /// The text ends while objects are open: what they hold so far still tells.
    fn cut_off(&mut self, bytes: &[u8]) {
        let end = bytes
            .get(..self.end)
            .unwrap_or(bytes)
            .trim_ascii_end()
            .len();
        if let State::Text(start) = self.state {
            // The member whose value is cut off counts as well.
            if self.name.is_some() && start < end {
                self.value(bytes, Wants::Text);
            }
        }
        while let Some(frame) = self.stack.pop() {
            if frame.is_object && self.level == 0 {
                self.keep(&frame, end, true);
            }
        }
        self.state = State::Between;
    }
}

/// Where the white space at `at` ends; not further than a kilobyte is looked.
fn skip_space(bytes: &[u8], at: usize, slashes: usize) -> usize {
    let mut next = at;
    while next - at < 1024 {
        if is(byte(bytes, next), SPACE) {
            next += 1;
        } else if let Some(len) = escaped_space(bytes, next, slashes) {
            next += len;
        } else {
            break;
        }
    }
    next
}

/// `\n`, `\t`, `\r` as this layer writes white space; its length.
fn escaped_space(bytes: &[u8], at: usize, slashes: usize) -> Option<usize> {
    if slashes == 0 {
        return None;
    }
    // White space of a layer inside a string of the layer around it: half the backslashes, rounded up.
    let mut count = 0;
    while byte(bytes, at + count) == b'\\' && count <= slashes {
        count += 1;
    }
    let letter = matches!(byte(bytes, at + count), b'n' | b't' | b'r');
    (count > 0 && letter).then_some(count + 1)
}
