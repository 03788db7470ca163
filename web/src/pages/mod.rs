//! The pages besides Inspect, all of them in the second WASM file: which one is shown, and what a click, a
//! key or a change of the address does there.
//!
//! `index.html` itself shows and hides by the address (`data-page` on the root element); what is in a page
//! is made here.

pub mod basic;
mod card;
pub mod desk;
mod facts;
mod grants;
pub mod place;
mod privacy;
mod reference;
pub mod request;
mod snippet;
pub mod tables;
pub mod walks;

use crate::house;
use crate::markup::{Node, Words, el, live, prose};
use crate::platform::files::Picked;
use crate::platform::{clock, dom, paste_box};
use crate::sharing;
use crate::state::State;
use desk::Topic;
use place::{Page, Place};

/// The id of every page's heading: where the focus goes when one comes there.
const TITLE: &str = "page-title";

/// The id of the field of the reference that the key `/` leads to.
const SEARCH: &str = "search";

/// Brings the pages up, at the place that the address names.
pub fn arrived(state: State) {
    walks::store::recall();
    request::room::meet(state);
    go();
    dom::mount("page", live(page));
    tables::load(state);
}

/// Whether the paste box is what is shown.
#[must_use]
pub fn on_inspect() -> bool {
    is_on(Page::Inspect)
}

// A function of its own: what reads the data must have let go of it before anything is changed.
fn is_on(page: Page) -> bool {
    desk::data().place.page == page
}

/// The address is another one.
pub fn moved() {
    if !go() {
        return;
    }
    if on_inspect() {
        paste_box::focus();
    } else {
        // The heading of a step, where there is one, or else that of the page.
        clock::later(0, || _ = dom::focus(walks::STEP_TITLE) || dom::focus(TITLE));
    }
}

/// A click on something that says it does `action`. Gives the text that is to be copied, if any.
#[must_use]
pub fn act(action: &str, value: String) -> Option<String> {
    match action {
        "copy-this" => return Some(value),
        "copy-basic" => return basic::header(),
        "card" => desk::change(Topic::Searched, |data| data.searching = false),
        "answer" => {
            grants::answer(&value);
            focus_soon(grants::ASKED);
        }
        _ if action.starts_with("request-") => return request::act(action, &value),
        _ if action.starts_with("privacy-") => privacy::act(action),
        _ => return walks::act(action, &value),
    }
    None
}

/// A field has another value.
pub fn typed(id: &str, value: impl FnOnce() -> String) {
    if id.starts_with("request-") {
        _ = request::typed(id, value);
    } else if id == SEARCH {
        let query = value().chars().take(reference::LONGEST).collect();
        desk::change(Topic::Searched, |data| {
            data.query = query;
            data.searching = true;
        });
    } else {
        basic::typed(id);
    }
}

/// A choice was made.
pub fn chose(id: &str, value: impl FnOnce() -> String) {
    if id.starts_with("request-") {
        _ = request::chose(id, value);
    } else if id == snippet::REGION || id == snippet::KIND {
        let value = value();
        desk::change(Topic::Picked, |data| {
            if id == snippet::REGION {
                data.region = value;
            } else {
                data.kind = value;
            }
        });
    } else if is_on(Page::Walkthroughs) {
        walks::chose(id, &value());
    }
}

/// A file was chosen. Says whether it was for one of these pages.
pub fn took_file(id: &str, file: impl FnOnce() -> Option<Picked>) -> bool {
    let ours = id == walks::FILE;
    // Taking a file empties its field: not to be done to any other.
    if let Some(file) = ours.then(file).flatten() {
        walks::took_file(file);
    }
    ours
}

/// Goes to the field that something is looked for with, if the page has one.
pub fn search() {
    _ = dom::focus(SEARCH) || dom::focus(request::RIGHTS);
}

/// A form was sent. Says whether it was one of these.
#[must_use]
pub fn sent(id: &str) -> bool {
    request::sent(id)
}

/// The page is being left, or put aside by the browser: what is secret goes.
pub fn hidden() {
    request::wipe();
}

/// What was kept of clients is looked up again when it is needed next.
pub fn unkept() {
    desk::change(Topic::Kept, |data| data.room.kept = None);
}

/// Everything was forgotten.
pub fn forgotten() {
    privacy::forgotten();
    focus_soon(TITLE);
}

/// Puts the focus on an element that the views are about to make: they follow in a microtask.
fn focus_soon(id: &'static str) {
    clock::later(0, move || {
        dom::focus(id);
    });
}

/// Goes where the address says. False where it says nothing about that.
fn go() -> bool {
    let Some(place) = Place::of(&dom::hash()) else {
        return false;
    };
    dom::set_title(&house::title(place.page.title()));
    for page in Page::ALL {
        dom::set_current(&["nav-", page.word()].concat(), page == place.page);
    }
    let (before, now) = (desk::data().place.page, place.page);
    let turned = before != now;
    desk::change(Topic::Moved, |data| {
        // From step to step of a walk: what was done in one is no news in the next.
        if data.place.halves().0 == place.halves().0 {
            data.notice.clear();
        }
        data.sure = None;
        data.place = place;
        data.searching = false;
    });
    if turned {
        if before == Page::Request || now == Page::Request {
            request::turned(now == Page::Request);
        }
        if now == Page::Privacy {
            privacy::turned();
        }
        desk::change(Topic::Turned, |_| ());
    }
    true
}

fn page() -> Node {
    desk::follow(Topic::Turned);
    let page = desk::data().place.page;
    let content = match page {
        Page::Inspect => return Node::Nothing,
        _ if is_off(page) => off(page),
        Page::Request => request::page(),
        Page::Reference => reference::page(),
        Page::Grants => grants::page(),
        Page::Walkthroughs => walks::page(),
        Page::Privacy => privacy::page(),
        Page::Shared | Page::Expected => vec![live(received)],
    };
    // A live node is never compared with another one: what was typed on one page stays there.
    let mut content = Some(content);
    live(move || {
        el("div")
            .class("page")
            .children(content.take().unwrap_or_default())
            .into()
    })
}

/// What came by a link; another link is another content of the same page.
fn received() -> Node {
    desk::follow(Topic::Moved);
    el("div").class("page").children(sharing::page()).into()
}

/// What whoever runs this site has set is there.
pub fn housed() {
    let page = desk::data().place.page;
    dom::set_title(&house::title(page.title()));
    if is_off(page) {
        desk::change(Topic::Turned, |_| ());
    } else if page == Page::Request {
        request::turned(true);
    }
    // Programs may be for another region.
    desk::change(Topic::Picked, |_| ());
}

fn is_off(page: Page) -> bool {
    house::words::feature(page).is_some_and(house::is_off)
}

/// What stands in place of a page that is switched off.
fn off(page: Page) -> Vec<Node> {
    let words = house::words::feature(page).map(house::words::off);
    vec![
        heading(page.title()),
        prose(el("p").id("switched-off"), &words.unwrap_or_default()).into(),
        el("p")
            .child(
                el("a")
                    .attr("href", "#privacy")
                    .text("What this site has set"),
            )
            .into(),
    ]
}

/// The heading of a page.
pub fn heading(title: impl Into<Words>) -> Node {
    el("h2").id(TITLE).attr("tabindex", "-1").text(title).into()
}
