//! What can be wrong with a JSON text, with both facts in the variant.

use core::fmt;

/// One thing that is wrong, and where.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The first byte concerned, as an offset into the JSON text.
    pub start: usize,
    /// The byte after the last one concerned.
    pub end: usize,
}

/// What is wrong. `Display` says it in a phrase without a full stop.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FaultKind {
    /// A byte that cannot stand here.
    Unexpected {
        /// The byte that was found.
        found: u8,
        /// What could stand here.
        expected: &'static str,
    },
    /// The text ends too early.
    UnexpectedEnd {
        /// What was still to come.
        expected: &'static str,
    },
    /// A closing bracket that closes nothing of its kind.
    Unmatched {
        /// The bracket.
        found: u8,
    },
    /// Something stands after the value.
    TrailingContent,
    /// A word or number that JSON does not have (`NaN`, `01`, `+1`, `.5`, `True`).
    BadLiteral,
    /// A control character inside a string must be escaped.
    ControlInString {
        /// The character.
        found: u8,
    },
    /// A backslash followed by something that is no escape.
    BadEscape,
    /// Half of a surrogate pair in `\u` escapes.
    LoneSurrogate,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// A byte order mark before the text (RFC 8259 §8.1: must not be added).
    ByteOrderMark,
    /// Nested deeper than the limit; what is inside was skipped.
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// More values than the limit; the rest was not read.
    TooManyMembers {
        /// The limit.
        limit: usize,
    },
}

impl FaultKind {
    /// Whether this is a limit of the reader rather than a fault of the text.
    #[must_use]
    pub fn is_limit(self) -> bool {
        matches!(self, Self::TooDeep { .. } | Self::TooManyMembers { .. })
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Unexpected { found, expected } => {
                write!(f, "found {}, expected {expected}", ByteName(found))
            }
            Self::UnexpectedEnd { expected } => {
                write!(f, "the text ends where {expected} was expected")
            }
            Self::Unmatched { found } => write!(f, "{} closes nothing", ByteName(found)),
            Self::TrailingContent => f.write_str("something stands after the end of the value"),
            Self::BadLiteral => f.write_str("this is no JSON number, and not true, false or null"),
            Self::ControlInString { found } => {
                write!(
                    f,
                    "the control character {} stands in a string without an escape",
                    ByteName(found)
                )
            }
            Self::BadEscape => {
                f.write_str("a backslash is followed by something that is no escape")
            }
            Self::LoneSurrogate => f.write_str("half of a \\u surrogate pair stands alone"),
            Self::NotUtf8 => f.write_str("these bytes are not UTF-8"),
            Self::ByteOrderMark => f.write_str("a byte order mark stands before the text"),
            Self::TooDeep { limit } => write!(
                f,
                "nested deeper than {limit} levels; what is inside was skipped"
            ),
            Self::TooManyMembers { limit } => {
                write!(f, "more than {limit} values; the rest was not read")
            }
        }
    }
}

/// A byte as a person names it: itself in quotes if it is visible, else its code.
struct ByteName(u8);

impl fmt::Display for ByteName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_ascii_graphic() {
            write!(f, "`{}`", char::from(self.0))
        } else {
            write!(f, "byte 0x{:02X}", self.0)
        }
    }
}
