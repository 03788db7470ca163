//! An answer as people paste it: JSON, perhaps with the status below it or the head above it.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::jose::json::{Document, Limits, Value, read};

/// How many JSON objects of one paste are read.
const OBJECTS: usize = 50;

/// What was pasted, taken apart.
pub(super) struct Answer<'t> {
    /// The HTTP status, if it is there.
    pub(super) status: Option<u16>,
    /// The JSON objects, in order.
    objects: Vec<Document<'t>>,
    /// Whether it is a web page.
    pub(super) is_html: bool,
}

impl<'t> Answer<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let is_html = text.trim_start().get(..5).is_some_and(|head| {
            head.eq_ignore_ascii_case("<html") || head.eq_ignore_ascii_case("<!doc")
        });
        let objects = if is_html { Vec::new() } else { objects(text) };
        let status = status(text).or_else(|| {
            objects
                .iter()
                .filter_map(Document::object)
                .find_map(|object| u16::try_from(object.get("status")?.as_i64()?).ok())
        });
        Self {
            status,
            objects,
            is_html,
        }
    }

    /// The JSON objects.
    pub(super) fn objects(&self) -> impl Iterator<Item = Value<'_, 't>> {
        self.objects.iter().filter_map(Document::object)
    }

    /// The first object that has a member of that name.
    pub(super) fn with(&self, name: &str) -> Option<Value<'_, 't>> {
        self.objects().find(|object| object.get(name).is_some())
    }

    /// Whether the status says that all went well, or nothing says otherwise.
    pub(super) fn is_ok(&self) -> bool {
        self.status
            .is_none_or(|status| (200..300).contains(&status))
    }

    /// The lists called `entities`: of each page that was pasted.
    pub(super) fn entities(&self) -> Vec<Value<'_, 't>> {
        self.objects()
            .filter_map(|object| object.get("entities"))
            .flat_map(|list| list.items())
            .collect()
    }

    /// Whether there is a list of entities at all.
    pub(super) fn is_list(&self) -> bool {
        self.with("entities").is_some()
    }

    /// Whether the pages that were pasted are fewer than there are.
    pub(super) fn has_more(&self) -> bool {
        let highest = |name: &str| {
            self.objects()
                .filter_map(|object| object.get(name)?.as_i64())
                .max()
        };
        let pages = self
            .objects()
            .filter(|object| object.get("entities").is_some())
            .count();
        match highest("pageCount") {
            Some(count) => i64::try_from(pages).is_ok_and(|pages| pages < count),
            None => self
                .objects()
                .last()
                .is_some_and(|object| object.get_str("nextUri").is_some_and(|uri| !uri.is_empty())),
        }
    }
}

/// A string member, or nothing.
pub(super) fn text<'t>(value: Value<'_, 't>, name: &str) -> Cow<'t, str> {
    value.get_str(name).unwrap_or_default()
}

/// The status: of the last `HTTP/…` line, or the line of three digits that `curl -w` wrote.
fn status(text: &str) -> Option<u16> {
    let number = |word: &str| {
        (word.len() == 3)
            .then(|| word.parse::<u16>().ok())
            .flatten()
            .filter(|status| (100..600).contains(status))
    };
    let mut found = None;
    for line in text.lines() {
        let line = line.trim().trim_start_matches("< ");
        let head = line
            .strip_prefix("HTTP/")
            .and_then(|rest| rest.split_ascii_whitespace().nth(1));
        if let Some(status) = head.or(Some(line)).and_then(number) {
            found = Some(status);
        }
    }
    found
}

/// The JSON objects in a text. One that is cut off goes to the end.
fn objects(text: &str) -> Vec<Document<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < OBJECTS {
        let Some(start) = text
            .get(at..)
            .and_then(|rest| rest.find('{'))
            .map(|skipped| at.saturating_add(skipped))
        else {
            break;
        };
        let rest = text.get(start..).unwrap_or_default();
        let length = length(rest);
        let object = rest.get(..length).unwrap_or(rest);
        let inside = object.trim_start_matches('{').trim_start();
        if inside.starts_with('"') || inside.starts_with('}') {
            found.push(read(object.as_bytes(), Limits::DEFAULT));
        }
        at = start.saturating_add(length.max(1));
    }
    found
}

/// How long the object at the start of a text is.
fn length(text: &str) -> usize {
    let mut depth: usize = 0;
    let mut in_string = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth = depth.saturating_add(1),
            b'}' if !in_string => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at.saturating_add(1);
                }
            }
            _ => {}
        }
    }
    text.len()
}
