//! What can be wrong with the file of options.

use std::fmt;
use std::io;

/// One thing that is wrong with the file that `--config` names.
#[derive(Debug)]
pub enum FileFault {
    /// It cannot be read.
    Unreadable(io::Error),
    /// It is far larger than any file of options.
    TooLarge,
    /// It is not UTF-8.
    NotText,
    /// It is not TOML; with what the reader of TOML says.
    Syntax(Place, String),
    /// It has a key that is no option.
    UnknownKey(Place, String),
    /// An option has a value of another type than it takes.
    Type {
        /// Where the value is.
        place: Place,
        /// The option.
        key: String,
        /// The type that was found.
        found: &'static str,
        /// The type that it takes.
        expected: &'static str,
    },
    /// A list without anything in it.
    EmptyList(Place, String),
}

/// Line and column, both from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl Place {
    /// The place of a byte of the text.
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str("there is no such file. Name one that is there, or leave --config out")
            }
            Self::Unreadable(error) => write!(
                f,
                "it cannot be read: {error}. Give this user the right to read it"
            ),
            Self::TooLarge => f.write_str(
                "it is larger than 64 KiB, which no file of options is. Name the right file",
            ),
            Self::NotText => f.write_str("it is not UTF-8, which TOML always is. Save it as UTF-8"),
            Self::Syntax(place, message) => write!(
                f,
                "{place}: it is not TOML there ({message}). Correct the line; the form is \
                 `key = \"text\"`, `key = 30`, `key = true` or `key = [\"one\", \"two\"]`"
            ),
            Self::UnknownKey(place, key) => write!(
                f,
                "{place}: there is no option {key:?}. Take it out, or correct it: the words are \
                 those of `claimlens-proxy --help`, with _ for -"
            ),
            Self::Type {
                place,
                key,
                found,
                expected,
            } => write!(
                f,
                "{place}: the value of {key} is a TOML {found}; expected {expected}. Write it so"
            ),
            Self::EmptyList(place, key) => write!(
                f,
                "{place}: the list {key} is empty, which could mean nothing or everything. Name \
                 something in it, or take the line out"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let text = "a = 1\né = 2\n";
        for (offset, line, column) in [(0, 1, 1), (4, 1, 5), (6, 2, 1), (8, 2, 2), (99, 3, 1)] {
            assert_eq!(Place::of(text, offset), Place { line, column }, "{offset}");
        }
    }
}
