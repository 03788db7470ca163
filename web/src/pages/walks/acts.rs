//! What is done on the pages of walkthroughs.

use claimlens_core::walkthrough::{
    Added, Idp, Level, StepState, Walk, from_json, is_domain, judge, masked, to_markdown,
};

use super::super::desk::{self, Topic};
use super::super::place::{Page, link};
use super::super::tables;
use super::case::field;
use super::store::{self, Told};
use super::{clients, list, place, walk};
use crate::platform::files::{self, Picked};
use crate::platform::storage::{self, Key};
use crate::platform::{clock, dom};

/// What is said when something was masked.
const MASKED: &str = "Something that looks like a token or a secret was masked: it is not kept.";

/// Says what was done, or why not; to screen readers too, by the role of where it stands.
fn say(words: impl Into<String>) {
    let words = words.into();
    desk::change(Topic::Noticed, |data| data.notice = words);
}

/// Does what a button says; gives what is to be copied.
pub(in super::super) fn act(action: &str, value: &str) -> Option<String> {
    match action {
        "walk-begin" => begin(),
        "walk-other" => other(value)?,
        "walk-delete" => delete(value),
        "walk-markdown" => return markdown(value),
        "print" => dom::print(),
        "step-state" => {
            let (word, client) = value.split_once('|')?;
            settle(StepState::of(word)?, client);
        }
        "evidence" => evidence(value),
        "client-add" => add_client(),
        "client-read" => read_clients(),
        "client-remove" => told(store::change(number()?, |walk, _| {
            walk.remove_client(value);
            Ok(false)
        })),
        _ => {}
    }
    None
}

/// Takes a choice or a field of the walk as a whole, and a note that was left.
pub(in super::super) fn chose(id: &str, value: &str) {
    let Some(number) = number() else {
        return;
    };
    match id {
        walk::REGION => told(store::change(number, |walk, _| {
            if value.is_empty() || is_domain(value) {
                value.clone_into(&mut walk.domain);
            }
            Ok(false)
        })),
        walk::IDP => told(store::change(number, |walk, _| {
            walk.idp = Idp::of(value);
            Ok(false)
        })),
        walk::WHO => _ = storage::write(Key::Who, &masked(value.trim()).text),
        _ => {
            if let Some(client) = id.strip_prefix("note-") {
                let client = if client == "all" { "" } else { client };
                note(number, client);
            }
        }
    }
}

/// Takes the walks of a file.
pub(in super::super) fn took_file(file: Picked) {
    clock::spawn(async move {
        let Some(read) = files::read(file).await else {
            say("The browser could not read this file.");
            return;
        };
        match from_json(&read.text) {
            Err(fault) => say(format!("{}: {}", read.name, fault.message())),
            Ok(walks) => {
                let count = walks.len();
                for walk in walks {
                    _ = store::add(walk);
                }
                say(format!("{}: {count} imported.", read.name));
            }
        }
    });
}

fn number() -> Option<u32> {
    place().0
}

fn who() -> String {
    storage::read(Key::Who).unwrap_or_default()
}

/// Says what a change had to tell.
fn told(told: Option<Told>) {
    match told {
        Some(Ok(true)) => say(MASKED),
        // A note that was left by a press on a button was masked a moment before what the button did: that is
        // to be read. It goes when one moves on.
        Some(Ok(false)) if desk::data().notice == MASKED => {}
        Some(Ok(false)) => say(""),
        Some(Err(why)) => say(why),
        None => say("This walk is not in this browser any more."),
    }
}

fn begin() {
    let values = dom::values([list::CHECKLIST, list::NAME, list::REGION]);
    let ([id, name, region], Some(library)) = (values.as_slice(), tables::library()) else {
        return;
    };
    let Some(checklist) = library.checklists.get(id) else {
        return;
    };
    let name = if name.trim().is_empty() {
        &checklist.title
    } else {
        name
    };
    say(if masked(name).found { MASKED } else { "" });
    let number = store::add(Walk::new(name, checklist, region, clock::now()));
    dom::go_to(&link(Page::Walkthroughs, &number.to_string()));
}

/// Goes on in another checklist, `checklist|step`: in the walk of it that there is for the same region, or in
/// a new one.
fn other(value: &str) -> Option<()> {
    let (id, step) = value.split_once('|')?;
    let from = store::walk(number()?)?;
    let list = tables::library()?.checklists.get(id)?;
    let known = store::numbered(|walk| walk.checklist == id && walk.domain == from.domain);
    let number = known.unwrap_or_else(|| {
        let name = format!("{}: {}", from.name, list.title);
        store::add(Walk::new(&name, list, &from.domain, clock::now()))
    });
    dom::go_to(&walk::step_link(number, step));
    Some(())
}

