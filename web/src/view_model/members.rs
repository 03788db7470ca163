//! The rows of a claims table, and the way from a place in the input to a row.
//!
//! A row's path is the part's number and its members' numbers on the way down: `1.4.0`.

use claimlens_core::json_out::quoted;
use claimlens_core::report::{Artefact, Member, Part, PartContent, ValueKind};
use claimlens_core::span::Span;

/// How many rows a table shows before "show all".
pub const SHOWN: usize = 100;

/// A row of a claims table.
#[derive(Debug)]
pub struct Row<'r> {
    /// Its path.
    pub path: String,
    /// How deep it stands: 0 for a member of the top-level object.
    pub depth: usize,
    /// The member.
    pub member: &'r Member,
}

/// The members of a part.
#[must_use]
pub fn of(part: &Part) -> &[Member] {
    match &part.content {
        PartContent::Json { members, .. } | PartContent::Fields { members } => members,
        PartContent::List { .. }
        | PartContent::Text { .. }
        | PartContent::Bytes { .. }
        | PartContent::Empty => &[],
    }
}

/// How many members there are, nested ones too.
#[must_use]
pub fn count(members: &[Member]) -> usize {
    let below = members.iter().map(|member| count(&member.children));
    members.len() + below.sum::<usize>()
}

/// The first `limit` rows of a part that match `filter` (empty: all), and how many match.
#[must_use]
pub fn rows<'r>(
    members: &'r [Member],
    part: usize,
    filter: &str,
    limit: usize,
) -> (Vec<Row<'r>>, usize) {
    let mut collected = Collected {
        rows: Vec::new(),
        matching: 0,
        limit,
        filter: filter.trim().to_ascii_lowercase(),
    };
    collected.add(members, &part.to_string(), 0, false);
    (collected.rows, collected.matching)
}

struct Collected<'r> {
    rows: Vec<Row<'r>>,
    matching: usize,
    limit: usize,
    filter: String,
}

impl<'r> Collected<'r> {
    fn add(&mut self, members: &'r [Member], above: &str, depth: usize, taken: bool) {
        for (index, member) in members.iter().enumerate() {
            let taken = taken || self.filter.is_empty() || matches(member, &self.filter);
            if !taken && !below(member, &self.filter) {
                continue;
            }
            self.matching += 1;
            if self.rows.len() >= self.limit {
                // Nobody sees them: counted without making their paths.
                if taken {
                    self.matching += count(&member.children);
                    continue;
                }
                self.add(&member.children, "", depth + 1, false);
                continue;
            }
            let path = format!("{above}.{index}");
            self.rows.push(Row {
                path: path.clone(),
                depth,
                member,
            });
            self.add(&member.children, &path, depth + 1, taken);
        }
    }
}

fn matches(member: &Member, filter: &str) -> bool {
    let holds = |text: &str| text.to_ascii_lowercase().contains(filter);
    holds(&member.name)
        || holds(member.shown())
        || member
            .meaning
            .as_ref()
            .is_some_and(|meaning| holds(meaning.title))
}

fn below(member: &Member, filter: &str) -> bool {
    let mut children = member.children.iter();
    children.any(|child| matches(child, filter) || below(child, filter))
}

/// The member at a path.
#[must_use]
pub fn find<'r>(artefact: &'r Artefact, path: &str) -> Option<&'r Member> {
    let mut numbers = path.split('.').map(|number| number.parse::<usize>().ok());
    let part = artefact.parts.get(numbers.next()??)?;
    let mut member = of(part).get(numbers.next()??)?;
    for number in numbers {
        member = member.children.get(number?)?;
    }
    Some(member)
}

/// The id of a row's element.
#[must_use]
pub fn row_id(path: &str) -> String {
    format!("m{}", path.replace('.', "-"))
}

/// What copying a member copies: a string without quotes and escapes, an object or array as JSON.
#[must_use]
pub fn copied(member: &Member) -> String {
    if member.children.is_empty() {
        return member.shown().to_owned();
    }
    let mut json = String::new();
    write_json(member, &mut json);
    json
}

