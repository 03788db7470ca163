//! The line that says what leaves the browser, and to whom.

use claimlens_core::calls::{Host, host};
use claimlens_core::requests::DEMO;

use super::super::desk::{self, Topic};
use super::room::{At, look};
use crate::markup::{Node, el};
use crate::platform::dom;

/// The line.
pub(super) fn leaves() -> Node {
    desk::follow(Topic::Companion);
    desk::follow(Topic::Form);
    let line = el("p").id("leaves");
    look(|room| {
        if let At::Missing(_) = room.at {
            return line
                .child(el("b").text("Nothing is sent from here"))
                .text(": there is no companion to send it to. What you type stays in this tab.")
                .into();
        }
        let base = if room.base.is_empty() {
            dom::origin()
        } else {
            room.base.clone()
        };
        let name = |prefix| host(&room.region, prefix);
        let line = line
            .text("Request sends the client id and the secret to ")
            .text(if room.base.is_empty() {
                "this server, "
            } else {
                "the companion at "
            })
            .child(el("b").text(base));
        let line = match (name(Host::Login), name(Host::Api)) {
            (Some(login), Some(api)) => line
                .text(", which passes them to ")
                .child(el("b").text(login))
                .text(", and the token to ")
                .child(el("b").text(api))
                .text("."),
            _ if room.region == DEMO => {
                line.text(", which answers them by itself: the demo has no host behind it.")
            }
            _ => line.text(
                ", which passes them to the hosts of the region you choose, and nowhere else.",
            ),
        };
        line.text(" Nothing goes before you press a button. All of it is in this tab's memory only, and wiped when you leave this page.")
            .into()
    })
}
