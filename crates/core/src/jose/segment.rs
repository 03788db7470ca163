//! One dot-separated part of a token: decoded, and read as JSON where it is JSON.

use alloc::vec::Vec;
use core::ops::Range;

use super::base64url::{Decoded, decode};
use super::json::{Document, Limits, Value, read};
use crate::span::{SourceMap, Span};

/// The encoded side of a segment: where it stands, and its bytes. Kept apart from [`Segment`] because
/// the JSON document borrows the bytes.
#[derive(Clone, Debug)]
pub struct Encoded<'t> {
    /// The segment as it stands in the cleaned token, without its dots.
    pub text: &'t str,
    /// Where it starts in the cleaned token.
    pub start: usize,
    /// What base64url decoding gave.
    pub decoded: Decoded,
}

impl<'t> Encoded<'t> {
    /// Decodes the segment `text` that starts at `start` of the cleaned token.
    #[must_use]
    pub fn new(text: &'t str, start: usize) -> Self {
        Self {
            text,
            start,
            decoded: decode(text),
        }
    }

    /// A segment that is not encoded (`b64: false`, RFC 7797): its bytes are its text.
    #[must_use]
    pub fn unencoded(text: &'t str, start: usize) -> Self {
        Self {
            text,
            start,
            decoded: Decoded::verbatim(text),
        }
    }

    /// The decoded bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.decoded.bytes
    }

    /// Where in the paste the whole segment stands.
    #[must_use]
    pub fn span(&self, map: &SourceMap) -> Span {
        map.span(self.start, self.start + self.text.len())
    }

    /// The stretches of the paste that hold the segment.
    #[must_use]
    pub fn pieces(&self, map: &SourceMap) -> Vec<Span> {
        map.pieces(self.start, self.start + self.text.len())
    }

    /// Where in the paste the decoded bytes `range` stand.
    #[must_use]
    pub fn span_of(&self, map: &SourceMap, range: Range<usize>) -> Span {
        let (from, to) = self.decoded.characters(range.start, range.end);
        let end = self.text.len();
        map.span(self.start + from.min(end), self.start + to.min(end))
    }
}

/// A segment that was read: its encoded side, and its JSON.
#[derive(Clone, Debug)]
pub struct Segment<'e> {
    /// The encoded side.
    pub encoded: &'e Encoded<'e>,
    /// The way from the cleaned token to the paste.
    pub map: &'e SourceMap,
    /// The bytes read as JSON; none where they do not look like it.
    pub json: Option<Document<'e>>,
}

impl<'e> Segment<'e> {
    /// Reads the segment as JSON if it looks like an object or an array, or if `always` says so.
    #[must_use]
    pub fn new(encoded: &'e Encoded<'e>, map: &'e SourceMap, always: bool) -> Self {
        let looks = encoded
            .bytes()
            .iter()
            .find(|byte| !byte.is_ascii_whitespace());
        let json = (always || matches!(looks, Some(b'{' | b'[')))
            .then(|| read(encoded.bytes(), Limits::DEFAULT));
        Self { encoded, map, json }
    }

    /// The top-level object.
    #[must_use]
    pub fn object(&self) -> Option<Value<'_, 'e>> {
        self.json.as_ref()?.object()
    }

    /// Where in the paste the decoded bytes `range` stand.
    #[must_use]
    pub fn span_of(&self, range: Range<usize>) -> Span {
        self.encoded.span_of(self.map, range)
    }

    /// Where in the paste the value of the top-level member `name` stands.
    #[must_use]
    pub fn span_of_member(&self, name: &str) -> Option<Span> {
        Some(self.span_of(self.object()?.get(name)?.range()))
    }

    /// Where in the paste the whole segment stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.encoded.span(self.map)
    }
}

/// A JOSE token as the rules see it: its header, its payload if that can be seen, its signature.
///
/// For a JWE the payload is `None`. For the JSON serialisations the header is the protected one.
#[derive(Clone, Debug)]
pub struct Token<'e> {
    /// Which serialisation and kind.
    pub kind: crate::report::Kind,
    /// The JOSE Header.
    pub header: Segment<'e>,
    /// The payload; none where it is encrypted, detached or missing.
    pub payload: Option<Segment<'e>>,
    /// The bytes of the signature; none where there is no third part.
    pub signature: Option<&'e Encoded<'e>>,
    /// How many dot-separated parts there were.
    pub parts: usize,
}
