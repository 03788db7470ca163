//! Several artefacts in one paste: a list of tabs with kind, state, place and what was taken off.

use claimlens_core::report::Artefact;

use super::headline::found_words;
use crate::markup::{Element, Node, button, el, icon, live};
use crate::state::{State, Topic};
use crate::view_model::fold::grouped;
use crate::view_model::states;

/// How many tabs are shown before "show all".
const SHOWN: usize = 60;

/// The tabs; none for a single artefact.
#[must_use]
pub fn tabs(state: State) -> Node {
    live(move || {
        state.follow(Topic::Judged);
        let chosen = state.read(|data| data.selected);
        let all = state.is_open("tabs");
        state.content(|report, _| {
            let count = report.artefacts.len();
            if count < 2 {
                return Node::Nothing;
            }
            let shown = if all { count } else { SHOWN.max(chosen + 1) };
            let tabs = report.artefacts.iter().take(shown).enumerate();
            let tabs = tabs.map(|(number, artefact)| {
                let checked = state.views().map(|views| (views.checked_mark)(number));
                tab(number, artefact, number == chosen, checked)
            });
            let more = (count > shown).then(|| {
                button(format!("Show all {}", grouped(count)), "open", "tabs").class("quiet")
            });
            el("div")
                .class("found-list")
                .child(
                    el("h2")
                        .id("found-title")
                        .text(format!("{} things found", grouped(count))),
                )
                .child(
                    el("div")
                        .class("tabs")
                        .attr("role", "tablist")
                        .attr("aria-labelledby", "found-title")
                        .attr("aria-orientation", "vertical")
                        .children(tabs),
                )
                .child(more)
                .into()
        })
    })
}

fn tab(number: usize, artefact: &Artefact, chosen: bool, checked: Option<Node>) -> Node {
    let (tone, state) = states::summary(artefact);
    let found = found_words(artefact);
    let (selected, stop) = if chosen {
        ("true", "0")
    } else {
        ("false", "-1")
    };
    let class = if artefact.parent.is_some() {
        "inner"
    } else {
        "outer"
    };
    let tab: Element = button("", "select", number.to_string())
        .class(class)
        .id(format!("tab-{number}"))
        .attr("role", "tab")
        .attr("aria-selected", selected)
        .attr("aria-controls", "panel")
        .attr("tabindex", stop)
        .attr("data-tab", number.to_string())
        .attr(
            "data-at",
            format!("{}-{}", artefact.span.start, artefact.span.end),
        )
        .child(el("b").text(artefact.title.clone()))
        .child(
            el("span")
                .class(tone.class())
                .child(icon(tone.icon()))
                .text(state.to_owned()),
        );
    let found = (!found.is_empty()).then(|| el("small").text(found));
    tab.child(checked.unwrap_or(Node::Nothing))
        .child(found)
        .into()
}
