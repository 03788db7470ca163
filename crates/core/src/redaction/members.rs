//! Members of JSON and of fields: first gone through for what is masked in them, then masked.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::decide::{Around, Decision, NAME, Reason, TEXT, instead};
use super::texts::Redactor;
use super::{class, looks};
use crate::jose::json::{self, Document, Limits};
use crate::json_out::quoted;
use crate::report::{Member, Role, ValueKind};

/// Remembers every value that will be masked.
// Members nest no deeper than the reader does: 128 levels.
pub(super) fn collect(members: &[Member], role: Role, around: Around<'_>, to: &mut Redactor<'_>) {
    for (at, member) in members.iter().enumerate() {
        to.collect_sentence(&member.name, around, true);
        let (name, around) = named(members, at, role, around);
        if !member.children.is_empty() {
            collect(&member.children, inner(role), within(around, &name), to);
            continue;
        }
        match member.kind {
            ValueKind::Array => each_element(&member.value, |text, written| {
                to.collect_value(&name, text, written, around);
            }),
            ValueKind::String | ValueKind::Number | ValueKind::Missing => {
                to.collect_value(&name, member.shown(), &member.value, around);
            }
            ValueKind::Object | ValueKind::Boolean | ValueKind::Null => {}
        }
    }
}

/// Masks the members. `path` is where they stand.
pub(super) fn apply(
    members: &mut [Member],
    role: Role,
    around: Around<'_>,
    path: &str,
    to: &mut Redactor<'_>,
) {
    // What a name says of its neighbour is asked of the members as they were.
    let names: Vec<(String, Option<&'static super::Named>)> = (0..members.len())
        .map(|at| {
            let (name, around) = named(members, at, role, around);
            (name.into_owned(), around.inside)
        })
        .collect();
    for (member, (name, inside)) in members.iter_mut().zip(names) {
        let around = Around { inside, ..around };
        member.span = crate::span::Span::default();
        member.name = to.sentence(&member.name, around, true);
        let path = joined(path, &member.name);
        if let Some(meaning) = &mut member.meaning
            && let Cow::Owned(text) = &mut meaning.text
        {
            *text = to.sentence(text, around, false);
        }
        if let Some(time) = &mut member.time {
            time.name = to.sentence(&time.name, around, true);
            time.note = time
                .note
                .take()
                .map(|note| to.sentence(&note, around, false));
        }
        if !member.children.is_empty() {
            apply(
                &mut member.children,
                inner(role),
                within(around, &name),
                &path,
                to,
            );
            continue;
        }
        one(member, &name, around, &path, to);
    }
}

/// The name a member's value is judged by, and what stands around it: the value of a Disclosure is a claim of
/// the name that stands beside it.
fn named<'m, 'r>(
    members: &'m [Member],
    at: usize,
    role: Role,
    around: Around<'r>,
) -> (Cow<'m, str>, Around<'r>) {
    let name = members.get(at).map_or("", |member| member.name.as_str());
    if role != Role::Disclosure || around.inside.is_some() {
        return (Cow::Borrowed(name), around);
    }
    match name {
        "salt" => {
            let inside = class::row("salt");
            (Cow::Borrowed(name), Around { inside, ..around })
        }
        "name" => {
            // A claim's name is nobody's.
            (Cow::Borrowed(""), around)
        }
        "value" => {
            let claim = members.iter().find(|member| member.name == "name");
            let claim = claim.map_or("", Member::shown);
            (Cow::Borrowed(claim), around)
        }
        _ => (Cow::Borrowed(name), around),
    }
}

/// The role inside a container: what lies in a disclosed claim is a claim like others.
fn inner(role: Role) -> Role {
    match role {
        Role::Disclosure => Role::Payload,
        role => role,
    }
}

/// What stands around the members of a container of that name.
fn within<'r>(around: Around<'r>, name: &str) -> Around<'r> {
    let inside = around.row(name).filter(|row| around.masks(row.class));
    Around { inside, ..around }
}

