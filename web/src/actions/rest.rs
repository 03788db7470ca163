//! What is done by the code that is loaded after the page.

use claimlens_core::span::Span;

use super::{KEPT, Kind, carried, expect, forget, light, listen_to};
use crate::checking;
use crate::components::theme_switch;
use crate::house;
use crate::inspection::large;
use crate::pages;
use crate::platform::events::Happening;
use crate::platform::{clipboard, clock, dom, fetch, files, paste_box};
use crate::sharing;
use crate::state::{Data, State, Topic, artefact_of};
use crate::view_model::{members, samples};

/// How long a cleared text can be brought back, in milliseconds.
const UNDO: i32 = 10_000;

/// What is listened to from now on.
const KINDS: [(&str, Kind); 11] = [
    ("keydown", Kind::KeyDown),
    ("paste", Kind::Paste),
    ("focusin", Kind::FocusIn),
    ("pointermove", Kind::PointerMove),
    ("selectionchange", Kind::SelectionChange),
    ("scroll", Kind::Scroll),
    ("toggle", Kind::Toggle),
    ("hashchange", Kind::HashChange),
    ("storage", Kind::Storage),
    ("submit", Kind::Submit),
    ("pagehide", Kind::PageHide),
];

/// Starts listening to the rest, and does what was asked for meanwhile.
pub fn arrived(state: State) {
    listen_to(state, &KINDS);
    expect::recall(state);
    // The views follow in a microtask; what is to be done may need their elements.
    clock::later(0, move || {
        expect::fill_in();
        for (kind, happening) in KEPT.take() {
            happened(state, kind, &happening);
        }
    });
}

/// Does what an event asks for.
pub fn happened(state: State, kind: Kind, happening: &Happening) {
    match kind {
        Kind::Input => input(state, happening),
        Kind::Change => change(state, happening),
        Kind::Click => {
            if let Some(action) = happening.nearest("data-do") {
                act(state, &action, &happening.value_of_action(), happening);
            }
        }
        Kind::KeyDown => light::key(state, happening),
        Kind::Paste => carried::paste(state, happening),
        Kind::DragOver => {
            if happening.carries_files() || !happening.in_text_field() {
                happening.prevent();
            }
        }
        Kind::Drop => carried::dropped(state, happening),
        Kind::FocusIn => light::light(state, happening),
        Kind::PointerMove => light::moved(state, happening),
        Kind::HashChange => pages::moved(),
        Kind::Storage => pages::walks::store::recall(),
        Kind::Submit => {
            if pages::sent(&happening.id()) {
                happening.prevent();
            }
        }
        Kind::PageHide => {
            pages::hidden();
            checking::forget();
        }
        Kind::SelectionChange => light::caret(state),
        Kind::Scroll => {
            if happening.id() == paste_box::ID {
                paste_box::follow_scroll();
            }
        }
        Kind::Toggle => {
            let id = happening.id();
            if id == "how" {
                list_build(state);
            } else if id == sharing::PANEL {
                sharing::toggled();
            }
        }
    }
}

fn input(state: State, happening: &Happening) {
    let id = happening.id();
    if id == "filter" {
        state.change(Topic::Filter, |data| data.filter = happening.value());
    } else if id.starts_with("expect-") {
        expect::expect(state);
    } else if id.starts_with("key-") {
        checking::typed(&id, || happening.value());
    } else {
        pages::typed(&id, || happening.value());
    }
}

fn change(state: State, happening: &Happening) {
    let id = happening.id();
    if pages::took_file(&id, || happening.chosen_file())
        || checking::took_files(&id, || happening.chosen_files())
        || checking::chose(&id, || happening.value(), || happening.is_ticked())
        || sharing::chose(&id)
    {
        return;
    }
    if id == "file" {
        if let Some(file) = happening.chosen_file() {
            large::of_file(state, file);
        }
    } else if id == house::PRESET {
        expect::preset(state, &happening.value());
    } else if let Some(theme) = id.strip_prefix("theme-") {
        theme_switch::choose(theme);
    } else {
        pages::chose(&id, || happening.value());
    }
}

