//! What a click, a key, a paste or a drop does.
//!
//! An element says with `data-do` and `data-v` what a click on it does; the names are those matched in
//! `act`. Listeners are on the document, one a kind of event.

use claimlens_core::report::to_markdown;
use claimlens_core::span::Span;
use leptos::prelude::*;

use crate::components::theme_switch;
use crate::inspection;
use crate::platform::events::{Happening, Load, on};
use crate::platform::{clipboard, clock, dom, fetch, paste_box, storage};
use crate::state::State;
use crate::view_model::{expectations, members, samples};

/// How long a cleared text can be brought back, in milliseconds.
const UNDO: i32 = 10_000;

/// Starts listening.
pub fn listen(state: State) {
    on("input", move |happening| input(state, &happening));
    on("change", move |happening| change(state, &happening));
    on("click", move |happening| {
        if let Some((action, value)) = happening.action() {
            act(state, &action, &value, &happening);
        }
    });
    on("keydown", move |happening| key(state, &happening));
    on("paste", move |happening| paste(state, &happening));
    on("dragover", move |happening| {
        if happening.carries_files() || !happening.in_text_field() {
            happening.prevent();
        }
    });
    on("drop", move |happening| dropped(state, &happening));
    on("focusin", move |happening| light(state, &happening));
    // Moves only: a row that scrolls under a resting pointer, because the focus or the caret went
    // elsewhere, must not take the light from what went there.
    let mut under = None;
    on("pointermove", move |happening| {
        let row = happening.nearest("data-at");
        if row != under {
            under = row;
            light(state, &happening);
        }
    });
    on("selectionchange", move |_| caret(state));
    on("scroll", move |happening| {
        if happening.id() == paste_box::ID {
            paste_box::follow_scroll();
        }
    });
    on("toggle", move |happening| {
        if happening.id() == "how" {
            list_build(state);
        }
    });
}

fn input(state: State, happening: &Happening) {
    let id = happening.id();
    if id == paste_box::ID {
        inspection::of_box(state);
    } else if id == "filter" {
        state.filter.set(happening.value());
    } else if id.starts_with("expect-") {
        expect(state);
    }
}

fn change(state: State, happening: &Happening) {
    match happening.id().as_str() {
        "file" => {
            if let Some(file) = happening.chosen_file() {
                inspection::of_file(state, file);
            }
        }
        id => {
            if let Some(theme) = id.strip_prefix("theme-") {
                theme_switch::choose(theme);
            }
        }
    }
}

/// Takes over what stands in the policy panel, remembers it for this tab and judges again.
pub fn expect(state: State) {
    let values = dom::values(expectations::FIELDS.iter().map(|field| field.id));
    storage::write(storage::Key::Expectations, &expectations::to_lines(&values));
    let (policy, unreadable) = expectations::policy(&values);
    for field in expectations::FIELDS.iter().filter(|field| field.number) {
        dom::set_invalid(field.id, unreadable.contains(&field.id));
    }
    _ = state.write(|data| data.policy = policy);
    state.judge();
}

/// Does what an element said it does.
fn act(state: State, action: &str, value: &str, happening: &Happening) {
    match action {
        "select" => select(state, value.parse().unwrap_or_default()),
        "goto" => {
            if let Some(span) = span(value) {
                let units = state.read(|data| {
                    let units = |byte| data.pasted.to_units(byte);
                    (units(span.start), units(span.end))
                });
                if let Some((start, end)) = units {
                    paste_box::select(start, end);
                }
            }
        }
        "open" => state.opened.update(|opened| opened.push(value.to_owned())),
        "raw" => state.raw.update(|raw| *raw = !*raw),
        "copy" => {
            if let Some((text, what)) = to_copy(state, value) {
                copy(state, text, what, happening.mark());
            }
        }
        "sample" => {
            let number = value.parse().unwrap_or_default();
            inspection::of_whole(state, samples::text(number, clock::now()));
        }
        "clear" => clear(state),
        "undo" => undo(state),
        "expect-nothing" => {
            for field in &expectations::FIELDS {
                dom::set_value(field.id, "");
            }
            expect(state);
            dom::focus("expect-issuer");
        }
        "keys" => dom::open_dialog("keys"),
        _ => {}
    }
}

fn span(value: &str) -> Option<Span> {
    let (start, end) = value.split_once('-')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}

fn select(state: State, number: usize) {
    state.selected.set(number);
    state.opened.set(Vec::new());
    state.lit.set(None);
}

/// What a copy button copies, and what it is called: `kind:where`.
fn to_copy(state: State, value: &str) -> Option<(String, &'static str)> {
    let (kind, place) = value.split_once(':')?;
    let selected = state.selected.try_get_untracked()?;
    state.read(|data| {
        let report = data.report.as_ref()?;
        if kind == "report" {
            return Some((to_markdown(report), "report, without the token"));
        }
        let artefact = report.artefacts.get(selected)?;
        match kind {
            "value" => Some((members::copied(members::find(artefact, place)?), "value")),
            "part" => {
                let part = artefact.parts.get(place.parse::<usize>().ok()?)?;
                Some((members::part_text(part)?.to_owned(), "content as written"))
            }
            "step" => {
                let step = artefact.next_steps.get(place.parse::<usize>().ok()?)?;
                Some((step.command.as_ref()?.text.clone(), "command"))
            }
            "scopes" => {
                let group = artefact.scopes.get(place.parse::<usize>().ok()?)?;
                Some((group.values.join(" "), "list"))
            }
            "token" => {
                let pieces = artefact.pieces.iter();
                let text = pieces.map(|piece| data.pasted.slice(piece.start, piece.end));
                Some((text.collect(), "token"))
            }
            _ => None,
        }
    })?
}

