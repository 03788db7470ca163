//! The content of the artefact shown: its parts, and the field that filters them.

use super::part::part;
use crate::markup::{Node, el, live};
use crate::state::{State, Topic};
use crate::view_model::members;

/// From this many claims and scopes on a filter is worth its room.
const FILTERED: usize = 15;

/// The filter, where there is much to filter.
#[must_use]
pub fn filter(state: State) -> Node {
    live(move || {
        state.content(|_, artefact| {
            let claims = artefact
                .parts
                .iter()
                .map(|part| members::count(members::of(part)));
            let scopes = artefact.scopes.iter().map(|group| group.values.len());
            if claims.chain(scopes).sum::<usize>() < FILTERED {
                return Node::Nothing;
            }
            el("p")
                .class("filter")
                .child(
                    el("label")
                        .attr("for", "filter")
                        .text("Filter claims and scopes"),
                )
                .child(
                    el("input")
                        .id("filter")
                        .attr("type", "search")
                        .attr("autocomplete", "off")
                        .attr("spellcheck", "false"),
                )
                .into()
        })
    })
}

/// The parts.
#[must_use]
pub fn parts(state: State) -> Node {
    live(move || {
        state.follow(Topic::Filter);
        state.follow(Topic::Raw);
        let (filter, raw) = state.read(|data| (data.filter.clone(), data.raw));
        state.content(|_, artefact| {
            let parts = artefact.parts.iter().enumerate();
            let parts = parts.map(|(number, one)| part(state, number, one, &filter, raw));
            el("div").class("parts").children(parts).into()
        })
    })
}
