//! Walkthroughs: the walks of this browser, a walk with its outline, one step at a time, and the whole of it as
//! a document.

mod acts;
mod case;
mod clients;
mod document;
mod list;
mod step;
pub mod store;
mod walk;

use claimlens_core::walkthrough::{Checklist, Walk};

use super::desk::{self, Topic};
use super::{heading, tables};
use crate::house;
use crate::markup::{Node, el, live};

pub(super) use acts::{act, chose, took_file};
pub(super) use list::FILE;
pub(super) use step::TITLE as STEP_TITLE;

/// The word in an address that stands for all of a walk, where a step's id would be.
const DOCUMENT: &str = "document";

/// The page.
pub(super) fn page() -> Vec<Node> {
    vec![live(content), offline()]
}

/// The number of the walk that the address names, and what of it.
fn place() -> (Option<u32>, String) {
    let data = desk::data();
    let (number, what) = data.place.halves();
    (number.parse().ok(), what.to_owned())
}

fn content() -> Node {
    desk::follow(Topic::Moved);
    if place().0.is_none() {
        house::follow();
    }
    if let Err(words) = tables::reference() {
        return el("div").child(heading("Walkthroughs")).child(words).into();
    }
    let (number, what) = place();
    // A live node is never compared with another: fields of one step are not those of the next.
    match number {
        None => live(list::list),
        Some(number) if what == DOCUMENT => live(move || with(number, document::document)),
        Some(number) => live(move || walk::walk(number)),
    }
}

/// A view of the walk of that number and its checklist; the words for where there is none.
fn with(number: u32, view: impl FnOnce(u32, &Walk, &'static Checklist) -> Node) -> Node {
    desk::follow(Topic::Walks);
    let walk = store::walk(number);
    let list = walk
        .as_ref()
        .and_then(|walk| tables::library()?.checklists.get(&walk.checklist));
    match (walk, list) {
        (Some(walk), Some(list)) => view(number, &walk, list),
        (Some(walk), None) => el("div")
            .child(heading(walk.name))
            .child(el("p").text(
                "Its checklist is not known to this version of the page. Nothing of it is lost.",
            ))
            .child(el("p").child(el("a").attr("href", "#walkthroughs").text("All walks")))
            .into(),
        _ => el("div")
            .child(heading("There is no such walk in this browser"))
            .child(el("p").child(el("a").attr("href", "#walkthroughs").text("All walks")))
            .into(),
    }
}

/// What was just done, or why not.
fn notice() -> Node {
    live(|| {
        desk::follow(Topic::Noticed);
        desk::follow(Topic::Walks);
        let data = desk::data();
        let lost = data.unkept.then_some(
            "The browser would not keep this: its storage is switched off or full. Export the walk before you close this tab.",
        );
        el("div")
            .class("notices")
            .attr("role", "status")
            .child(el("p").id("notice").class("note").text(data.notice.clone()))
            .child(lost.map(|words| el("p").class("warned").text(words)))
            .into()
    })
}

/// Whether it all works without a network; the style sheet shows the line that is true.
fn offline() -> Node {
    let line = |class, words| el("p").class(class).text(words);
    el("div")
        .class("offline note")
        .child(line("ready", "Kept in this browser: works without a network, also after a reload."))
        .child(line("single", "This page is one file on your disk: it needs no network. Your browser keeps the walks for that file; export them before you move it."))
        .child(line(
            "insecure",
            "This page was opened over plain http: without a network it cannot be opened again. That needs https, or an address of this machine.",
        ))
        .child(line("failed", "The browser did not keep this page: without a network it cannot be opened again."))
        .into()
}
