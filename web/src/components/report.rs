//! The report: the answer first, then the verdicts, what to do, what was noticed, and the content.

use super::{
    empty, findings, headline, next_steps, parts, policy_panel, scopes, tabs, timeline, verdict_bar,
};
use crate::markup::{Node, el};
use crate::state::State;

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
                .child(headline::headline(state))
                .child(verdict_bar::verdict_bar(state))
                .child(next_steps::next_steps(state))
                .child(findings::findings(state))
                .child(policy_panel::policy_panel(state))
                .child(timeline::timeline(state))
                .child(parts::filter(state))
                .child(parts::parts(state))
                .child(scopes::scopes(state)),
        )
        .into()
}
