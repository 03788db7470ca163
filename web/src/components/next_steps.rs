//! What to do next: one to three steps, each with a line to copy where there is one.

use claimlens_core::report::NextStep;

use crate::markup::{Node, button, el, live, prose};
use crate::state::State;

/// The steps of the artefact shown.
#[must_use]
pub fn next_steps(state: State) -> Node {
    live(move || {
        state.view(|_, artefact| {
            let checked = state.views();
            let checked = checked
                .and_then(|views| (views.checked_rest)(state, ""))
                .is_some();
            let steps = artefact.next_steps.iter().enumerate();
            // Once it was checked, or decrypted, that is no step any more.
            let done = |text: &str| {
                text.starts_with("Check the sig") || text.starts_with("Only who holds")
            };
            let steps = steps.filter(|(_, next)| !(checked && done(&next.text)));
            let mut steps = steps.peekable();
            if steps.peek().is_none() {
                return Node::Nothing;
            }
            el("section")
                .class("steps")
                .child(el("h2").text("What to do next"))
                .child(el("ol").children(steps.map(|(number, next)| step(number, next))))
                .into()
        })
    })
}

fn step(number: usize, step: &NextStep) -> Node {
    let command = step.command.as_ref().map(|command| {
        let copy = button("Copy", "copy", format!("step:{number}"));
        el("div")
            .class("command")
            .child(
                el("pre")
                    .attr("tabindex", "0")
                    .child(el("code").text(command.text.clone())),
            )
            .child(copy.attr("aria-label", format!("Copy {} command", command.label)))
    });
    prose(el("li"), &step.text).child(command).into()
}
