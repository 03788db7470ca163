//! Keys, and the light on what the pointer, the focus or the caret is at.

use std::cell::RefCell;

use claimlens_core::span::Span;

use super::rest::{span, toggle_raw};
use super::select;
use crate::pages;
use crate::platform::events::Happening;
use crate::platform::{clock, dom, paste_box};
use crate::state::{State, Topic, artefact_of};
use crate::view_model::members;

thread_local! {
    /// The row the pointer is on.
    static UNDER: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A key.
pub(super) fn key(state: State, happening: &Happening) {
    let key = happening.plain_key();
    if let Some(tab) = happening.nearest("data-tab") {
        if let Some(number) = next_tab(state, tab.parse().unwrap_or_default(), &key) {
            happening.prevent();
            select(state, number);
            // The views follow in a microtask; the focus goes after them.
            clock::later(0, move || {
                dom::focus(&format!("tab-{number}"));
            });
        }
        return;
    }
    if happening.in_dialog() {
        return;
    }
    if key == "Escape" {
        set(state, None);
        dom::blur();
        return;
    }
    if happening.in_text_field() {
        return;
    }
    match key.as_str() {
        "/" => {
            happening.prevent();
            if !pages::on_inspect() {
                pages::search();
            } else if !dom::focus("filter") {
                paste_box::focus();
            }
        }
        "?" => dom::open_dialog("keys"),
        "j" if pages::on_inspect() => toggle_raw(state),
        _ => {}
    }
}

/// The tab an arrow key leads to, round at the ends (ARIA Authoring Practices, tabs).
fn next_tab(state: State, at: usize, key: &str) -> Option<usize> {
    let count = state.read(|data| Some(data.report.as_ref()?.artefacts.len()))?;
    let last = count.checked_sub(1)?;
    match key {
        "ArrowRight" | "ArrowDown" if at == last => Some(0),
        "ArrowRight" | "ArrowDown" => Some(at + 1),
        "ArrowLeft" | "ArrowUp" => Some(at.checked_sub(1).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

fn set(state: State, lit: Option<Span>) -> bool {
    let changed = state.read(|data| data.lit != lit);
    if changed {
        state.change(Topic::Lit, |data| data.lit = lit);
    }
    changed
}

/// Moves only: a row that scrolls under a resting pointer, because the focus or the caret went
/// elsewhere, must not take the light from what went there.
pub(super) fn moved(state: State, happening: &Happening) {
    let row = happening.nearest("data-at");
    let before = UNDER.replace(row.clone());
    if row != before {
        light(state, happening);
    }
}

/// Lights up the bytes of the claim under the pointer or the focus.
pub(super) fn light(state: State, happening: &Happening) {
    if happening.id() == paste_box::ID {
        return;
    }
    let lit = happening.nearest("data-at").and_then(|at| span(&at));
    if set(state, lit) {
        _ = dom::light_row("");
    }
}

/// Lights up the claim whose bytes the caret is in.
pub(super) fn caret(state: State) {
    if !paste_box::has_focus() || !state.is_linked() {
        return;
    }
    let Some((start, _)) = paste_box::selection() else {
        return;
    };
    let found = state.read(|data| members::at(artefact_of(data)?, data.pasted.to_byte(start)));
    set(state, found.as_ref().map(|(_, span)| *span));
    let row = found.map_or_else(String::new, |(path, _)| members::row_id(&path));
    if dom::light_row(&row) {
        dom::reveal(&row);
    }
}
