//! Below the paste box: what is to be known about the input, and what can be done with it.

use crate::markup::{Node, button, el, live};
use crate::state::{State, Topic};
use crate::view_model::fold::size;
use crate::view_model::marks::COLOURED;

/// The file button, clear and undo, and the notes.
#[must_use]
pub fn input_tools(state: State) -> Node {
    el("div")
        .class("tools")
        .child(
            el("label")
                .class("button quiet")
                .child(el("input").id("file").attr("type", "file").class("sr"))
                .child(el("span").text("Choose a file")),
        )
        .child(button("Clear", "clear", "").id("clear").class("quiet"))
        .child(live(move || {
            state.follow(Topic::Note);
            if state.read(|data| data.cleared.is_some()) {
                button("Undo clear", "undo", "").id("undo").into()
            } else {
                Node::Nothing
            }
        }))
        .child(button("Keyboard", "keys", "").class("quiet keys"))
        .child(live(move || note(state)))
        .into()
}

fn note(state: State) -> Node {
    state.follow(Topic::Inspected);
    state.follow(Topic::Note);
    let (mut note, length) = state.read(|data| (data.note.clone(), data.pasted.text().len()));
    if note.is_empty() && length > COLOURED {
        note = format!(
            "{}: the input is not coloured above {}.",
            size(length),
            size(COLOURED)
        );
    }
    el("p").id("note").class("note").text(note).into()
}
