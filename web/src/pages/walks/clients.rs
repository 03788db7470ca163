//! The OAuth clients of a walk: added by name, or out of the answer that lists them.

use claimlens_core::walkthrough::{Checklist, Grant, Walk};

use crate::markup::{Node, button, el, own};

/// The ids of the fields.
pub(super) const NAME: &str = "client-name";
pub(super) const GRANT: &str = "client-grant";
pub(super) const LIST: &str = "client-list";

/// The clients, where the checklist has steps for each of them.
pub(super) fn clients(_: u32, walk: &Walk, list: &'static Checklist) -> Node {
    if !list.steps().any(|step| step.per_client) {
        return Node::Nothing;
    }
    let known = walk.clients.iter().map(|client| {
        let mut about = client.grant.clone();
        if !client.state.is_empty() {
            about.push_str(", ");
            about.push_str(&client.state);
        }
        el("li")
            .child(el("b").child(own(client.name.clone())))
            .child(el("span").class("note").child(own(about)))
            .child(
                button("Remove", "client-remove", client.key.clone())
                    .class("quiet")
                    .attr("aria-label", format!("Remove {}", client.name)),
            )
            .into()
    });
    let grants = Grant::ALL.into_iter().map(|grant| {
        el("option")
            .attr("value", grant.word())
            .text(grant.word())
            .into()
    });
    el("details")
        .id("clients")
        .child(el("summary").text(format!("OAuth clients: {}", walk.clients.len())))
        .child(el("ul").class("clients").children(known))
        .child(
            el("div")
                .class("picks")
                .child(el("p").child(el("label").attr("for", NAME).text("Name")).child(el("input").id(NAME).attr("autocomplete", "off")))
                .child(
                    el("p").child(el("label").attr("for", GRANT).text("Grant")).child(
                        el("select").id(GRANT).child(el("option").attr("value", "").text("Not known")).children(grants),
                    ),
                ),
        )
        .child(button("Add", "client-add", ""))
        .child(
            el("p")
                .child(el("label").attr("for", LIST).text("Or paste the answer of GET /api/v2/oauth/clients: names, grants and states are read, nothing else is kept"))
                .child(el("textarea").id(LIST).attr("rows", "3").attr("spellcheck", "false")),
        )
        .child(button("Read it", "client-read", ""))
        .into()
}
