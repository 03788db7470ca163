//! Whose token it is.

use claimlens_core::requests::{ClientState, Me};

use super::super::facts::statements;
use super::rows;
use crate::markup::{Node, el};

/// What `tokens/me` says.
pub(super) fn view(me: &Me) -> Node {
    let tone = match me.state {
        ClientState::Active => "good",
        ClientState::Unsaid | ClientState::Other(_) => "neutral",
        ClientState::Disabled | ClientState::Inactive => "bad",
    };
    let roles = match me.roles.len() {
        0 => "none".to_owned(),
        1 => "1, in one division".to_owned(),
        more => format!("{more} pairs of role and division"),
    };
    el("div")
        .child(
            el("p")
                .class(["verdict ", tone].concat())
                .text("The token is of ")
                .child(el("b").text(name(me)))
                .text(". ")
                .text(me.state_text()),
        )
        .child(rows(&[
            ("Client id", &me.client_id, true),
            ("Grant", &me.grant, false),
            ("", me.grant_text, false),
            ("Roles", &roles, false),
            ("Organization", &me.organization.name, false),
            ("Organization id", &me.organization.id, true),
            ("Scopes", &me.scopes.join(" "), false),
            (
                "Ends when unused",
                &me.idles_at
                    .map(claimlens_core::time::utc)
                    .unwrap_or_default(),
                false,
            ),
        ]))
        .child(if me.notes.is_empty() {
            Node::Nothing
        } else {
            statements(&me.notes)
        })
        .into()
}

fn name(me: &Me) -> String {
    if me.client_name.is_empty() {
        "a client without a name".to_owned()
    } else {
        me.client_name.clone()
    }
}
