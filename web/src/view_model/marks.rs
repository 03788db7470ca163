//! Which stretch of the input gets which colour.

use claimlens_core::report::{Artefact, Report, Role, Severity};
use claimlens_core::span::Span;

/// Texts up to this many bytes are coloured; above, colouring would cost more than it tells.
pub const COLOURED: usize = 32 * 1024;

/// Texts up to this many bytes are coloured in the frame that shows the answer; longer ones after it.
pub const WITH_THE_ANSWER: usize = 4 * 1024;

/// A stretch of the input with one look. Offsets are bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mark {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// How it looks.
    pub paint: Paint,
}

/// How a stretch looks: the colour of its part, and what lies over it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Paint {
    /// The part it belongs to: an entry of [`HUES`].
    hue: u8,
    /// Something is wrong here.
    fault: bool,
    /// The claim under the pointer or the focus stands here.
    lit: bool,
}

/// The classes of the hues. The first is no colour.
const HUES: [&str; 7] = [
    "",
    "header",
    "payload",
    "signature",
    "sealed",
    "extra",
    "whole",
];

/// The class of a part's colour, in the input and in the report alike.
#[must_use]
pub fn hue(role: Role) -> &'static str {
    HUES.get(usize::from(index(role)))
        .copied()
        .unwrap_or_default()
}

fn index(role: Role) -> u8 {
    match role {
        Role::Header => 1,
        Role::Payload => 2,
        Role::Signature | Role::AuthenticationTag => 3,
        Role::EncryptedKey | Role::InitializationVector | Role::Ciphertext => 4,
        Role::Disclosure | Role::Parameters => 5,
        Role::Body | Role::Other => 0,
    }
}

impl Paint {
    /// The classes for it.
    #[must_use]
    pub fn class(self) -> String {
        let mut class = String::from(HUES.get(usize::from(self.hue)).copied().unwrap_or_default());
        if self.fault {
            class.push_str(" fault");
        }
        if self.lit {
            class.push_str(" lit");
        }
        class
    }
}

/// The looks of a text of `length` bytes, from its first byte to its last without a gap.
#[must_use]
pub fn marks(report: &Report, length: usize, lit: Option<Span>) -> Vec<Mark> {
    let mut paints = vec![Paint::default(); length.min(COLOURED)];
    let mut paint = |span: Span, with: &dyn Fn(&mut Paint)| {
        let start = span.start.min(paints.len());
        let end = span.end.clamp(start, paints.len());
        for paint in paints.get_mut(start..end).unwrap_or_default() {
            with(paint);
        }
    };
    // Outer artefacts come first in a report, so what is found inside them is painted over them.
    for artefact in &report.artefacts {
        for (span, hue) in stretches(artefact) {
            paint(span, &|paint| paint.hue = hue);
        }
    }
    let faults = report
        .artefacts
        .iter()
        .flat_map(|artefact| &artefact.findings);
    for finding in faults.filter(|finding| finding.severity == Severity::Error) {
        // A fault that is the whole artefact would underline everything and point at nothing.
        if let Some(span) = finding.span.filter(|span| span.len() <= 256) {
            paint(span, &|paint| paint.fault = true);
        }
    }
    if let Some(span) = lit {
        paint(span, &|paint| paint.lit = true);
    }
    runs(&paints)
}

fn stretches(artefact: &Artefact) -> Vec<(Span, u8)> {
    let parts = artefact.parts.iter().flat_map(|part| {
        let hue = index(part.role);
        part.pieces.iter().map(move |piece| (*piece, hue))
    });
    let parts: Vec<_> = parts.filter(|(_, hue)| *hue != 0).collect();
    // A document is not coloured as a whole: what is found inside it is.
    if !parts.is_empty() || artefact.parts.iter().any(|part| part.role == Role::Body) {
        return parts;
    }
    let whole = artefact.pieces.iter();
    whole.map(|piece| (*piece, 6)).collect()
}

fn runs(paints: &[Paint]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (at, paint) in paints.iter().enumerate() {
        match marks.last_mut() {
            Some(last) if last.paint == *paint => last.end = at + 1,
            _ => marks.push(Mark {
                start: at,
                end: at + 1,
                paint: *paint,
            }),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::marks;
    use crate::view_model::testing;
    use claimlens_core::span::Span;

    #[test]
    fn the_parts_of_a_token_have_their_colours_and_the_rest_none() {
        let (text, report) = testing::report("Bearer ", "");
        let found = marks(&report, text.len(), None);
        let classes: Vec<_> = found
            .iter()
            .map(|mark| (mark.paint.class(), text.get(mark.start..mark.end)))
            .collect();
        let class = |at: usize| classes.get(at).map(|(class, _)| class.as_str());
        assert_eq!(class(0), Some(""));
        assert_eq!(class(1), Some("header"));
        assert_eq!(classes.get(2), Some(&(String::new(), Some("."))));
        assert_eq!(class(3), Some("payload"));
        assert_eq!(class(5), Some("signature"));
        assert_eq!(found.last().map(|mark| mark.end), Some(text.len()));
    }

    #[test]
    fn what_is_lit_lies_over_the_colour() {
        let (text, report) = testing::report("", "");
        let found = marks(&report, text.len(), Some(Span::new(2, 4)));
        let lit = found.iter().find(|mark| mark.paint.lit);
        assert_eq!(lit.map(|mark| (mark.start, mark.end)), Some((2, 4)));
        assert_eq!(
            lit.map(|mark| mark.paint.class()),
            Some("header lit".into())
        );
    }
}
