//! "Check the signature": keys that a person gives, and what the checker says of the tokens in the paste.
//!
//! `room` is what is known, in memory only; `ask` asks the checker and takes its answers; `panel` and the views
//! beside it are the panel; `checked` is the outcome, on top of the report, and `overlay` brings it into the
//! verdict bar and the headline. Keys come from the person; whatever a token says of keys is shown and not used.
//! All of it is in the second WASM file.

mod ask;
mod checked;
mod discovery;
mod given;
mod layers;
mod more;
pub mod overlay;
mod panel;
mod places;
mod recognised;
pub mod room;
mod search;
mod tokens;
mod weak;
mod written;

use claimlens_core::requests::Secret;

use crate::inspection::large;
use crate::markup::live;
use crate::platform::files::{self, Picked};
use crate::platform::{checker, clock, dom};
use crate::state::{self, State};
use crate::view_model::fold::{count, size};
use given::{Given, Reading};
use room::{Room, Topic, change, look, page, write};

/// The id of the panel's element in `index.html`.
pub const PANEL: &str = "check";

/// The fields.
const KEY_TEXT: &str = "key-text";
const KEY_FILE: &str = "key-file";
const KEY_URL: &str = "key-url";
const LIST_FILE: &str = "key-list";
const PAYLOAD: &str = "key-payload";
const ACCESS: &str = "key-access";
const CODE: &str = "key-code";
const OWN: &str = "key-own";

/// The largest key file, in bytes: a set of ten thousand keys has a few million.
const LARGEST: u32 = 8 << 20;

/// How many key texts there may be.
const MOST: usize = 50;

/// Up to this many bytes a paste is checked at once, and not when the typing pauses.
const AT_ONCE: usize = 64 * 1024;

/// A key text longer than this does not stay in the field: browsers lay out all of it.
const FIELD: usize = 200_000;

/// Brings the panel up.
pub fn arrived(state: State) {
    room::meet(state);
    checker::listen(ask::arrived);
    dom::mount(PANEL, panel::panel());
    dom::mount("checked", live(checked::checked));
}

/// There is another report: what was given is held against it.
pub fn shown(state: State) {
    let searched = look(|room| (!room.search.token.is_empty()).then(|| room.search.token.clone()));
    if let Some(token) = searched {
        let still = state.read(|data| data.pasted.text().contains(token.expose()));
        if !still {
            search::stop();
            change(Topic::Searched, |room| {
                room.search = search::Search::default()
            });
        }
    }
    if !look(Room::is_asked) {
        return;
    }
    if state.read(|data| data.pasted.text().len()) <= AT_ONCE {
        ask::now();
    } else {
        ask::renew();
        ask::soon();
    }
}

/// A field of the panel has another value. Says whether it was one.
pub fn typed(id: &str, value: impl FnOnce() -> String) -> bool {
    match id {
        KEY_TEXT => {
            let text = value();
            if text.len() > FIELD {
                let bytes = text.len();
                put_away(text, String::new(), bytes, Reading::Text);
                empty_field();
                ask::soon();
                return true;
            }
            discovery::seen(&text);
            change(Topic::Keys, |room| {
                room.field = Secret::new(text);
                room.reading = room.reading.of_another();
                room.note.clear();
            });
        }
        PAYLOAD => set(|room, text| room.payload = text, value()),
        ACCESS => set(|room, text| room.access_token = text, value()),
        CODE => set(|room, text| room.code = text, value()),
        KEY_URL => {
            discovery::note(value());
            return true;
        }
        _ => return false,
    }
    ask::soon();
    true
}

fn set(field: impl FnOnce(&mut Room, Secret), text: String) {
    write(|room| field(room, Secret::new(text)));
}

/// A choice in the panel was made. Says whether it was one of these.
pub fn chose(id: &str, value: impl FnOnce() -> String, is_ticked: impl FnOnce() -> bool) -> bool {
    if id == OWN {
        let own = is_ticked();
        change(Topic::Keys, |room| room.own_keys = own);
    } else if let Some(number) = id.strip_prefix("key-reading-") {
        let Some(reading) = Reading::of(&value()) else {
            return true;
        };
        let number: u32 = number.parse().unwrap_or_default();
        change(Topic::Keys, |room| room.read_as(number, reading));
    } else {
        // Also what a field says when it is left: that was taken while it was typed.
        return id.starts_with("key-");
    }
    ask::now();
    true
}

/// Files were chosen in the panel. Says whether the field is one of it.
pub fn took_files(id: &str, files: impl FnOnce() -> Vec<Picked>) -> bool {
    match id {
        KEY_FILE => of_files(files()),
        LIST_FILE => {
            if let Some(file) = files().into_iter().next() {
                of_list(file);
            }
        }
        _ => return false,
    }
    true
}

/// Files were dropped onto the panel: they are keys.
pub fn of_files(all: Vec<Picked>) {
    clock::spawn(async move {
        for file in all {
            let Some((name, bytes, whole)) = files::bytes(file, LARGEST).await else {
                note(
                    "The browser could not read this file. If it is a folder, choose a file in it."
                        .into(),
                );
                continue;
            };
            if !whole {
                note(format!(
                    "{name} is larger than {}: that is no key.",
                    size(8_000_000)
                ));
                continue;
            }
            let (text, reading) = given::key_text(&bytes);
            if text.trim().is_empty() {
                note(format!("{name} is empty."));
                continue;
            }
            discovery::seen(&text);
            put_away(text, name, bytes.len(), reading);
        }
        ask::now();
    });
}

/// A text was dropped onto the panel, beside its fields.
pub fn of_text(text: String) {
    discovery::seen(&text);
    let bytes = text.len();
    put_away(text, String::new(), bytes, Reading::Text);
    ask::now();
}

