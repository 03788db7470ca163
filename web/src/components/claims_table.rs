//! Claims, header parameters and fields: name, value as written, meaning in plain words.

use claimlens_core::report::{Meaning, Member, Part, TimeReading, ValueKind};

use super::source;
use crate::markup::{Element, Node, button, el, live};
use crate::state::State;
use crate::view_model::fold::{count, fold, grouped};
use crate::view_model::members::{self, Row, SHOWN};
use crate::view_model::times;

/// The table of a part. The first hundred rows; the rest when asked for.
#[must_use]
pub fn claims_table(state: State, number: usize, part: &Part, filter: &str) -> Node {
    let list = format!("rows:{number}");
    let limit = if state.is_open(&list) {
        usize::MAX
    } else {
        SHOWN
    };
    let (rows, total) = members::rows(members::of(part), number, filter, limit);
    if rows.is_empty() && !filter.is_empty() {
        return el("p")
            .class("note")
            .text("Nothing here matches the filter.")
            .into();
    }
    let more = (total > rows.len())
        .then(|| button(format!("Show all {}", grouped(total)), "open", list).class("quiet"));
    let linked = state.is_linked();
    let rows: Vec<_> = rows.iter().map(|one| row(state, one, linked)).collect();
    let head = ["Name", "Value", "Meaning"]
        .map(|title| Node::from(el("th").attr("scope", "col").text(title)));
    el("div")
        .class("claims")
        .child(
            el("table")
                .attr("aria-label", part.title.clone())
                .child(el("thead").child(el("tr").children(head)))
                .child(el("tbody").children(rows)),
        )
        .child(more)
        .into()
}

fn row(state: State, row: &Row<'_>, linked: bool) -> Node {
    let member = row.member;
    let at = format!("{}-{}", member.span.start, member.span.end);
    let name = el("bdi").text(member.name.clone());
    let name = if linked && !member.span.is_empty() {
        let label = format!("{}: show in the input", member.name);
        let goto = el("button").attr("type", "button").does("goto", at.clone());
        goto.class("name")
            .attr("title", "Show in the input")
            .attr("aria-label", label)
            .child(name)
    } else {
        name.class("name")
    };
    let duplicate = member
        .duplicate
        .then(|| el("span").class("badge").text("twice"));
    let line = el("tr").id(members::row_id(&row.path));
    let line = if linked {
        line.attr("data-at", at)
    } else {
        line
    };
    line.child(
        el("th")
            .attr("scope", "row")
            .class(DEPTHS.get(row.depth).copied().unwrap_or("d5"))
            .child(name)
            .child(duplicate),
    )
    .child(value(state, row))
    .child(meaning(state, member.meaning.as_ref()))
    .into()
}

/// Classes that indent a name; deeper than the last it stays there.
const DEPTHS: [&str; 6] = ["d0", "d1", "d2", "d3", "d4", "d5"];

fn value(state: State, row: &Row<'_>) -> Element {
    let member = row.member;
    let cell = el("td").class("value");
    if !member.children.is_empty() {
        let noun = match member.kind {
            ValueKind::Array => "element",
            _ => "member",
        };
        let count = count(member.children.len(), noun);
        return cell
            .child(el("span").class("note").text(count))
            .child(copy(row));
    }
    let whole = state.is_open(&row.path);
    let text = member.shown();
    let folded = if whole { None } else { fold(text).total };
    let shown = if whole { text } else { fold(text).shown };
    let more = folded.map(|total| {
        let label = format!("… {} characters, show", grouped(total));
        button(label, "open", row.path.clone()).class("link")
    });
    cell.child(
        el("code")
            .class(kind(member))
            .child(el("bdi").attr("dir", "auto").text(spoken(member, shown))),
    )
    .child(more)
    .child(copy(row))
    .child(member.time.as_ref().map(|reading| time(state, reading)))
}

/// The value, with words for what would otherwise be nothing to see.
fn spoken(member: &Member, shown: &str) -> String {
    match (member.kind, shown) {
        (ValueKind::Missing, _) => "(no value)".into(),
        (ValueKind::String, "") => "(empty text)".into(),
        (ValueKind::Object, "") => "{}".into(),
        (ValueKind::Array, "") => "[]".into(),
        _ => shown.to_owned(),
    }
}

fn kind(member: &Member) -> &'static str {
    match member.kind {
        ValueKind::String => "string",
        ValueKind::Number => "number",
        ValueKind::Missing => "missing",
        ValueKind::Boolean | ValueKind::Null => "word",
        ValueKind::Object | ValueKind::Array => "json",
    }
}

fn copy(row: &Row<'_>) -> Element {
    let action = el("button").attr("type", "button").class("copy");
    let action = action.does("copy", format!("value:{}", row.path));
    action.attr("aria-label", format!("Copy {}", row.member.name))
}

/// A time: UTC, this browser's zone, and how far away it is now.
fn time(state: State, reading: &TimeReading) -> Element {
    let list = el("span").class("time");
    let note = reading
        .note
        .clone()
        .map(|note| el("span").class("note").text(note));
    let Some(seconds) = reading.seconds else {
        return list.child(note);
    };
    let away = live(move || Node::Text(times::relative(seconds, state.now()).into()));
    let local = state.views().and_then(|views| (views.local)(seconds));
    let local = local.map(|local| el("span").text(local));
    list.child(el("span").text(reading.utc.clone()))
        .child(local)
        .child(el("span").class("away").child(away))
        .child(note)
}

fn meaning(state: State, meaning: Option<&Meaning>) -> Element {
    let cell = el("td").class("meaning");
    match meaning {
        Some(meaning) => cell
            .child(el("b").text(meaning.title))
            .text(" ")
            .text(meaning.text.clone())
            .text(" ")
            .child(source(state, meaning.source)),
        None => cell,
    }
}
