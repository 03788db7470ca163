//! What this tab has asked for, as the browser has counted it.

use super::super::desk::{self, Topic};
use crate::house;
use crate::markup::{Node, button, el};
use crate::platform::dom;
use crate::platform::traffic::{self, Asked};
use crate::view_model::fold::grouped;

/// How many requests are listed, the newest.
const LISTED: usize = 50;

/// The count and the list. Counted again when one comes here, and at a press.
pub(super) fn counted() -> Node {
    desk::follow(Topic::Looked);
    let section = el("section").child(el("h3").text("What this tab has asked for"));
    let Some(all) = traffic::asked() else {
        return section
            .child(el("p").text(
                "This browser does not tell. Its developer tools do: look at the network tab.",
            ))
            .into();
    };
    let is_full = all.len() >= traffic::MOST;
    let base = dom::folder();
    let data = desk::data();
    let made = data.known.build.as_ref();
    let set = house::names();
    let own = |asked: &Asked| {
        let name = asked.address.strip_prefix(&*base);
        made.is_some_and(|made| made.has(&base, &asked.address))
            || name.is_some_and(|name| set.contains(&name))
    };
    let (files, rest): (Vec<Asked>, Vec<Asked>) = all.into_iter().partition(own);
    let count = rest.len();
    let newest = rest.iter().rev().take(LISTED).map(line);
    section
        .child(
            el("p")
                .id("counted")
                .child(el("b").text(grouped(files.len())))
                .text(" for the files this page is made of and its settings, ")
                .child(el("b").text(grouped(count)))
                .text(if count == 0 { " for anything else." } else { " for anything else, the newest first:" }),
        )
        .child((count > 0).then(|| el("ul").id("asked-for").class("files").children(newest)))
        .child(is_full.then(|| {
            el("p")
                .class("warned")
                .text("The browser remembers no more than these: there may have been others since.")
        }))
        .child(el("p").class("note").text(
            "That is the browser’s own count for this tab (Resource Timing). It leaves out what the service worker asks for, which is the files in build.json, the settings, and nothing else, and the worker that checks signatures, which is bound by the policy above and asks for nothing. The network tab of your browser’s developer tools has them all.",
        ))
        .child(button("Count again", "privacy-look", "").class("quiet"))
        .into()
}

fn line(asked: &Asked) -> Node {
    // One of the page's own origin is known by its path.
    let origin = dom::origin();
    let name = asked.address.strip_prefix(&origin);
    let name = name.unwrap_or(&asked.address);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "seconds since the page was opened"
    )]
    let seconds = (asked.at / 1000.0) as usize;
    el("li")
        .child(el("b").text(name.to_owned()))
        .text([" ", &grouped(seconds), " s after the start, by ", &asked.by].concat())
        .into()
}