fn of_list(file: Picked) {
    let Some(token) = searched_token() else {
        return;
    };
    clock::spawn(async move {
        match files::bytes(file, search::MOST).await {
            Some((name, bytes, true)) => {
                search::with_list(token, name, &String::from_utf8_lossy(&bytes));
            }
            Some((name, _, false)) => note(format!("{name} is larger than {}.", size(67_000_000))),
            None => note("The browser could not read this file.".into()),
        }
    });
}

/// The HMAC token that is shown, as it stands.
fn searched_token() -> Option<String> {
    page().read(|data| {
        let number = weak::about(data)?;
        let (tokens, _) = tokens::of_report(data.report.as_ref()?, data.pasted.text());
        let token = tokens.into_iter().find(|token| token.artefact == number)?;
        Some(token.text.expose().to_owned())
    })
}

fn put_away(text: String, from: String, bytes: usize, reading: Reading) {
    let mut full = false;
    change(Topic::Keys, |room| {
        full = room.given.len() >= MOST;
        if !full {
            room.numbered += 1;
            room.given.push(Given {
                number: room.numbered,
                from,
                bytes,
                text: Secret::new(text),
                reading,
            });
        }
    });
    if full {
        note(format!(
            "More than {} are not taken. Remove some.",
            count(MOST, "key text")
        ));
    }
}

fn note(words: String) {
    page().say(words.clone());
    change(Topic::Keys, |room| room.note = words);
}

fn empty_field() {
    dom::set_value(KEY_TEXT, "");
    write(|room| {
        room.field = Secret::default();
        room.reading = Reading::Text;
    });
    room::tell(Topic::Keys);
}

/// A click on something that says it does `action`. Says whether it was one of these.
pub fn act(state: State, action: &str, value: &str) -> bool {
    match action {
        "check-add" => {
            let text = look(|room| room.field.expose().to_owned());
            if text.trim().is_empty() {
                note("Put a key into the field first.".into());
            } else {
                let reading = look(|room| room.reading);
                let bytes = text.len();
                put_away(text, String::new(), bytes, reading);
                empty_field();
                note("Put away. The next key can go into the field.".into());
                ask::now();
            }
            dom::focus(KEY_TEXT);
        }
        "check-remove" => {
            let number: u32 = value.parse().unwrap_or_default();
            change(Topic::Keys, |room| {
                room.given.retain(|one| one.number != number);
                room.note.clear();
            });
            dom::focus(KEY_TEXT);
            state.say("Removed.");
            ask::now();
        }
        "check-forget" => {
            forget();
            dom::focus(KEY_TEXT);
            note("Cleared: no key is left in this tab.".into());
        }
        "check-use" => use_artefact(state, value.parse().unwrap_or_default()),
        "check-again" => ask::now(),
        "check-read" => read_so(value),
        "check-cancel" => ask::cancel(),
        "check-search" => {
            if let Some(token) = searched_token() {
                search::begin(token);
            }
        }
        "check-stop" => search::stop(),
        "check-fetch" => discovery::fetch(value),
        "check-inspect" => inspect(state),
        "check-show" => _ = dom::focus(checked::OUTCOME),
        _ => return false,
    }
    true
}

/// Reads a key as the outcome says that it verifies: the number of its entry, and the word for how.
fn read_so(value: &str) {
    let parsed = value.split_once(' ').and_then(|(number, word)| {
        let number: u32 = number.parse().ok()?;
        Some((number, Reading::of(word)?))
    });
    if let Some((number, reading)) = parsed {
        change(Topic::Keys, |room| {
            room.read_as(number, reading);
            room.is_led = true;
        });
        ask::now();
    }
}

/// Takes a key out of the paste.
fn use_artefact(state: State, number: usize) {
    let found = state.read(|data| {
        let one = data.report.as_ref()?.artefacts.get(number)?;
        let text = data.pasted.slice(one.span.start, one.span.end).to_owned();
        Some((one.title.clone(), text))
    });
    if let Some((title, text)) = found {
        dom::open_details(PANEL);
        let bytes = text.len();
        put_away(
            text,
            format!("{title}, from your paste"),
            bytes,
            Reading::Text,
        );
        state.say(format!("{title} is used as a key."));
        ask::now();
    }
}

/// Puts what was decrypted into the box.
fn inspect(state: State) {
    let number = state.read(|data| data.selected);
    let text = look(|room| {
        let decrypted = room.outcome(number)?.decrypted.as_ref()?;
        decrypted.text.clone()
    });
    if let Some(text) = text {
        large::of_whole(state, text);
    }
}

/// The paste is cleared, and every key with it.
pub fn clear() {
    let had = look(Room::is_asked);
    forget();
    if had {
        // Seen only: that it was cleared is said already.
        change(Topic::Keys, |room| {
            room.note = "The keys were cleared, too. Undo brings back the text, and no key.".into();
        });
    }
}

/// Forgets every key and all that came of them, and ends the worker with what it knows.
pub fn forget() {
    checker::end();
    for field in [KEY_TEXT, PAYLOAD, ACCESS, CODE] {
        dom::set_value(field, "");
    }
    dom::set_ticked(OWN, false);
    write(|room| {
        let (counted, numbered) = (room.counted, room.numbered);
        let serial = room.discovery.serial;
        *room = Room {
            counted,
            numbered,
            ..Room::default()
        };
        room.discovery.serial = serial;
    });
    discovery::forget();
    for topic in [Topic::Keys, Topic::Answered, Topic::Searched] {
        room::tell(topic);
    }
    page().tell(state::Topic::Judged);
}
