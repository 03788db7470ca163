//! What is odd about id and secret, before anything is sent, with what mends it.

use claimlens_core::requests::{Check, Severity};

use super::super::desk::{self, Topic};
use super::room::{Room, look};
use crate::markup::{Node, button, el, icon};

/// The checks that are to be shown: that a field is empty is no news before one asks.
pub(super) fn shown(room: &Room) -> impl Iterator<Item = (usize, &Check)> {
    let all = room.checks.iter().enumerate();
    all.filter(|(_, check)| room.pressed || !check.id.starts_with("no-"))
}

/// The list.
pub(super) fn checks() -> Node {
    desk::follow(Topic::Form);
    look(|room| {
        let missing = (room.pressed && room.region.is_empty()).then(|| {
            el("li")
                .class("bad")
                .child(icon("#i-bad"))
                .child(el("b").text("No region is chosen."))
                .child(el("span").text("The secret goes to that region's host, and to no other."))
                .into()
        });
        let items: Vec<Node> = missing
            .into_iter()
            .chain(shown(room).map(|(number, check)| item(number, check)))
            .collect();
        let fine = room.filled && items.is_empty();
        el("div")
            .id("request-checks")
            .attr("role", "status")
            .child((!items.is_empty()).then(|| el("ul").class("checks").children(items)))
            .child(fine.then(|| {
                el("p")
                    .class("note")
                    .text("Nothing is odd about id and secret.")
            }))
            .into()
    })
}

fn item(number: usize, check: &Check) -> Node {
    let (tone, symbol) = match check.severity {
        Severity::Stops => ("bad", "#i-bad"),
        Severity::Warns => ("warn", "#i-warn"),
    };
    let mend = check
        .mended
        .as_ref()
        .map(|mended| button(mended.label, "request-mend", number.to_string()).class("quiet"));
    // The button may say it all.
    let said = check.mended.as_ref().map_or("", |mended| mended.label);
    let todo = (check.todo.trim_end_matches('.') != said).then(|| el("span").text(check.todo));
    el("li")
        .class(tone)
        .attr("data-check", check.id)
        .child(icon(symbol))
        .child(el("b").text(check.text))
        .child(mend)
        .child(todo)
        .into()
}
