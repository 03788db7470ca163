//! What a click, a key, a paste or a drop does.
//!
//! An element says with `data-do` and `data-v` what a click on it does; the names are those matched in
//! `rest::act`. Listeners are on the document, one a kind of event. Here is what a first answer needs:
//! typing, choosing an artefact, unfolding. Everything else is in [`rest`], which is loaded after the
//! page; what is asked for before it is there is kept and done then.

use std::cell::Cell;

use crate::inspection;
use crate::platform::events::{Happening, on};
use crate::platform::paste_box;
use crate::state::{State, Topic};

mod carried;
mod expect;
mod forget;
mod light;
pub mod rest;

/// A kind of event.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A field has another value.
    Input,
    /// A choice was made.
    Change,
    /// A click, or Enter on a button.
    Click,
    /// A key.
    KeyDown,
    /// A paste.
    Paste,
    /// Something is dragged over the page.
    DragOver,
    /// Something was dropped.
    Drop,
    /// The focus went somewhere.
    FocusIn,
    /// The address is another one, behind the `#`.
    HashChange,
    /// Another tab has written to the storage.
    Storage,
    /// The pointer moved.
    PointerMove,
    /// The caret moved.
    SelectionChange,
    /// Something scrolled.
    Scroll,
    /// Something was opened or closed.
    Toggle,
    /// A form was sent, by its button or by Enter.
    Submit,
    /// The page is left, or put aside by the browser.
    PageHide,
}

/// What is listened to from the beginning.
const FIRST: [(&str, Kind); 5] = [
    ("input", Kind::Input),
    ("change", Kind::Change),
    ("click", Kind::Click),
    ("dragover", Kind::DragOver),
    ("drop", Kind::Drop),
];

thread_local! {
    /// What happened before the code for it was there.
    static KEPT: Cell<Vec<(Kind, Happening)>> = const { Cell::new(Vec::new()) };
}

/// Starts listening.
pub fn listen(state: State) {
    listen_to(state, &FIRST);
}

fn listen_to(state: State, kinds: &[(&'static str, Kind)]) {
    for (name, kind) in kinds {
        let kind = *kind;
        on(name, Box::new(move |event| happened(state, kind, event)));
    }
}

fn happened(state: State, kind: Kind, happening: Happening) {
    if kind == Kind::Input && happening.id() == paste_box::ID {
        inspection::of_box(state);
        return;
    }
    let action = if kind == Kind::Click {
        happening.nearest("data-do")
    } else {
        None
    };
    match action.as_deref() {
        Some("select") => select(
            state,
            happening.value_of_action().parse().unwrap_or_default(),
        ),
        Some("open") => state.change(Topic::Opened, |data| {
            data.opened.push(happening.value_of_action());
        }),
        None if kind == Kind::Click => {}
        _ => match state.views() {
            Some(views) => (views.happened)(state, kind, &happening),
            None => keep(state, kind, happening),
        },
    }
}

/// Keeps what is to be done once the code for it is there, or says that it will not be.
fn keep(state: State, kind: Kind, happening: Happening) {
    let dragged = matches!(kind, Kind::DragOver | Kind::Drop);
    if dragged {
        // The browser would open a file in place of the page. What a drop carries is gone after it.
        happening.prevent();
    }
    let words = if !state.is_awaiting() {
        "This needs the part of the page that could not be loaded."
    } else if dragged {
        "The page is still being loaded. Drop it again in a moment."
    } else {
        let mut kept = KEPT.take();
        kept.push((kind, happening));
        KEPT.set(kept);
        return;
    };
    if kind != Kind::DragOver {
        state.set_note(words.into());
        state.say(words);
    }
}

/// Shows another artefact.
fn select(state: State, number: usize) {
    state.change(Topic::Selected, |data| {
        data.selected = number;
        data.opened.clear();
        data.lit = None;
    });
    state.tell(Topic::Opened);
    state.tell(Topic::Lit);
}
