//! The content of an artefact: its parts, their members, and the times among them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use super::Item;
use crate::span::Span;

/// One part of an artefact: a segment of a token, a header line, a JSON body.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Part {
    /// What it is for; the page colours by it.
    pub role: Role,
    /// Its name in the standard's words: `JOSE Header`, `JWS Signature`.
    pub title: String,
    /// Where it stands in the paste, gaps included.
    pub span: Span,
    /// The stretches of the paste that really hold it.
    pub pieces: Vec<Span>,
    /// How many bytes it has, decoded.
    pub bytes: usize,
    /// What is inside.
    pub content: PartContent,
}

/// What a part is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A JOSE Header, protected or not.
    Header,
    /// The payload: usually a JWT Claims Set.
    Payload,
    /// The JWS Signature.
    Signature,
    /// JWE Encrypted Key.
    EncryptedKey,
    /// JWE Initialization Vector.
    InitializationVector,
    /// JWE Ciphertext.
    Ciphertext,
    /// JWE Authentication Tag.
    AuthenticationTag,
    /// An SD-JWT Disclosure.
    Disclosure,
    /// A JSON or form body that is no token: a response, an error, a document.
    Body,
    /// Parameters of a header line or a credential.
    Parameters,
    /// Anything else.
    Other,
}

/// What is inside a part.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum PartContent {
    /// JSON: the text as it was written, and its members in the order of the text.
    Json {
        /// As written; bytes that are not UTF-8 stand as `\u{FFFD}`.
        text: String,
        /// Members of the top-level object, duplicates too; empty where it is no object.
        members: Vec<Member>,
    },
    /// Name and value pairs that are not JSON: challenge parameters, credentials, facts read off a shape.
    Fields {
        /// In the order of the text.
        members: Vec<Member>,
    },
    /// Entries in an order that means something: likely causes, the likeliest first.
    List {
        /// In that order.
        items: Vec<Item>,
    },
    /// Text that is not JSON.
    Text {
        /// As written.
        text: String,
    },
    /// Bytes: a signature, a ciphertext, or text that is not UTF-8.
    Bytes {
        /// The first 64 bytes in hexadecimal, lower case, no separators.
        hex: String,
        /// Whether there are more than those.
        more: bool,
    },
    /// Nothing.
    Empty,
}

/// A member of a JSON object, or a name and value pair like one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// The name, unescaped. `[0]`, `[1]` … for the elements of an array.
    pub name: String,
    /// What kind of value it is.
    pub kind: ValueKind,
    /// The value as written (a string with its quotes and escapes, a number digit by digit). Empty where
    /// `children` holds it: objects, and arrays that hold objects or arrays.
    pub value: String,
    /// A string unescaped, where that differs from the text between its quotes.
    pub text: Option<String>,
    /// Where name and value stand in the paste.
    pub span: Span,
    /// What the name means, if it is registered or a known vendor's.
    pub meaning: Option<Meaning>,
    /// The value read as a time, where the name says it is one.
    pub time: Option<TimeReading>,
    /// Whether another member of the same object has the same name.
    pub duplicate: bool,
    /// Members of an object, or elements of an array that holds objects or arrays.
    pub children: Vec<Self>,
}

impl Member {
    /// What a person reads: a string without quotes and escapes, anything else as written.
    #[must_use]
    pub fn shown(&self) -> &str {
        if let Some(text) = &self.text {
            return text;
        }
        if self.kind == ValueKind::String {
            let inner = self.value.strip_prefix('"').unwrap_or(&self.value);
            return inner.strip_suffix('"').unwrap_or(inner);
        }
        &self.value
    }
}

/// The kinds of JSON values (RFC 8259 §3).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// An object.
    Object,
    /// An array.
    Array,
    /// A string.
    String,
    /// A number; its text is kept.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// Where a value should be and none could be read.
    Missing,
}

/// What a claim, a header parameter or a field means, in plain words.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Meaning {
    /// Its name in words: `Issuer`.
    pub title: &'static str,
    /// What it says, in one or two plain sentences.
    pub text: Cow<'static, str>,
    /// Where it is written: `RFC 7519 §4.1.1`, or the vendor: `Microsoft Entra ID`.
    pub source: &'static str,
}

/// The unit a number of time was written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Seconds since 1970: a NumericDate as it must be (RFC 7519 §2).
    Seconds,
    /// A thousand times too large.
    Milliseconds,
    /// A million times too large.
    Microseconds,
    /// A thousand million times too large.
    Nanoseconds,
    /// A date written out as text.
    Text,
    /// Not readable as a time.
    Unreadable,
}

/// A value read as a time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimeReading {
    /// The claim's name.
    pub name: String,
    /// The unit it seems to be written in.
    pub unit: TimeUnit,
    /// Seconds since 1970-01-01T00:00:00Z that the writer seems to have meant; fractions cut off.
    pub seconds: Option<i64>,
    /// In UTC: `2026-11-21 14:02:05 UTC`, or `year 50017` beyond year 9999. Empty if unreadable.
    pub utc: String,
    /// What is wrong with the way it is written, if anything.
    pub note: Option<String>,
}