/// Takes a walk away at the second press: there is no way back.
fn delete(value: &str) {
    let Ok(number) = value.parse() else {
        return;
    };
    let sure = desk::data().sure == Some(number);
    desk::change(Topic::Noticed, |data| data.sure = (!sure).then_some(number));
    if sure {
        store::remove(number);
        say("The walk was deleted.");
        dom::go_to("#walkthroughs");
    } else {
        say(
            "Press Delete once more to remove this walk from this browser. An export is the only other copy.",
        );
    }
}

fn markdown(value: &str) -> Option<String> {
    let walk = store::walk(value.parse().ok()?)?;
    let checklist = tables::library()?.checklists.get(&walk.checklist)?;
    Some(to_markdown(&walk, checklist, clock::now()))
}

/// The client of a button's value: none for the step as a whole.
fn client(key: &str) -> Option<&str> {
    (!key.is_empty()).then_some(key)
}

/// Sets a state, with the note that stands in its field.
fn settle(state: StepState, key: &str) {
    let Some(number) = number() else {
        return;
    };
    let id = field("note", client(key));
    let note = dom::value(&id);
    told(store::change(number, |walk, list| {
        let step = walk::current(walk, list).ok_or_else(|| "There is no such step.".to_owned())?;
        let place = (&*step.id, client(key));
        let masked = walk
            .set(list, place, state, &note, &who(), clock::now())
            .map_err(|fault| fault.message().to_owned())?;
        if let (true, Some(record)) = (masked, walk.record(&step.id, client(key))) {
            dom::set_value(&id, &record.note);
        }
        stay(number, &step.id);
        Ok(masked)
    }));
}

/// Keeps a note when its field is left.
fn note(number: u32, key: &str) {
    let state = store::walk(number).and_then(|walk| {
        let list = tables::library()?.checklists.get(&walk.checklist)?;
        Some(walk.state(&walk::current(&walk, list)?.id, client(key)))
    });
    // A blocked step keeps its old note where the new one is empty, and says so.
    settle(state.unwrap_or_default(), key);
}

/// Judges what was pasted into a step, keeps the verdict, and drops the paste.
fn evidence(key: &str) {
    let Some(number) = number() else {
        return;
    };
    let id = field("evidence", client(key));
    let pasted = dom::value(&id);
    let mut words = String::new();
    let told_of = store::change(number, |walk, list| {
        let step = walk::current(walk, list).ok_or_else(|| "There is no such step.".to_owned())?;
        let judgement = judge(step, walk, client(key), &pasted);
        if judgement.level == Level::Unread {
            return Err(judgement.says);
        }
        walk.keep(
            list,
            (&step.id, client(key)),
            &judgement,
            &who(),
            clock::now(),
        )
        .map_err(|fault| fault.message().to_owned())?;
        if step.evidence == Some(claimlens_core::walkthrough::EvidenceKind::Clients) {
            words = walk
                .add_clients(&pasted)
                .map(|found| added(&found))
                .unwrap_or_default();
        }
        stay(number, &step.id);
        Ok(judgement.masked)
    });
    let judged = matches!(told_of, Some(Ok(_)));
    let was_masked = matches!(told_of, Some(Ok(true)));
    told(told_of);
    if judged {
        dom::set_value(&id, "");
        let hidden = if was_masked {
            "There was a token or a secret in it: it was not kept."
        } else {
            ""
        };
        say([hidden, " ", &words].concat().trim());
    }
}

/// The step stays the one that is looked at, when it was shown only because it was the first open one.
fn stay(number: u32, step: &str) {
    desk::write(|data| data.place.rest = format!("{number}/{step}"));
}

fn add_client() {
    let (Some(number), values) = (number(), dom::values([clients::NAME, clients::GRANT])) else {
        return;
    };
    let [name, grant] = values.as_slice() else {
        return;
    };
    let mut words = String::new();
    told(store::change(number, |walk, _| {
        let found = walk.add_client(name, grant);
        if found.new.is_empty() {
            return Err("There is a client of that name already, or no name was given.".to_owned());
        }
        let masked = found.masked;
        words = added(&found);
        Ok(masked)
    }));
    if !words.is_empty() {
        dom::set_value(clients::NAME, "");
        say(words);
    }
}

fn read_clients() {
    let Some(number) = number() else {
        return;
    };
    let pasted = dom::value(clients::LIST);
    let mut words = String::new();
    told(store::change(number, |walk, _| {
        let found = walk
            .add_clients(&pasted)
            .ok_or_else(|| "This is no answer of GET /api/v2/oauth/clients.".to_owned())?;
        words = added(&found);
        Ok(false)
    }));
    if !words.is_empty() {
        dom::set_value(clients::LIST, "");
        say(words);
    }
}

/// What adding clients did, in words.
fn added(found: &Added) -> String {
    let mut words = format!(
        "Clients: {} new, {} brought up to date.",
        found.new.len(),
        found.updated.len()
    );
    if found.more_pages {
        words.push_str(" The answer has more pages: paste them too.");
    }
    if found.masked {
        words.push(' ');
        words.push_str(MASKED);
    }
    words
}
