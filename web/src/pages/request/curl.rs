//! Where there is no companion: the same calls as curl lines.

use super::super::desk::{self, Topic};
use super::exchange::line;
use super::question::Question;
use super::room::{At, look};
use crate::markup::{Node, el};
use crate::platform::clock;

/// The lines, for the region and the client that are filled in.
pub(super) fn curl() -> Node {
    desk::follow(Topic::Companion);
    desk::follow(Topic::Form);
    look(|room| {
        let At::Missing(_) = room.at else {
            return Node::Nothing;
        };
        let section = el("section")
            .id("request-curl")
            .attr("aria-labelledby", "request-curl-title")
            .child(
                el("h3")
                    .id("request-curl-title")
                    .attr("tabindex", "-1")
                    .text("The same from a shell"),
            );
        if room.region.is_empty() {
            return section
                .child(
                    el("p")
                        .class("note")
                        .text("Choose a region above, and the lines for it stand here."),
                )
                .into();
        }
        section
            .child(el("p").text("Put id, secret and token into variables first: CLIENT_ID, CLIENT_SECRET and, from the first answer, TOKEN. Paste an answer into Inspect, or into the step of a walkthrough."))
            .children(lines(&room.region, room.client.trim(), room.read))
            .into()
    })
}

fn lines(region: &str, client: &str, read: &str) -> Vec<Node> {
    let lines = Question::ALL.into_iter().filter_map(|question| {
        // Without a client id there is no line for its roles.
        let planned = question
            .line(region, client, read)
            .plan(clock::now())
            .ok()?;
        Some(line(question.label(), &planned.curl()?).into())
    });
    lines.collect()
}
