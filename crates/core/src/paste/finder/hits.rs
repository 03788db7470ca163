//! What was found, on its way into its place: counted where it repeats, ordered, linked to what it stands in.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::vec::Vec;

use super::{Finder, Found, Hit};
use crate::paste::around::Around;
use crate::paste::candidate::{Candidate, Shape};
use crate::paste::chars::floor;
use crate::paste::compact;
use crate::paste::grab::Grab;
use crate::paste::rules::{
    ARTEFACT_TOO_LONG, MAX_ARTEFACT_BYTES, MAX_CANDIDATES, MAX_STRETCHES, TOO_MANY,
};
use crate::report::{Finding, Stripped};
use crate::span::Span;

impl Finder<'_> {
    pub(in crate::paste) fn too_long(&mut self, start: usize, end: usize) {
        self.findings.push(Finding::new(
            &ARTEFACT_TOO_LONG,
            "",
            Span::new(start, end),
            format!(
                "An artefact has more than {MAX_ARTEFACT_BYTES} bytes, or more than {MAX_STRETCHES} lines; it was read up to there."
            ),
        ));
    }

    /// Adds what was taken out, with what stands around it.
    pub(in crate::paste) fn add_around(&mut self, shape: Shape, grab: Grab) {
        // Asked first: reading what stands around every repeat would be for nothing.
        if let Some(hash) = self.unlike(&shape, &grab.text) {
            let span = grab.map.span(0, grab.map.len());
            let around = self.around(span.start, grab.at, self.curl);
            self.add_new(shape, grab, around, hash);
        }
    }

    /// The hash of what was not found before. What was is counted.
    fn unlike(&mut self, shape: &Shape, text: &str) -> Option<u64> {
        let hash = hash(text.as_bytes());
        let hit = self.hits.iter_mut().find(|hit| {
            hit.hash == hash && hit.candidate.text == text && hit.candidate.shape == *shape
        });
        let Some(hit) = hit else {
            return Some(hash);
        };
        hit.times += 1;
        None
    }

    /// Adds what was taken out.
    pub(in crate::paste) fn add(&mut self, shape: Shape, grab: Grab, around: Around) {
        if let Some(hash) = self.unlike(&shape, &grab.text) {
            self.add_new(shape, grab, around, hash);
        }
    }

    fn add_new(&mut self, shape: Shape, grab: Grab, around: Around, hash: u64) {
        let span = grab.map.span(0, grab.map.len());
        if self.hits.len() >= MAX_CANDIDATES {
            self.full = true;
            return;
        }
        let alone = around.key.is_empty() && self.alone(&around);
        let mut stripped = around.stripped;
        grab.stripped(&mut stripped);
        crate::order::sort_by(&mut stripped, |a, b| a.span.start.cmp(&b.span.start));
        let place = if around.place.is_empty() && !alone && around.scheme.is_empty() {
            "a longer text".to_owned()
        } else {
            around.place
        };
        self.hits.push(Hit {
            candidate: Candidate {
                shape,
                text: grab.text,
                map: grab.map,
                place,
                stripped,
                parent: None,
            },
            span,
            hash,
            times: 1,
        });
    }

    /// Puts everything in its place.
    #[must_use]
    pub fn finish(mut self) -> Found {
        match self.further {
            Some(further) => (further.finish)(&mut self),
            None if self.hits.is_empty() => {
                self.whole(Shape::Unknown);
            }
            None => {}
        }
        crate::order::sort_by(&mut self.hits, |a, b| {
            (a.span.start, b.span.end).cmp(&(b.span.start, a.span.end))
        });
        let mut parents: Vec<(usize, Span)> = Vec::new();
        let mut candidates = Vec::with_capacity(self.hits.len());
        for hit in self.hits {
            while parents
                .last()
                .is_some_and(|(_, span)| span.end <= hit.span.start)
            {
                parents.pop();
            }
            let mut candidate = hit.candidate;
            if let Some(&(index, span)) = parents.last()
                && span.end >= hit.span.end
            {
                candidate.parent = Some(index);
            }
            if hit.times > 1 {
                candidate.stripped.push(Stripped {
                    what: match hit.times {
                        2 => "one exact repeat".to_owned(),
                        times => format!("{} exact repeats", times - 1),
                    },
                    span: hit.span,
                });
            }
            let holds_others = matches!(
                candidate.shape,
                Shape::Json(_)
                    | Shape::Saml(_)
                    | Shape::Exchange
                    | Shape::ErrorText
                    | Shape::Snippet
            );
            if holds_others {
                parents.push((candidates.len(), hit.span));
            }
            candidates.push(candidate);
        }
        if self.full {
            self.findings.push(Finding::new(
                &TOO_MANY,
                "",
                None,
                format!("The paste holds more than {MAX_CANDIDATES} artefacts; the first {MAX_CANDIDATES} are listed."),
            ));
        }
        Found {
            candidates,
            findings: self.findings,
            inspected_bytes: if self.full { self.at } else { self.bytes.len() },
        }
    }

    /// Adds the whole text, as it is.
    pub(in crate::paste) fn whole(&mut self, shape: Shape) {
        let start = self.text.len() - self.text.trim_start().len();
        let end = start + self.text.trim().len();
        if start >= end {
            return;
        }
        if end - start > MAX_ARTEFACT_BYTES {
            self.too_long(start, start + MAX_ARTEFACT_BYTES);
        }
        let end = floor(self.text, end.min(start + MAX_ARTEFACT_BYTES));
        let grab = compact::verbatim(self.text, start, end);
        self.add(shape, grab, Around::nothing(start, end));
    }
}

/// How many bytes tell texts apart for a start; those that agree in them are compared whole.
const HASHED: usize = 64 << 10;

/// FNV-1a, 64 bits, of the beginning: equal texts have equal numbers; unequal ones are compared anyway.
fn hash(bytes: &[u8]) -> u64 {
    let beginning = bytes.iter().take(HASHED);
    beginning.fold(0xCBF2_9CE4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}
