//! From the paste box to a report.
//!
//! What fits into a blink is inspected at once, inside the event that brought it. What does not is
//! [`large`]'s, which is loaded after the page; a large text that came before waits for it.

use claimlens_core::report::Report;

use crate::platform::paste_box;
use crate::state::State;
use crate::view_model::pasted::Pasted;

pub mod large;

/// Up to this many bytes a text is inspected at once.
const AT_ONCE: usize = 256 * 1024;

/// Above this many bytes a text does not go into the box: browsers lay out a textarea as a whole.
pub const LARGE: usize = 2_000_000;

/// Inspects what is in the box, if it is not what was inspected last.
pub fn of_box(state: State) {
    let text = paste_box::text();
    if state.read(|data| !data.excerpt && data.pasted.text() == text) {
        return;
    }
    fit(state, text);
}

/// Inspects a text that came into the box. One that is too large for it came in a way that no event told
/// of beforehand: it is taken out of the box before it is laid out.
fn fit(state: State, text: String) {
    if let (LARGE.., Some(views)) = (text.len(), state.views()) {
        (views.of_whole)(state, text);
        return;
    }
    in_box(state);
    of_text(state, text);
}

/// Says that the box holds the text itself, and that there is nothing to be known about it.
fn in_box(state: State) {
    state.write(|data| data.excerpt = false);
    if state.read(|data| !data.note.is_empty()) {
        state.set_note(String::new());
    }
}

fn of_text(state: State, text: String) {
    let input = state.next_input();
    let large = text.len() > AT_ONCE;
    if large && let Some(views) = state.views() {
        (views.in_slices)(state, input, text);
    } else if large && state.is_awaiting() {
        state.set_progress("Inspecting …".into());
        state.write(|data| data.waiting = Some(text));
    } else {
        let report = (!text.trim().is_empty()).then(|| inspect(state, &text));
        state.show(Pasted::new(text), report);
    }
}

#[inline(never)]
fn inspect(state: State, text: &str) -> Report {
    claimlens_core::inspect(text, &state.context())
}

/// Inspects the same text again, with what was loaded since, or what waited for it.
pub fn again(state: State) {
    if let Some(text) = state.write(|data| data.waiting.take()) {
        fit(state, text);
        return;
    }
    let text = state.read(|data| data.report.is_some().then(|| data.pasted.text().to_owned()));
    if let Some(text) = text {
        state.show_again(inspect(state, &text));
    }
}