fn one(member: &mut Member, name: &str, around: Around<'_>, path: &str, to: &mut Redactor<'_>) {
    let masked = match member.kind {
        ValueKind::Array => elements(&member.value, name, around, path, to),
        ValueKind::String | ValueKind::Number | ValueKind::Missing => {
            let shown = member.shown();
            let text = to.value(name, shown, around, path);
            // As it is written, with its escapes, it may hold what it does not show.
            let written = || to.shingles.ranges(&member.value).is_empty();
            (text != shown || !written()).then(|| {
                let mut value = String::new();
                quoted(&mut value, &text);
                member.text = (value.len() != text.len().saturating_add(2)).then_some(text);
                member.kind = ValueKind::String;
                value
            })
        }
        ValueKind::Object | ValueKind::Boolean | ValueKind::Null => None,
    };
    if let Some(value) = masked {
        member.value = value;
        if let Some(time) = member.time.take() {
            to.times_gone.push(time.name);
        }
    }
}

/// An array of plain values, written in one piece; none where nothing in it is masked.
fn elements(
    written: &str,
    name: &str,
    around: Around<'_>,
    path: &str,
    to: &mut Redactor<'_>,
) -> Option<String> {
    let document = json::read(written.as_bytes(), Limits::DEFAULT);
    if !is_plain(&document) {
        to.note(path, TEXT);
        return Some(instead_quoted(written, TEXT));
    }
    let mut changed = false;
    let mut out = String::from("[");
    for (at, item) in document.root()?.items().enumerate() {
        if at > 0 {
            out.push(',');
        }
        match scalar(item) {
            Some(text) => {
                let path = format!("{path}[{at}]");
                let masked = to.value(name, &text, around, &path);
                if masked != text || !to.shingles.ranges(&item.raw_text()).is_empty() {
                    changed = true;
                    quoted(&mut out, &masked);
                } else {
                    out.push_str(&item.raw_text());
                }
            }
            None => out.push_str(&item.raw_text()),
        }
    }
    out.push(']');
    changed.then_some(out)
}

/// Calls `each` with the texts and numbers of an array that is written in one piece, and how each is written.
fn each_element(written: &str, mut each: impl FnMut(&str, &str)) {
    let document = json::read(written.as_bytes(), Limits::DEFAULT);
    if !is_plain(&document) {
        return each(written, written);
    }
    for item in document.root().into_iter().flat_map(|root| root.items()) {
        if let Some(text) = scalar(item) {
            each(&text, &item.raw_text());
        }
    }
}

/// Whether it is an array of values without others in them.
fn is_plain(document: &Document<'_>) -> bool {
    document.is_strict()
        && document.root().is_some_and(|root| {
            root.kind() == ValueKind::Array
                && root.items().all(|item| {
                    !matches!(item.kind(), ValueKind::Object | ValueKind::Array)
                        || item.entries().next().is_none()
                })
        })
}

fn scalar<'t>(value: json::Value<'_, 't>) -> Option<Cow<'t, str>> {
    value
        .as_str()
        .or_else(|| value.as_number().map(Cow::Borrowed))
}

fn instead_quoted(text: &str, reason: Reason) -> String {
    let mut value = String::new();
    quoted(&mut value, &instead(text, reason.class));
    value
}

/// `address.locality`, `emails[0]`.
pub(crate) fn joined(path: &str, name: &str) -> String {
    match (path.is_empty(), name.starts_with('[')) {
        (true, _) => name.to_string(),
        (false, true) => format!("{path}{name}"),
        (false, false) => format!("{path}.{name}"),
    }
}

impl Redactor<'_> {
    /// `written` is the value with its escapes: messages may quote it like that.
    fn collect_value(&mut self, name: &str, text: &str, written: &str, around: Around<'_>) {
        match around.decide(name, text) {
            Decision::Leave => {}
            Decision::Whole(reason) => {
                self.shingles.add(text, reason.class);
                self.shingles.add_spelt(text, reason.class);
                if written.contains('\\') {
                    self.shingles.add(written, reason.class);
                }
            }
            Decision::Pieces(pieces) => {
                for (range, reason) in pieces {
                    let piece = text.get(range).unwrap_or_default();
                    self.shingles.add(piece, reason.class);
                }
            }
        }
    }

    /// A value without what is masked of it; noted under its path.
    pub(super) fn value(
        &mut self,
        name: &str,
        text: &str,
        around: Around<'_>,
        path: &str,
    ) -> String {
        let mut pieces = match around.decide(name, text) {
            Decision::Whole(reason) => {
                self.note(path, reason);
                return instead(text, reason.class);
            }
            Decision::Leave => Vec::new(),
            Decision::Pieces(pieces) => pieces,
        };
        if !class::stays(name) && !looks::is_masked(text) {
            let names = self.shingles.names(text).into_iter();
            pieces.extend(names.map(|range| (range, NAME)));
        }
        self.without(text, pieces, path)
    }
}
