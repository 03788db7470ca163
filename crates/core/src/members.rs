//! From a JSON value to the members a report shows.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

use crate::jose::json::{Entry, Value};
use crate::report::{Member, ValueKind};
use crate::span::Span;
use crate::time;

/// Whose names the members have: where `explain_members` of the claims looks their meanings up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Names<'v> {
    /// JOSE Header parameters.
    Header,
    /// Claims of a token of no particular vendor.
    Claims,
    /// Claims of a token of this vendor ([`crate::report::Facts::vendor`]).
    ClaimsOf(&'v str),
    /// Neither: nothing is looked up.
    Other,
}

/// The members of an object (of an array: its elements), in the order of the text, duplicates too.
///
/// `place` turns a range of the JSON text into a span of the paste. Values are copied once: a scalar
/// or an array of scalars as written, a container that holds others as `children`, so that the
/// members together are no longer than the text, however deep it nests.
#[must_use]
pub fn of(
    value: Value<'_, '_>,
    place: &dyn Fn(Range<usize>) -> Span,
    names: Names<'_>,
) -> Vec<Member> {
    let in_array = value.kind() == ValueKind::Array;
    value
        .entries()
        .enumerate()
        .map(|(index, entry)| {
            let name = if in_array {
                element_name(index)
            } else {
                entry.name.to_string()
            };
            member(name, &entry, place, names)
        })
        .collect()
}

fn member(
    name: String,
    entry: &Entry<'_, '_>,
    place: &dyn Fn(Range<usize>) -> Span,
    names: Names<'_>,
) -> Member {
    let value = entry.value;
    let kind = value.kind();
    let nests = holds_others(value);
    let range = value.range();
    let start = if entry.name_range.is_empty() {
        range.start
    } else {
        entry.name_range.start
    };
    let raw = if nests {
        String::new()
    } else {
        value.raw_text().into_owned()
    };
    let text = match kind {
        // The text between the quotes is what a person reads, unless something in it was escaped.
        ValueKind::String if value.raw().contains(&b'\\') || !is_closed(value.raw()) => {
            value.as_str().map(alloc::borrow::Cow::into_owned)
        }
        _ => None,
    };
    Member {
        kind,
        value: raw,
        text,
        span: place(start..range.end.max(start)),
        meaning: None,
        time: match names {
            Names::Claims | Names::ClaimsOf(_) => time::reading(&name, value),
            Names::Header | Names::Other => None,
        },
        duplicate: entry.duplicate,
        // Inside a claim the registries' names mean nothing in particular, but for the few that are
        // claims of their own (`act`, `cnf`): those are looked up by the same names (RFC 8693 §4.1).
        children: if nests {
            of(
                value,
                place,
                if name == "act" { names } else { Names::Other },
            )
        } else {
            Vec::new()
        },
        name,
    }
}

/// Whether a value is shown through its children: an object, or an array with a container in it.
fn holds_others(value: Value<'_, '_>) -> bool {
    match value.kind() {
        ValueKind::Object => value.entries().next().is_some(),
        ValueKind::Array => value
            .items()
            .any(|item| matches!(item.kind(), ValueKind::Object | ValueKind::Array)),
        _ => false,
    }
}

fn is_closed(raw: &[u8]) -> bool {
    raw.len() >= 2 && raw.first() == Some(&b'"') && raw.last() == Some(&b'"')
}

fn element_name(index: usize) -> String {
    let mut name = String::from("[");
    name.push_str(&index.to_string());
    name.push(']');
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::json::{Limits, read};

    #[test]
    fn members_hold_each_value_once() {
        let text = br#"{"a":"x\"y","b":[1,2],"c":{"d":[{"e":null}]},"a":1.0,"f":{}}"#;
        let document = read(text, Limits::DEFAULT);
        let root = document.root().expect("a value");
        let members = of(
            root,
            &|range| Span::new(range.start, range.end),
            Names::Other,
        );
        let shown: Vec<_> = members
            .iter()
            .map(|m| (m.name.as_str(), m.value.as_str(), m.children.len()))
            .collect();
        assert_eq!(
            shown,
            [
                ("a", r#""x\"y""#, 0),
                ("b", "[1,2]", 0),
                ("c", "", 1),
                ("a", "1.0", 0),
                ("f", "{}", 0)
            ]
        );
        assert_eq!(members.first().map(Member::shown), Some("x\"y"));
        assert_eq!(members.first().map(|m| m.duplicate), Some(true));
        assert_eq!(members.get(1).map(|m| m.span), Some(Span::new(12, 21)));
        let inner = &members.get(2).expect("c").children;
        assert_eq!(
            inner
                .first()
                .map(|m| m.children.first().map(|m| m.name.as_str())),
            Some(Some("[0]"))
        );
    }
}