fn copy(state: State, text: String, what: &'static str, mark: impl FnOnce() + 'static) {
    clock::spawn(async move {
        if clipboard::copy(&text).await {
            mark();
            state.say(format!("Copied: {what}."));
        } else {
            state.say(
                "The browser did not allow copying. Select the text and copy it with its menu.",
            );
        }
    });
}

fn clear(state: State) {
    let text = if state.is_linked() {
        paste_box::text()
    } else {
        state
            .write(|data| std::mem::take(&mut data.pasted).into_text())
            .unwrap_or_default()
    };
    if text.is_empty() {
        return;
    }
    inspection::of_whole(state, String::new());
    let number = state.next_input();
    _ = state.write(|data| data.cleared = Some((number, text)));
    state.undo.set(true);
    state.say("Cleared. Undo brings it back for ten seconds.");
    clock::later(UNDO, move || {
        // Cleared once more meanwhile: that one has its own ten seconds.
        let same = state.read(|data| data.cleared.as_ref().map(|(other, _)| *other == number));
        if same.flatten() == Some(true) {
            _ = state.write(|data| data.cleared = None);
            state.undo.set(false);
        }
    });
}

fn undo(state: State) {
    let text = state.write(|data| data.cleared.take()).flatten();
    state.undo.set(false);
    if let Some((_, text)) = text {
        inspection::of_whole(state, text);
        paste_box::focus();
    }
}

fn key(state: State, happening: &Happening) {
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
        state.lit.set(None);
        dom::blur();
        return;
    }
    if happening.in_text_field() {
        return;
    }
    match key.as_str() {
        "/" => {
            happening.prevent();
            if !dom::focus("filter") {
                paste_box::focus();
            }
        }
        "?" => dom::open_dialog("keys"),
        "j" => state.raw.update(|raw| *raw = !*raw),
        _ => {}
    }
}

/// The tab an arrow key leads to, round at the ends (ARIA Authoring Practices, tabs).
fn next_tab(state: State, at: usize, key: &str) -> Option<usize> {
    let count = state.read(|data| Some(data.report.as_ref()?.artefacts.len()))??;
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

fn paste(state: State, happening: &Happening) {
    let in_box = happening.id() == paste_box::ID;
    if !in_box && happening.in_text_field() {
        return;
    }
    match happening.load() {
        Some(Load::File(file)) => {
            happening.prevent();
            inspection::of_file(state, file);
        }
        Some(Load::Text(text)) => {
            let excerpt = !state.is_linked();
            if in_box && !excerpt {
                let Some(whole) = beyond_box(state, &text) else {
                    // The browser's own way: its undo knows it.
                    return;
                };
                happening.prevent();
                inspection::of_whole(state, whole);
            } else {
                happening.prevent();
                inspection::of_whole(state, text);
            }
        }
        None => {}
    }
}

/// What the box would hold after a paste at the caret, if that is too much for it.
fn beyond_box(state: State, pasted: &str) -> Option<String> {
    let length = state.read(|data| data.pasted.text().len())?;
    if length + pasted.len() <= inspection::LARGE {
        return None;
    }
    let (start, end) = paste_box::selection()?;
    state.read(|data| {
        let start = data.pasted.to_byte(start);
        let end = data.pasted.to_byte(end);
        let before = data.pasted.slice(0, start);
        let after = data.pasted.slice(end, length);
        [before, pasted, after].concat()
    })
}

fn dropped(state: State, happening: &Happening) {
    match happening.load() {
        Some(Load::File(file)) => {
            happening.prevent();
            inspection::of_file(state, file);
        }
        Some(Load::Text(text)) => {
            let own = happening.in_text_field() && state.is_linked();
            if own && text.len() <= inspection::LARGE {
                return;
            }
            happening.prevent();
            inspection::of_whole(state, text);
        }
        None => {}
    }
}

/// Lights up the bytes of the claim under the pointer or the focus.
fn light(state: State, happening: &Happening) {
    if happening.id() == paste_box::ID {
        return;
    }
    let lit = happening.nearest("data-at").and_then(|at| span(&at));
    if state.lit.try_get_untracked() != Some(lit) {
        _ = dom::move_class("lit-row", "");
        state.lit.set(lit);
    }
}

/// Lights up the claim whose bytes the caret is in.
fn caret(state: State) {
    if !paste_box::has_focus() || !state.is_linked() {
        return;
    }
    let Some((start, _)) = paste_box::selection() else {
        return;
    };
    let selected = state.selected.try_get_untracked().unwrap_or_default();
    let found = state.read(|data| {
        let report = data.report.as_ref()?;
        members::at(report.artefacts.get(selected)?, data.pasted.to_byte(start))
    });
    let found = found.flatten();
    let lit = found.as_ref().map(|(_, span)| *span);
    if state.lit.try_get_untracked() != Some(lit) {
        state.lit.set(lit);
    }
    let row = found.map_or_else(String::new, |(path, _)| members::row_id(&path));
    if dom::move_class("lit-row", &row) {
        dom::reveal(&row);
    }
}

fn list_build(state: State) {
    if state.build.try_with_untracked(|list| list.is_empty()) != Some(true) {
        return;
    }
    state.build.set("{}".into());
    clock::spawn(async move {
        let list = fetch::build_files().await;
        // An empty list says that there is none; a later opening asks again.
        state.build.set(list.unwrap_or_default());
    });
}
