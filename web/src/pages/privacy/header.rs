//! What the server sends with the page and with the worker that keeps it: policies that no tag in a page can hold.

use super::super::card::copy;
use super::super::desk::{self, Topic};
use super::policy::quoted;
use crate::markup::{Node, el};
use crate::platform::{dom, fetch};
use crate::view_model::csp::{self, Sent};

/// The worker's file, beside the page.
const WORKER: &str = "sw.js";

/// What was heard of the server. Each is none while it is being asked for.
#[derive(Debug, Default)]
pub struct Heard {
    /// What it sends with the page.
    page: Option<Sent>,
    /// What it sends with the worker.
    worker: Option<Sent>,
}

/// Asks for both. A page that is a file has no server.
pub(super) async fn ask() {
    if dom::is_file() {
        return;
    }
    let own = dom::policy();
    let page = fetch::policy_of(&dom::folder()).await;
    let page = Some(csp::sent(page.as_deref(), &own));
    desk::change(Topic::Looked, |data| data.known.heard.page = page);
    let worker = fetch::policy_of(&[&*dom::folder(), WORKER].concat()).await;
    let worker = Some(csp::sent(worker.as_deref(), ""));
    desk::change(Topic::Looked, |data| data.known.heard.worker = worker);
}

/// What came of it.
pub(super) fn header() -> Node {
    if dom::is_file() {
        return Node::Nothing;
    }
    desk::follow(Topic::Looked);
    let data = desk::data();
    let heard = &data.known.heard;
    let address = ["curl -sI ", &quoted(&dom::folder())].concat();
    let (page, open) = match &heard.page {
        None => ("The server is being asked for its own …", false),
        Some(Sent::Unknown) => (
            "The server did not say what it sends besides: there is no network, or it refuses such questions.",
            false,
        ),
        Some(Sent::Nothing) => (
            "The server sends none besides. This one holds all the same, but it cannot say who may show this page: any site can put it into a frame of its own. Whoever runs this site can send the headers that come with the build.",
            true,
        ),
        Some(Sent::Same) => (
            "The server sends the same as a header, which adds that no other site may show this page in a frame of its own.",
            false,
        ),
        Some(Sent::Framed) => (
            "The server sends the same as a header. It does not forbid that another site shows this page in a frame of its own.",
            true,
        ),
        Some(Sent::Other(_)) => (
            "The server sends another one as a header. The browser holds the page to both: what either forbids is forbidden. The header’s:",
            false,
        ),
    };
    let other = match &heard.page {
        Some(Sent::Other(text)) => el("pre")
            .attr("tabindex", "0")
            .child(el("bdi").text(text.clone()))
            .into(),
        _ => Node::Nothing,
    };
    let (worker, bare) = match &heard.worker {
        None => ("", false),
        Some(Sent::Unknown) => ("Of sw.js it did not say it either.", false),
        Some(Sent::Nothing) => (
            "With sw.js, the program that keeps the page for visits without a network, this host sends no policy. A program of that kind can get one by a header alone: here nothing but its own text binds it, which is in SHA256SUMS.",
            true,
        ),
        Some(Sent::Same | Sent::Framed | Sent::Other(_)) => (
            "With sw.js, the program that keeps the page for visits without a network, the server sends a policy of its own.",
            false,
        ),
    };
    el("div")
        .id("header-is")
        .child(sentence(page, open))
        .child(other)
        .child((!worker.is_empty()).then(|| sentence(worker, bare).id("worker-is")))
        .child(
            el("p")
                .class("note")
                .text("That is what it told this page. From outside:"),
        )
        .child(
            el("div")
                .class("command")
                .child(el("pre").attr("tabindex", "0").text(address.clone()))
                .child(copy("the command", &address)),
        )
        .into()
}

fn sentence(words: &'static str, warned: bool) -> crate::markup::Element {
    let line = el("p").text(words);
    if warned { line.class("warned") } else { line }
}
