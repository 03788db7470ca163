//! A JSON text that was read: a flat list of nodes, and views into it.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::fault::Fault;
use super::text::unescape;
use crate::report::ValueKind;

/// A JSON text that was read, with its faults.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    pub(super) text: &'t [u8],
    pub(super) nodes: Vec<Node>,
    /// What is wrong with the text, in the order of the text. At most 100 are kept.
    pub faults: Vec<Fault>,
    /// The members whose name stands more than once in their object: the ranges of the later names.
    pub duplicates: Vec<Range<usize>>,
}

#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: ValueKind,
    pub(super) start: u32,
    pub(super) end: u32,
    /// The range of the member's name with its quotes; empty for elements and the root.
    pub(super) name: (u32, u32),
    pub(super) first_child: u32,
    pub(super) next: u32,
    pub(super) duplicate: bool,
}

pub(super) const NONE: u32 = u32::MAX;

impl<'t> Document<'t> {
    /// The top-level value; none where the text holds no value at all.
    #[must_use]
    pub fn root(&self) -> Option<Value<'_, 't>> {
        (!self.nodes.is_empty()).then_some(Value {
            document: self,
            index: 0,
        })
    }

    /// The top-level value if it is an object.
    #[must_use]
    pub fn object(&self) -> Option<Value<'_, 't>> {
        self.root().filter(|root| root.kind() == ValueKind::Object)
    }

    /// Whether the text is JSON to the letter (RFC 8259).
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.faults.is_empty()
    }

    /// The text that was read.
    #[must_use]
    pub fn text(&self) -> &'t [u8] {
        self.text
    }

    pub(super) fn slice(&self, start: u32, end: u32) -> &'t [u8] {
        let range = to_usize(start)..to_usize(end);
        self.text.get(range).unwrap_or_default()
    }
}

/// A value in a document.
#[derive(Clone, Copy, Debug)]
pub struct Value<'d, 't> {
    document: &'d Document<'t>,
    index: u32,
}

/// A member of an object, or an element of an array (its name is empty).
#[derive(Clone, Debug)]
pub struct Entry<'d, 't> {
    /// The name, unescaped.
    pub name: Cow<'t, str>,
    /// Where the name stands, with its quotes; empty for an element.
    pub name_range: Range<usize>,
    /// Whether an earlier member of the object has the same name, or a later one.
    pub duplicate: bool,
    /// The value.
    pub value: Value<'d, 't>,
}

impl<'d, 't> Value<'d, 't> {
    fn node(&self) -> Option<&'d Node> {
        self.document.nodes.get(to_usize(self.index))
    }

    /// What kind of value it is.
    #[must_use]
    pub fn kind(&self) -> ValueKind {
        self.node().map_or(ValueKind::Missing, |node| node.kind)
    }

    /// Where it stands in the text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.node()
            .map_or(0..0, |node| to_usize(node.start)..to_usize(node.end))
    }

    /// The bytes as written.
    #[must_use]
    pub fn raw(&self) -> &'t [u8] {
        self.node()
            .map_or(&[], |node| self.document.slice(node.start, node.end))
    }

    /// The text as written; bytes that are not UTF-8 become U+FFFD.
    #[must_use]
    pub fn raw_text(&self) -> Cow<'t, str> {
        String::from_utf8_lossy(self.raw())
    }

    /// A string, unescaped; none for other kinds.
    #[must_use]
    pub fn as_str(&self) -> Option<Cow<'t, str>> {
        (self.kind() == ValueKind::String).then(|| unescape(self.raw()))
    }

    /// The text of a number as written; none for other kinds.
    #[must_use]
    pub fn as_number(&self) -> Option<&'t str> {
        if self.kind() != ValueKind::Number {
            return None;
        }
        core::str::from_utf8(self.raw()).ok()
    }

    /// A whole number that fits; none for other kinds, fractions and exponents.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.parse().ok()
    }

    /// `true` or `false`; none for other kinds.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        (self.kind() == ValueKind::Boolean).then(|| self.raw() == b"true")
    }

    /// The members of an object or elements of an array, in the order of the text; nothing for others.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'d, 't>> + use<'d, 't> {
        let document = self.document;
        let mut next = self.node().map_or(NONE, |node| node.first_child);
        core::iter::from_fn(move || {
            let index = next;
            let node = document.nodes.get(to_usize(index))?;
            next = node.next;
            Some(Entry {
                name: unescape(document.slice(node.name.0, node.name.1)),
                name_range: to_usize(node.name.0)..to_usize(node.name.1),
                duplicate: node.duplicate,
                value: Self { document, index },
            })
        })
    }

    /// The values of an array, in order; nothing for other kinds.
    pub fn items(&self) -> impl Iterator<Item = Self> + use<'d, 't> {
        let is_array = self.kind() == ValueKind::Array;
        self.entries()
            .filter(move |_| is_array)
            .map(|entry| entry.value)
    }

    /// The member of that name; of several the last one, as most readers do (RFC 8259 §4).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Self> {
        if self.kind() != ValueKind::Object {
            return None;
        }
        self.entries()
            .filter(|entry| entry.name == name)
            .last()
            .map(|entry| entry.value)
    }

    /// The string member of that name.
    #[must_use]
    pub fn get_str(&self, name: &str) -> Option<Cow<'t, str>> {
        self.get(name)?.as_str()
    }
}

/// A `u32` index as a `usize`; exact on every platform this runs on (32 bits or more).
pub(super) fn to_usize(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// An offset as a `u32`. Texts are limited to far less; beyond it the offset saturates.
pub(super) fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}
