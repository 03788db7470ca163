//! The paste box: the textarea that stands in `index.html`, taken over and never replaced.
//!
//! Offsets are UTF-16 code units, as the browser counts them.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlInputElement};

use super::dom::{self, document};

/// The id of the textarea.
pub const ID: &str = "paste";

// Handled as an input element, which has the same properties: one import each instead of two.
fn field() -> Option<HtmlInputElement> {
    dom::field(ID)
}

/// What is in the box.
#[must_use]
pub fn text() -> String {
    field().map(|field| field.value()).unwrap_or_default()
}

/// The selection, start and end.
#[must_use]
pub fn selection() -> Option<(usize, usize)> {
    let field = field()?;
    let start = field.selection_start().ok()??;
    let end = field.selection_end().ok()??;
    Some((usize::try_from(start).ok()?, usize::try_from(end).ok()?))
}

/// Whether the caret is in the box.
#[must_use]
pub fn has_focus() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|element| element.id() == ID)
}

/// Puts the focus into the box.
pub fn focus() {
    if let Some(field) = field() {
        _ = field.focus();
    }
}

/// Selects a range and brings it into view.
pub fn select(start: usize, end: usize) {
    let (Some(field), Ok(from), Ok(to)) = (field(), u32::try_from(start), u32::try_from(end))
    else {
        return;
    };
    // A browser scrolls to the caret when the field gets the focus, so the caret goes first.
    _ = field.blur();
    _ = field.set_selection_range(from, from);
    _ = field.focus();
    _ = field.set_selection_range(from, to);
    follow_scroll();
}

/// Replaces what is in the box, so that the browser's own undo can bring it back where it can.
pub fn replace(text: &str) {
    let Some(field) = field() else {
        return;
    };
    _ = field.remove_attribute("readonly");
    _ = field.focus();
    field.select();
    let by_command = document().is_some_and(|document| {
        let html: HtmlDocument = document.unchecked_into();
        let command = if text.is_empty() {
            "delete"
        } else {
            "insertText"
        };
        html.exec_command_with_show_ui_and_value(command, false, text)
            .unwrap_or(false)
    });
    // An empty box cannot be deleted from, and some browsers refuse the command: the direct way.
    if !by_command || (text.is_empty() && !field.value().is_empty()) {
        field.set_value(text);
    }
}

/// Shows a part of something large: not to be edited, because it is not the whole.
pub fn show_excerpt(excerpt: &str) {
    let Some(field) = field() else {
        return;
    };
    field.set_value(excerpt);
    _ = field.set_attribute("readonly", "");
    _ = field.set_selection_range(0, 0);
    field.set_scroll_top(0);
}

/// Scrolls the colours behind the box to where the box is scrolled.
pub fn follow_scroll() {
    if let (Some(field), Some(backdrop)) = (field(), dom::by_id("backdrop")) {
        backdrop.set_scroll_top(field.scroll_top());
        backdrop.set_scroll_left(field.scroll_left());
    }
}
