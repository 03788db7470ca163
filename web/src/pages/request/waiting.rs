//! What is under way, and a wait that can be given up.

use super::question::Question;
use super::room::{Stage, inspect};
use crate::markup::{Node, button, el, live};
use crate::view_model::times::span;

/// How often a call is made at most, as the core has it.
const TRIES: u32 = 5;

/// What is under way for a question.
pub(super) fn waiting(question: Question, stage: &Stage) -> Node {
    match stage {
        Stage::Idle | Stage::Over => Node::Nothing,
        Stage::Sending => el("p")
            .class("verdict neutral")
            .text("Sent; waiting for the answer. ")
            .child(cancel(question))
            .into(),
        Stage::Waiting {
            until,
            why,
            attempt,
        } => {
            let until = *until;
            // Digits only change each second: a screen reader was told once.
            let left = live(move || {
                let left = until.saturating_sub(inspect().now());
                Node::Text(span(left.max(0).unsigned_abs()).into())
            });
            el("div")
                .class("verdict warn wait")
                .child(el("p").text(why.clone()))
                .child(
                    el("p")
                        .text(format!("Try {attempt} of {TRIES} in "))
                        .child(el("b").class("countdown").child(left))
                        .text(". ")
                        .child(cancel(question)),
                )
                .into()
        }
    }
}

fn cancel(question: Question) -> Node {
    button("Cancel", "request-cancel", question.word())
        .class("quiet")
        .attr("aria-label", ["Cancel: ", question.label()].concat())
        .into()
}
