//! What is looked for besides tokens in Compact Serialization, as a table: a page may load it later.
//!
//! JSON objects in a pass of their own, what words begin, what stands around an artefact, and what is
//! left when both passes are through.

use alloc::string::String;
use alloc::vec::Vec;

use super::around::{self, Around};
use super::candidate::{Candidate, JsonShape, Shape};
use super::compact;
use super::finder::Finder;
use super::objects::{Object, Objects};
use super::rules::MAX_ARTEFACT_BYTES;
use super::unescape;
use crate::diagnosis;
use crate::span::Span;

/// The functions of this file, and where words and surroundings are read.
#[derive(Debug)]
pub(crate) struct Further {
    /// Goes on with the pass over JSON objects, by about that many bytes.
    pub(super) objects: fn(&mut Finder<'_>, usize),
    /// What may start at the word between two places; where to read on.
    pub(super) word: fn(&mut Finder<'_>, usize, usize) -> Option<usize>,
    /// What stands around a stretch of the text.
    pub(super) around: fn(&str, usize, usize, Option<usize>) -> Around,
    /// Adds what is known only when all words were looked at.
    pub(super) finish: fn(&mut Finder<'_>),
}

/// All of it.
pub(crate) static ALL: Further = Further {
    objects: |finder, bytes| finder.search_objects(bytes),
    word: |finder, start, end| finder.other(start, end),
    around: around::read,
    finish: |finder| finder.add_the_rest(),
};

/// What is needed to find tokens and what stands around them, and nothing else: no credentials, no errors.
pub(super) static TOKENS: Further = Further {
    objects: |finder, bytes| finder.search_objects(bytes),
    word: |_, _, _| None,
    around: around::read,
    finish: |finder| {
        let objects = core::mem::take(&mut finder.found);
        finder.add_objects(&objects);
    },
};

impl Finder<'_> {
    fn search_objects(&mut self, bytes: usize) {
        let Some(objects) = &mut self.objects else {
            return;
        };
        if objects.step(self.bytes, bytes) {
            return;
        }
        self.outermost = objects.outermost;
        self.found = core::mem::take(&mut objects.found);
        crate::order::sort_by(&mut self.found, |a, b| a.span.start.cmp(&b.span.start));
        self.objects = None;
    }

    /// Values that stand alone, the objects, and, if nothing was found, the text as a whole.
    fn add_the_rest(&mut self) {
        let objects = core::mem::take(&mut self.found);
        self.bare();
        self.add_objects(&objects);
        // Where the text is one document, what it says is its own affair.
        let only =
            matches!(self.hits.as_slice(), [hit] if hit.span.len() >= self.text.trim().len());
        let empty = self.hits.is_empty();
        let diagnosed = (!only)
            .then(|| diagnosis::detect::shape(self.text, empty))
            .flatten();
        if let Some(shape) = diagnosed {
            self.whole(shape);
        } else if empty {
            self.whole(self.shape_of_all());
        }
    }

    /// The JSON objects that were found.
    fn add_objects(&mut self, objects: &[Object]) {
        for object in objects {
            let end = object.span.end.min(object.span.start + MAX_ARTEFACT_BYTES);
            if end < object.span.end {
                self.too_long(object.span.start, end);
            }
            let grab = unescape::take(self.text, object.span.start, end, object.level);
            let full = core::mem::take(&mut self.full);
            let mut around = self.around(object.span.start, end, self.curl);
            if object.level > 0 || object.span.start == 0 && end == self.bytes.len() {
                around
                    .stripped
                    .retain(|stripped| stripped.what != "brackets");
            }
            if object.cut {
                around.stripped.clear();
            }
            self.add(Shape::Json(object.shape), grab, around);
            self.full |= full;
        }
    }

    /// What the text is as a whole, when nothing was found in it.
    fn shape_of_all(&self) -> Shape {
        let text = self.text.trim();
        let start = self.text.len() - self.text.trim_start().len();
        match self.outermost {
            Some(span) if span == Span::new(start, start + text.len()) => {
                Shape::Json(JsonShape::Other)
            }
            _ if compact::headless(text) => Shape::Compact,
            _ => Shape::Unknown,
        }
    }

    /// Whether a hit already covers any of the span.
    pub(super) fn covered(&self, span: Span) -> bool {
        self.hits
            .iter()
            .any(|hit| hit.span.start < span.end && span.start < hit.span.end)
    }
}

/// The bodies of errors in a text, each as it would be found.
pub(crate) fn error_bodies(text: &str) -> Vec<Candidate> {
    let mut objects = Objects::new(0, text.len(), 0);
    while objects.step(text.as_bytes(), usize::MAX) {}
    let errors = objects.found.iter();
    errors
        .filter(|object| object.shape == JsonShape::Error)
        .map(|object| {
            let grab = unescape::take(text, object.span.start, object.span.end, object.level);
            Candidate {
                shape: Shape::Json(JsonShape::Error),
                text: grab.text,
                map: grab.map,
                place: String::new(),
                stripped: Vec::new(),
                parent: None,
            }
        })
        .collect()
}
