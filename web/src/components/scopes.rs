//! Scopes, roles and permissions: a list a group.

use claimlens_core::report::{Artefact, ScopeGroup};

use crate::markup::{Node, button, el};
use crate::state::{State, Topic};
use crate::view_model::fold::grouped;

/// How many values of one group are shown before "show all".
const SHOWN: usize = 100;

/// The scopes of an artefact.
#[must_use]
pub fn scopes(state: State, artefact: &Artefact) -> Node {
    state.follow(Topic::Filter);
    if artefact.scopes.is_empty() {
        return Node::Nothing;
    }
    let filter = state.read(|data| data.filter.to_ascii_lowercase());
    let groups = artefact.scopes.iter().enumerate();
    let groups = groups.map(|(number, one)| group(state, number, one, filter.trim()));
    el("section")
        .id("scopes")
        .class("scopes")
        .child(el("h2").text("Scopes and roles"))
        .children(groups)
        .into()
}

fn group(state: State, number: usize, group: &ScopeGroup, filter: &str) -> Node {
    let matching: Vec<_> = group
        .values
        .iter()
        .filter(|value| filter.is_empty() || value.to_ascii_lowercase().contains(filter))
        .collect();
    let list = format!("scopes:{number}");
    let shown = if state.is_open(&list) {
        matching.len()
    } else {
        SHOWN
    };
    let more = (matching.len() > shown).then(|| {
        button(
            format!("Show all {}", grouped(matching.len())),
            "open",
            list.clone(),
        )
    });
    let total = group.values.len();
    let count = if matching.len() == total {
        grouped(total)
    } else {
        format!("{} of {}", grouped(matching.len()), grouped(total))
    };
    let values = matching
        .iter()
        .take(shown)
        .map(|value| Node::from(el("li").child(el("bdi").text((*value).clone()))));
    let copy = button("Copy all", "copy", list).class("quiet");
    el("div")
        .child(
            el("h3")
                .child(el("code").text(group.claim.clone()))
                .child(el("span").class("count").text(count))
                .child(copy),
        )
        .child(
            group
                .note
                .clone()
                .map(|note| el("p").class("note").text(note)),
        )
        .child(el("ul").children(values))
        .child(more)
        .into()
}
