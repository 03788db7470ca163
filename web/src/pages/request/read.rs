//! One real read: which, and how it ended.

use claimlens_core::report::Report;
use claimlens_core::requests::{Outcome, REAL_READS, ReadVerdict};

use super::{READ, refused};
use crate::markup::{Node, el};

/// The choice of the read.
pub(super) fn choice(chosen: &str) -> Node {
    let options = REAL_READS.iter().map(|read| {
        let option = el("option").attr("value", read.call).text(read.label);
        option.flag("selected", read.call == chosen).into()
    });
    el("select")
        .id(READ)
        .attr("aria-label", "What is read")
        .children(options)
        .into()
}

/// The verdict.
pub(super) fn view(verdict: &ReadVerdict, report: Option<&Report>) -> Node {
    let tone = match verdict.outcome {
        Outcome::Works => "good",
        Outcome::NeedsUser | Outcome::Throttled => "warn",
        Outcome::MissingPermission | Outcome::TokenRefused | Outcome::Failed => "bad",
    };
    let diagnosis = match verdict.outcome {
        // Both are said in full by the verdict.
        Outcome::Works | Outcome::NeedsUser => Node::Nothing,
        _ => refused::diagnosis(report),
    };
    el("div")
        .child(
            el("p")
                .class(["verdict ", tone].concat())
                .child(el("b").text(verdict.status.to_string()))
                .text(": ")
                .text(verdict.says.clone()),
        )
        .child(refused::permissions(&verdict.permissions))
        .child(diagnosis)
        .into()
}
