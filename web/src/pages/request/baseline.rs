//! Before and after: what was found out is kept, if wanted, and compared with later.

use claimlens_core::requests::{Baseline, Changed, baseline_to_json, compare};
use claimlens_core::time::utc;

use super::super::desk::{self, Topic};
use super::PLACE;
use super::keep::{self, Target, targets};
use super::room::{Room, look};
use crate::markup::{Element, Node, button, el};

/// The section.
pub(super) fn baseline() -> Node {
    desk::follow(Topic::Asked);
    desk::follow(Topic::Held);
    desk::follow(Topic::Kept);
    desk::follow(Topic::Walks);
    look(|room| {
        let now = keep::now(room);
        if now.is_none() && room.kept.is_none() {
            return Node::Nothing;
        }
        let compared = now.as_ref().and_then(|now| {
            let before = keep::before(room, now)?;
            Some(table(before, &compare(before, now)))
        });
        el("section")
            .id("baseline")
            .attr("aria-labelledby", "baseline-title")
            .child(el("h3").id("baseline-title").text("Before and after"))
            .child(el("p").text("Keep what was found out, and compare after the change: a switch to single sign-on, a new role, a new secret."))
            .child(notice(room))
            .child(room.preview.as_ref().map_or_else(|| offer(now.is_some()), preview))
            .child(compared)
            .child(kept(room))
            .child(now.as_ref().map_or(Node::Nothing, |now| hand_over(&targets(now))))
            .into()
    })
}

fn notice(room: &Room) -> Node {
    if room.notice.is_empty() {
        return Node::Nothing;
    }
    let to = (!room.handed.is_empty()).then(|| {
        el("a")
            .attr("href", room.handed.clone())
            .text("Go to the step")
    });
    el("p")
        .class("verdict neutral")
        .text(room.notice.clone())
        .text(" ")
        .child(to)
        .into()
}

fn offer(any: bool) -> Element {
    let ask = button("Remember this …", "request-preview", "").id("request-preview");
    el("p").child(any.then_some(ask))
}

fn preview(made: &Baseline) -> Element {
    el("div")
        .id("preview")
        .child(
            el("p").child(
                el("b").text("This is all that would be written into this browser's storage:"),
            ),
        )
        .child(
            el("pre")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", "What would be kept")
                .child(el("code").text(baseline_to_json(std::slice::from_ref(made)))),
        )
        .child(
            el("p")
                .class("tools")
                .child(button("Keep it in this browser", "request-keep", "").id("request-keep"))
                .child(button("Do not keep it", "request-leave", "").class("quiet")),
        )
}

/// What was, beside what is.
fn table(before: &Baseline, rows: &[Changed]) -> Element {
    let changes = rows.iter().filter(|row| row.is_change).count();
    let words = match changes {
        0 => "Nothing that was read both times has changed".to_owned(),
        1 => "One thing has changed".to_owned(),
        more => format!("{more} things have changed"),
    };
    let heads =
        ["What", "Before", "Now"].map(|head| el("th").attr("scope", "col").text(head).into());
    let tone = if changes == 0 { "good" } else { "warn" };
    el("div")
        .id("changes")
        .child(
            el("p")
                .class(["verdict ", tone].concat())
                .text(words)
                .text(format!(" since {}.", utc(before.when))),
        )
        .child(
            el("details")
                .flag("open", changes > 0)
                .child(el("summary").text("Before and now"))
                .child(
                    el("table")
                        .attr("aria-label", "Before and now")
                        .child(el("thead").child(el("tr").children(heads)))
                        .child(el("tbody").children(rows.iter().map(row))),
                ),
        )
}

fn row(one: &Changed) -> Node {
    let cell = |label: &'static str, value: Option<&String>| {
        let value = value.map_or_else(|| "not read".to_owned(), Clone::clone);
        el("td").attr("data-label", label).text(value)
    };
    let list = |label: &'static str, items: &[String]| {
        (!items.is_empty()).then(|| el("p").child(el("b").text(label)).text(items.join(", ")))
    };
    el("tr")
        .class(if one.is_change { "bad" } else { "neutral" })
        .child(
            el("th").attr("scope", "row").text(one.name.clone()).child(
                one.is_change
                    .then(|| el("span").class("badge").text("changed")),
            ),
        )
        .child(cell("Before", one.before.as_ref()))
        .child(
            cell("Now", one.after.as_ref())
                .child(list("Gone: ", &one.lost))
                .child(list("New: ", &one.gained)),
        )
        .into()
}

/// What is kept, each to be forgotten.
fn kept(room: &Room) -> Node {
    match &room.kept {
        None => Node::Nothing,
        Some(Err(why)) => el("p")
            .class("warned")
            .text(why.clone())
            .text(" ")
            .child(button("Forget it", "request-forget", "0").class("quiet"))
            .into(),
        Some(Ok(all)) => {
            let items = all.iter().enumerate().map(|(place, one)| {
                let name = if one.client_name.is_empty() {
                    &one.client_id
                } else {
                    &one.client_name
                };
                el("li")
                    .child(el("b").text(name.clone()))
                    .child(el("span").class("note").text(format!(
                        " {}, {}",
                        one.region,
                        utc(one.when)
                    )))
                    .child(
                        button("Forget", "request-forget", place.to_string())
                            .class("quiet")
                            .attr("aria-label", format!("Forget {name}")),
                    )
                    .into()
            });
            el("div")
                .id("kept")
                .child(el("h4").text("Kept in this browser"))
                .child(el("ul").children(items))
                .into()
        }
    }
}

/// The choice of a step of a walk.
fn hand_over(targets: &[Target]) -> Node {
    if targets.is_empty() {
        return el("p")
            .class("note")
            .text("A walkthrough that is begun in this browser can take it as evidence: ")
            .child(el("a").attr("href", "#walkthroughs").text("begin one"))
            .text(".")
            .into();
    }
    let options = targets.iter().map(|target| {
        el("option")
            .attr("value", target.value.clone())
            .text(target.label.clone())
            .into()
    });
    el("div")
        .class("handing")
        .child(
            el("label")
                .attr("for", PLACE)
                .text("As evidence of a walkthrough"),
        )
        .child(
            el("p")
                .child(el("select").id(PLACE).children(options))
                .child(button("Hand it over", "request-hand", "")),
        )
        .into()
}
