//! The report: the answer first, then the verdicts, what to do, what was noticed, and the content.

use super::{empty, findings, headline, next_steps, parts, policy_panel, tabs, verdict_bar};
use crate::markup::{Node, el, live, svg};
use crate::state::State;
use claimlens_core::report::Artefact;

/// The report and, before there is one, what can be done here.
#[must_use]
pub fn report(state: State) -> Node {
    el("div")
        .class("report")
        .child(empty::empty(state))
        .child(tabs::tabs(state))
        .child(
            el("div")
                .id("panel")
                // What a check gave comes first: `checking` mounts it here.
                .child(el("div").id("checked"))
                .child(headline::headline(state))
                .child(verdict_bar::verdict_bar(state))
                .child(next_steps::next_steps(state))
                .child(findings::findings(state))
                .child(policy_panel::policy_panel(state))
                .child(live(move || {
                    state.view(|_, artefact| timeline(state, artefact))
                }))
                .child(parts::filter(state))
                .child(parts::parts(state))
                .child(live(move || {
                    state.content(|_, artefact| match state.views() {
                        Some(views) => (views.below)(state, artefact),
                        None => Node::Nothing,
                    })
                })),
        )
        .into()
}

/// The times of the artefact shown; their room, until what draws them is there.
fn timeline(state: State, artefact: &Artefact) -> Node {
    match state.views() {
        Some(views) => (views.timeline)(state, artefact),
        None if artefact.timeline.is_some() && state.is_awaiting() => el("section")
            .class("timeline")
            .attr("aria-hidden", "true")
            .child(el("h2").text("Times"))
            .child(svg("svg"))
            .child(el("ul").child(el("li").text("…")))
            .into(),
        None => Node::Nothing,
    }
}
