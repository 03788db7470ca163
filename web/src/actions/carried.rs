//! What is pasted with the keys or dropped onto the page.

use crate::checking;
use crate::inspection::LARGE;
use crate::inspection::large::{of_file, of_whole};
use crate::pages;
use crate::platform::events::{Happening, Load};
use crate::platform::paste_box;
use crate::state::State;

/// A paste, wherever the focus is on Inspect.
pub(super) fn paste(state: State, happening: &Happening) {
    if !pages::on_inspect() {
        return;
    }
    let in_box = happening.id() == paste_box::ID;
    if !in_box && happening.in_text_field() {
        return;
    }
    match happening.load() {
        Some(Load::File(file)) => {
            happening.prevent();
            of_file(state, file);
        }
        Some(Load::Text(text)) => {
            let whole = if in_box && state.is_linked() {
                // None: the browser's own way, because its undo knows it.
                beyond_box(state, &text)
            } else {
                Some(text)
            };
            if let Some(whole) = whole {
                happening.prevent();
                of_whole(state, whole);
            }
        }
        None => {}
    }
}

/// What the box would hold after a paste at the caret, if that is too much for it.
fn beyond_box(state: State, pasted: &str) -> Option<String> {
    let length = state.read(|data| data.pasted.text().len());
    if length + pasted.len() <= LARGE {
        return None;
    }
    let (start, end) = paste_box::selection()?;
    state.read(|data| {
        let start = data.pasted.to_byte(start);
        let end = data.pasted.to_byte(end);
        let before = data.pasted.slice(0, start);
        let after = data.pasted.slice(end, length);
        Some([before, pasted, after].concat())
    })
}

/// A drop, anywhere on the page. On other pages than Inspect nothing takes files by a drop.
pub(super) fn dropped(state: State, happening: &Happening) {
    if !pages::on_inspect() {
        // A file would be opened in place of the page; a text goes into the field it is dropped on.
        if happening.carries_files() || !happening.in_text_field() {
            happening.prevent();
        }
        return;
    }
    if happening.is_inside(checking::PANEL) {
        keys_dropped(happening);
        return;
    }
    match happening.load() {
        Some(Load::File(file)) => {
            happening.prevent();
            of_file(state, file);
        }
        Some(Load::Text(text)) => {
            let own = happening.in_text_field() && state.is_linked();
            if own && text.len() <= LARGE {
                return;
            }
            happening.prevent();
            of_whole(state, text);
        }
        None => {}
    }
}

/// A drop onto the panel of keys: whatever it is, it is no token.
fn keys_dropped(happening: &Happening) {
    let files = happening.dropped_files();
    if !files.is_empty() {
        happening.prevent();
        checking::of_files(files);
    } else if !happening.in_text_field()
        && let Some(Load::Text(text)) = happening.load()
    {
        happening.prevent();
        checking::of_text(text);
    }
}
