//! The same calls as curl lines: all there is where there is no companion, and at hand where there is one.

use claimlens_core::requests::DEMO;

use super::super::desk::{self, Topic};
use super::exchange::line;
use super::question::Question;
use super::room::{At, Room, look};
use crate::markup::{Element, Node, el};
use crate::platform::clock;

/// The lines, for the region and the client that are filled in.
pub(super) fn curl() -> Node {
    desk::follow(Topic::Companion);
    desk::follow(Topic::Form);
    desk::follow(Topic::Asked);
    look(|room| match room.at {
        At::Missing(_) => lines(
            el("section")
                .id("request-curl")
                .attr("aria-labelledby", "request-curl-title")
                .child(
                    el("h3")
                        .id("request-curl-title")
                        .attr("tabindex", "-1")
                        .text("The same from a shell"),
                ),
            room,
        ),
        At::Here(_) => lines(
            el("details")
                .id("request-curl")
                .child(el("summary").text("The same from a shell")),
            room,
        ),
        At::Unasked | At::Asking => Node::Nothing,
    })
}

fn lines(place: Element, room: &Room) -> Node {
    if room.region.is_empty() {
        let words = "Choose a region above, and the lines for it stand here.";
        return place.child(el("p").class("note").text(words)).into();
    }
    let companion = room.companion();
    let client = room.client.trim();
    let all = Question::ALL.into_iter().filter_map(|question| {
        // Without a client id there is no line for its roles.
        let ask = question.line(&room.region, client, room.read);
        let planned = ask.plan(clock::now()).ok()?;
        let text = if room.region == DEMO {
            planned.curl_through(&companion)
        } else {
            planned.curl()?
        };
        Some(line(question.label(), &text).into())
    });
    place
        .child(el("p").text("Put id, secret and token into variables first: CLIENT_ID, CLIENT_SECRET and, from the first answer, TOKEN. Paste an answer into Inspect, or into the step of a walkthrough."))
        .children(all)
        .into()
}
