//! A source, as a small link where it has an address.

use crate::markup::{Node, el};
use crate::view_model::citation::address;

/// The source of a rule or a meaning. The link tells the other side nothing about where it stands.
#[must_use]
pub fn citation(reference: &'static str) -> Node {
    match address(reference) {
        Some(address) => el("a")
            .class("cite")
            .attr("href", address)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .text(reference)
            .into(),
        None => el("cite").class("cite").text(reference).into(),
    }
}
