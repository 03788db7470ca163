//! The demo's clients, each to be taken with one press.

use claimlens_core::calls::demo::CLIENTS;
use claimlens_core::requests::DEMO;

use super::super::desk::{self, Topic};
use super::room::look;
use crate::markup::{Node, button, el};

/// The clients, where the demo is chosen.
pub(super) fn demo() -> Node {
    desk::follow(Topic::Form);
    desk::follow(Topic::Companion);
    let (chosen, client) = look(|room| (room.region == DEMO, room.client.clone()));
    if !chosen {
        return Node::Nothing;
    }
    let clients = CLIENTS.iter().enumerate().map(|(number, one)| {
        let pressed = if one.id == client { "true" } else { "false" };
        let name = one.name.strip_prefix("Demo: ").unwrap_or(one.name);
        el("li")
            .child(
                button(name, "request-demo", number.to_string())
                    .class("quiet")
                    .attr("aria-pressed", pressed),
            )
            .child(el("span").class("note").text(one.shows))
            .into()
    });
    el("div")
        .id("demo")
        .child(
            el("p")
                .class("note")
                .text("Clients of a made-up organization. Nothing about them is secret."),
        )
        .child(
            el("ul")
                .attr("aria-label", "Clients of the demo")
                .children(clients),
        )
        .into()
}
