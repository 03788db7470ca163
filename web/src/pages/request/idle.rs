//! The idle timeout.

use claimlens_core::requests::Idle;

use crate::markup::{Node, el};

/// What `tokens/timeout` says.
pub(super) fn view(idle: &Idle) -> Node {
    let tone = if idle.is_on { "warn" } else { "good" };
    el("p")
        .class(["verdict ", tone].concat())
        .text(idle.text.clone())
        .into()
}