/// Does what an element said it does.
fn act(state: State, action: &str, value: &str, happening: &Happening) {
    match action {
        "goto" => {
            if let Some(span) = span(value) {
                let (start, end) = state.read(|data| {
                    let units = |byte| data.pasted.to_units(byte);
                    (units(span.start), units(span.end))
                });
                paste_box::select(start, end);
            }
        }
        "raw" => toggle_raw(state),
        "copy" => {
            if let Some((text, what)) = state.read(|data| to_copy(data, value)) {
                copy(state, text, what, happening.mark());
            }
        }
        "sample" => {
            let number = value.parse().unwrap_or_default();
            large::of_whole(state, samples::text(number, clock::now()));
        }
        "clear" => clear(state),
        "undo" => undo(state),
        "expect-nothing" => expect::nothing(state),
        "take-policy" => {
            if let Some(values) = sharing::take_policy(value) {
                expect::take(state, &values);
                dom::go_to("#inspect");
                state.say("This is expected of tokens now, in this tab.");
            }
        }
        "share-save" => {
            let text = state.read(|data| match value {
                "json" => sharing::json(data),
                _ => sharing::markdown(data),
            });
            if let Some(text) = text {
                files::save(&["claimlens-report.", value].concat(), &text);
            }
        }
        _ if sharing::act(state, action) => {}
        "forget" => forget::everything(state),
        "keys" => dom::open_dialog("keys"),
        _ if checking::act(state, action, value) => {}
        _ => {
            if let Some(text) = pages::act(action, value.to_owned()) {
                copy(state, text, "text", happening.mark());
            }
        }
    }
}

/// Shows or hides the raw JSON.
pub(super) fn toggle_raw(state: State) {
    state.change(Topic::Raw, |data| data.raw = !data.raw);
}

/// A place as `data-at` and `data-v` have it.
pub(super) fn span(value: &str) -> Option<Span> {
    let (start, end) = value.split_once('-')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}

/// What a copy button copies, and what it is called: `kind:where`.
fn to_copy(data: &Data, value: &str) -> Option<(String, &'static str)> {
    let (kind, place) = value.split_once(':')?;
    if kind == "report" {
        return Some((
            sharing::markdown(data)?,
            "report, without the token; people and ids are masked",
        ));
    }
    if kind == "share" {
        let text = match place {
            "json" => sharing::json(data),
            _ => sharing::markdown(data),
        };
        return Some((text?, "report, redacted"));
    }
    let artefact = artefact_of(data)?;
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
    checking::clear();
    let text = if state.is_linked() {
        paste_box::text()
    } else {
        state.write(|data| std::mem::take(&mut data.pasted).into_text())
    };
    if text.is_empty() {
        state.say("Cleared: no key is left in this tab.");
        return;
    }
    large::of_whole(state, String::new());
    let number = state.next_input();
    state.change(Topic::Note, |data| data.cleared = Some((number, text)));
    state.say("Cleared, keys too. Undo brings the text back for ten seconds, and no key.");
    clock::later(UNDO, move || {
        // Cleared once more meanwhile: that one has its own ten seconds.
        let same = |data: &Data| {
            data.cleared
                .as_ref()
                .is_some_and(|(other, _)| *other == number)
        };
        if state.read(same) {
            state.change(Topic::Note, |data| data.cleared = None);
        }
    });
}

fn undo(state: State) {
    let text = state.write(|data| data.cleared.take());
    state.tell(Topic::Note);
    if let Some((_, text)) = text {
        large::of_whole(state, text);
        paste_box::focus();
    }
}

fn list_build(state: State) {
    if !state.read(|data| data.build.is_empty()) {
        return;
    }
    state.change(Topic::Build, |data| data.build = "{}".into());
    clock::spawn(async move {
        let list = fetch::build_files().await;
        // An empty list says that there is none; a later opening asks again.
        state.change(Topic::Build, |data| data.build = list.unwrap_or_default());
    });
}