fn write_json(member: &Member, json: &mut String) {
    if member.children.is_empty() {
        json.push_str(match (member.value.as_str(), member.kind) {
            ("", ValueKind::Object) => "{}",
            ("", ValueKind::Array) => "[]",
            (value, _) => value,
        });
        return;
    }
    let object = member.kind == ValueKind::Object;
    json.push(if object { '{' } else { '[' });
    for (index, child) in member.children.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        if object {
            quoted(json, &child.name);
            json.push(':');
        }
        write_json(child, json);
    }
    json.push(if object { '}' } else { ']' });
}

/// What copying a part copies: its text as written; none for bytes and fields.
#[must_use]
pub fn part_text(part: &Part) -> Option<&str> {
    match &part.content {
        PartContent::Json { text, .. } | PartContent::Text { text } => Some(text),
        PartContent::Fields { .. }
        | PartContent::List { .. }
        | PartContent::Bytes { .. }
        | PartContent::Empty => None,
    }
}

/// The path and the span of the innermost member that stands at a byte of the input.
#[must_use]
pub fn at(artefact: &Artefact, byte: usize) -> Option<(String, Span)> {
    let holds = |member: &&Member| member.span.contains(byte);
    for (number, part) in artefact.parts.iter().enumerate() {
        let mut level = of(part);
        let mut path = number.to_string();
        let mut span = None;
        while let Some(member) = level.iter().find(holds) {
            let index = level.iter().position(|other| std::ptr::eq(other, member))?;
            path.push('.');
            path.push_str(&index.to_string());
            span = Some(member.span);
            level = &member.children;
        }
        if let Some(span) = span {
            return Some((path, span));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{SHOWN, at, copied, find, of, rows};
    use crate::view_model::testing;

    #[test]
    fn rows_are_limited_filtered_and_counted() {
        let members = testing::members(250);
        let (first, total) = rows(&members, 1, "", SHOWN);
        assert_eq!((first.len(), total), (100, 250));
        let (found, total) = rows(&members, 1, "CLAIM17", SHOWN);
        assert_eq!((found.len(), total), (11, 11));
        assert_eq!(found.first().map(|row| row.path.as_str()), Some("1.17"));
    }

    #[test]
    fn a_nested_match_keeps_the_way_to_it() {
        let mut members = testing::members(3);
        let inner = testing::members(30);
        if let Some(second) = members.get_mut(1) {
            second.children = inner;
        }
        let (found, total) = rows(&members, 0, "claim29", SHOWN);
        let paths: Vec<_> = found.iter().map(|row| row.path.as_str()).collect();
        assert_eq!((paths, total), (vec!["0.1", "0.1.29"], 2));
        let (found, total) = rows(&members, 0, "claim29", 1);
        assert_eq!((found.len(), total), (1, 2), "counted beyond the limit");
    }

    #[test]
    fn an_object_is_copied_as_json_with_its_values_as_written() {
        let mut members = testing::members(2);
        if let [first, second] = members.as_mut_slice() {
            second.name = "a\"b".into();
            second.value = "1.0".into();
            first.kind = claimlens_core::report::ValueKind::Object;
            first.children = vec![second.clone()];
        }
        let json: Vec<_> = members.iter().map(copied).collect();
        assert_eq!(json, [r#"{"a\"b":1.0}"#, "1.0"]);
    }

    #[test]
    fn a_place_in_the_input_leads_to_its_row_and_back() {
        let (_, report) = testing::report("Bearer ", "");
        let Some(artefact) = report.artefacts.first() else {
            unreachable!("the made report has one artefact");
        };
        let member = artefact.parts.get(1).and_then(|part| of(part).first());
        let span = member.map(|member| member.span).unwrap_or_default();
        let found = at(artefact, span.start);
        assert_eq!(found, Some(("1.0".to_owned(), span)));
        assert_eq!(find(artefact, "1.0"), member);
        assert_eq!(at(artefact, 0), None, "the word Bearer is no claim");
        assert_eq!(find(artefact, "7.x"), None);
    }
}
