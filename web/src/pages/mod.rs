//! The pages besides Inspect, all of them in the second WASM file: which one is shown, and what a click, a
//! key or a change of the address does there.
//!
//! `index.html` itself shows and hides by the address (`data-page` on the root element); what is in a page
//! is made here.

pub mod desk;
pub mod place;
pub mod tables;

use crate::markup::{Node, el, live};
use crate::platform::{clock, dom, paste_box};
use crate::state::State;
use desk::Topic;
use place::{Page, Place};

/// The id of every page's heading: where the focus goes when one comes there.
const TITLE: &str = "page-title";

/// The id of the field that the key `/` leads to.
pub const SEARCH: &str = "search";

/// Brings the pages up, at the place that the address names.
pub fn arrived(state: State) {
    dom::add_style();
    go();
    dom::mount("page", live(page));
    tables::load(state);
}

/// Whether the paste box is what is shown.
#[must_use]
pub fn on_inspect() -> bool {
    desk::data().place.page == Page::Inspect
}

/// The address is another one.
pub fn moved() {
    if !go() {
        return;
    }
    // The views follow in a microtask; the focus goes after them.
    clock::later(0, || {
        if on_inspect() {
            paste_box::focus();
        } else {
            dom::focus(TITLE);
        }
    });
}

/// Goes where the address says. False where it says nothing about that.
fn go() -> bool {
    let Some(place) = Place::of(&dom::hash()) else {
        return false;
    };
    dom::set_title(&["Claimlens: ", place.page.title()].concat());
    for page in Page::ALL {
        dom::set_current(&["nav-", page.word()].concat(), page == place.page);
    }
    desk::change(Topic::Moved, |data| data.place = place);
    true
}

fn page() -> Node {
    desk::follow(Topic::Moved);
    let place = desk::data().place.clone();
    match place.page {
        Page::Inspect => Node::Nothing,
        page => heading(page.title()),
    }
}

/// The heading of a page.
fn heading(title: &'static str) -> Node {
    el("h2").id(TITLE).attr("tabindex", "-1").text(title).into()
}
