//! The token: that there is one, how long it lives, and what can be done with it. It is not in the document.

use claimlens_core::requests::{LifeState, TokenAnswer};

use super::super::desk::{self, Topic};
use super::super::facts::statements;
use super::question::Question;
use super::room::{Found, Holder, Room, Stage, inspect, look};
use super::{TITLE, asked, rows};
use crate::markup::{Element, Node, button, el, live};

/// The answer to the first question.
pub(super) fn token() -> Node {
    desk::follow(Topic::Asked);
    desk::follow(Topic::Held);
    look(|room| {
        let Some(first) = room.of(Question::Token) else {
            return Node::Nothing;
        };
        let revoked = matches!(room.found(Question::Revoke), Some(Found::Revoked));
        if matches!(first.stage, Stage::Idle) && room.holder.is_none() && !revoked {
            return Node::Nothing;
        }
        let given = match &first.found {
            Some(Found::Token(given)) => Some(given),
            _ => None,
        };
        let title = match (&room.holder, &first.stage) {
            (Some(_), _) => "A token",
            (None, Stage::Sending | Stage::Waiting { .. }) => "Asking for a token",
            _ if revoked => "The token is revoked",
            _ if given.is_some() => "The token was refused",
            _ => "No token",
        };
        el("section")
            .id("token")
            .attr("aria-labelledby", TITLE)
            .child(el("h3").id(TITLE).attr("tabindex", "-1").text(title))
            .child(room.holder.as_ref().map(|holder| held(room, holder, given)))
            .child(asked::answer(Question::Token, first, room))
            .child(room.of(Question::Revoke).map_or(Node::Nothing, |revoke| {
                asked::answer(Question::Revoke, revoke, room)
            }))
            .into()
    })
}

fn held(room: &Room, holder: &Holder, given: Option<&TokenAnswer>) -> Element {
    let masked = room
        .store
        .token(&holder.region, &holder.client)
        .map(|token| token.masked())
        .unwrap_or_default();
    let reused = (!holder.reused.is_empty()).then(|| {
        el("p")
            .class("verdict neutral")
            .child(el("b").text("From memory. "))
            .text(holder.reused.clone())
    });
    let again = if holder.reused.is_empty() {
        "Ask for another"
    } else {
        "Ask anew"
    };
    let revoke = if room.sure {
        "Press once more to revoke it"
    } else {
        Question::Revoke.label()
    };
    el("div")
        .class("held")
        .child(reused)
        .child(live(life))
        .child(rows(&[
            ("Token", &masked, false),
            ("Type", given.map_or("", |given| &given.token_type), false),
        ]))
        .child(
            given
                .filter(|given| !given.notes.is_empty())
                .map_or(Node::Nothing, |given| statements(&given.notes)),
        )
        .child(
            el("p")
                .class("tools")
                .child(button("Copy the token", "request-copy", ""))
                .child(button("Inspect it", "request-inspect-token", ""))
                .child(button(again, "request-anew", ""))
                .child(
                    button(revoke, "request-revoke", "")
                        .id("request-revoke")
                        .class("quiet"),
                ),
        )
}

/// The countdown. Only its digits change.
fn life() -> Node {
    desk::follow(Topic::Held);
    let now = inspect().now();
    look(|room| {
        let life = room
            .holder
            .as_ref()
            .and_then(|holder| room.store.life(&holder.region, &holder.client, now));
        let Some(life) = life else {
            return Node::Nothing;
        };
        let tone = match life.state {
            LifeState::Fresh => "good",
            LifeState::Ending => "warn",
            LifeState::Over => "bad",
            LifeState::Unsaid => "neutral",
        };
        el("p")
            .class(["verdict ", tone].concat())
            .child(
                (!life.countdown.is_empty())
                    .then(|| el("b").class("countdown").text(life.countdown.clone())),
            )
            .text(" ")
            .text(life.text)
            .into()
    })
}
