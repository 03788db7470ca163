//! JSON that is written: exports of walks, baselines and reports, what a link holds, and what the checker is asked.

use alloc::string::{String, ToString as _};
use core::fmt::Write as _;

use crate::text::is_turning;

/// Writes JSON, with a line for each member unless it is to be compact.
#[derive(Debug, Default)]
pub struct Json {
    out: String,
    depth: usize,
    compact: bool,
    /// Whether the next member of the open container is its first.
    first: bool,
}

impl Json {
    /// Writes without white space.
    #[must_use]
    pub fn compact() -> Self {
        Self {
            compact: true,
            ..Self::default()
        }
    }

    /// What was written.
    #[must_use]
    pub fn text_alone(self) -> String {
        self.out
    }

    /// What was written, with a line break at its end.
    pub(crate) fn text_with_end(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    /// An object with these members: the value of the name before it, or the whole text.
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.container('{', '}', members);
    }

    /// A member that is a list of objects.
    pub fn list<T>(&mut self, name: &str, items: &[T], write: fn(&mut Self, &T)) {
        self.name(name);
        self.container('[', ']', |json| {
            for item in items {
                json.next();
                json.object(|json| write(json, item));
            }
        });
    }

    fn container(&mut self, open: char, close: char, inside: impl FnOnce(&mut Self)) {
        self.out.push(open);
        self.depth = self.depth.saturating_add(1);
        self.first = true;
        inside(self);
        self.depth = self.depth.saturating_sub(1);
        if !self.first {
            self.line();
        }
        self.first = false;
        self.out.push(close);
    }

    fn next(&mut self) {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        self.line();
    }

    fn line(&mut self) {
        if self.compact {
            return;
        }
        self.out.push('\n');
        for _ in 0..self.depth {
            self.out.push(' ');
        }
    }

    /// The name of a member; its value follows.
    pub(crate) fn name(&mut self, name: &str) {
        self.next();
        quoted(&mut self.out, name);
        self.out.push_str(if self.compact { ":" } else { ": " });
    }

    /// A member that is an object.
    pub(crate) fn member(&mut self, name: &str, members: impl FnOnce(&mut Self)) {
        self.name(name);
        self.object(members);
    }

    /// A member that is an object, or null.
    pub(crate) fn maybe_member<T>(
        &mut self,
        name: &str,
        value: Option<&T>,
        write: fn(&mut Self, &T),
    ) {
        match value {
            Some(value) => self.member(name, |json| write(json, value)),
            None => self.null(name),
        }
    }

    /// A member that is an array; its elements are written by [`Json::inner`] and its like.
    pub(crate) fn array(&mut self, name: &str, elements: impl FnOnce(&mut Self)) {
        self.name(name);
        self.container('[', ']', elements);
    }

    /// An element of an array that is an array itself.
    pub(crate) fn inner(&mut self, elements: impl FnOnce(&mut Self)) {
        self.next();
        self.container('[', ']', elements);
    }

    /// An element of an array that is a text.
    pub(crate) fn text_element(&mut self, text: &str) {
        self.next();
        quoted(&mut self.out, text);
    }

    /// An element of an array that is a whole number, or null.
    pub(crate) fn number_element(&mut self, number: Option<i64>) {
        self.next();
        match number {
            Some(number) => self.out.push_str(&number.to_string()),
            None => self.out.push_str("null"),
        }
    }

    /// A member that is null.
    pub(crate) fn null(&mut self, name: &str) {
        self.name(name);
        self.out.push_str("null");
    }

    /// A member that is true or false.
    pub fn flag(&mut self, name: &str, flag: bool) {
        self.name(name);
        self.out.push_str(if flag { "true" } else { "false" });
    }

    /// A member that is a text, or null.
    pub(crate) fn maybe_text(&mut self, name: &str, text: Option<&str>) {
        match text {
            Some(text) => self.text(name, text),
            None => self.null(name),
        }
    }

    /// A member that is a whole number, or null.
    pub(crate) fn maybe_number(&mut self, name: &str, number: Option<i64>) {
        match number {
            Some(number) => self.number(name, number),
            None => self.null(name),
        }
    }

    /// A member that is a count or a place.
    pub(crate) fn count(&mut self, name: &str, count: usize) {
        self.name(name);
        self.out.push_str(&count.to_string());
    }

    /// A member that is a list of texts.
    pub fn texts<T: AsRef<str>>(&mut self, name: &str, items: &[T]) {
        self.name(name);
        self.container('[', ']', |json| {
            for item in items {
                json.next();
                quoted(&mut json.out, item.as_ref());
            }
        });
    }

    /// A member that is a text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        quoted(&mut self.out, text);
    }

    /// A member that is a whole number.
    pub fn number(&mut self, name: &str, number: i64) {
        self.name(name);
        self.out.push_str(&number.to_string());
    }
}

/// A JSON string (RFC 8259 §7). What turns the direction of text is written as an escape: where the JSON is read as
/// text, it would turn around what stands behind it.
pub fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_turning(c) => {
                // All of these have four digits at the most. Writing to a String does not fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::quoted;
    use crate::jose::json::{Limits, read};
    use alloc::string::String;

    #[test]
    fn any_text_is_written_so_that_it_is_read_back_and_turns_nothing_around() {
        for text in [
            "",
            "a\"b\\c",
            "line\nline\r\t\u{0}\u{1f}\u{85}",
            "é\u{2028}\u{1F511}",
            "a\u{202e}b\u{2066}c\u{2069}",
        ] {
            let mut json = String::new();
            quoted(&mut json, text);
            let document = read(json.as_bytes(), Limits::DEFAULT);
            assert!(document.is_strict(), "{json}");
            let back = document.root().and_then(|root| root.as_str());
            assert_eq!(back.as_deref(), Some(text));
            assert!(!json.contains(['\u{202e}', '\u{2066}', '\n']), "{json}");
        }
    }
}
