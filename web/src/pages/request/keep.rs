//! What can be kept of what was found out: shown first, kept if wanted, compared with, handed to a walk.

use claimlens_core::requests::{Baseline, baseline_from_json, baseline_to_json};
use claimlens_core::walkthrough::{Level, Walk, judge};

use super::super::desk::Topic;
use super::super::place::{Page, link};
use super::super::walks::store;
use super::question::Question;
use super::room::{Found, Room, change, look};
use super::{PLACE, say};
use crate::platform::storage::{self, Key};
use crate::platform::{clock, dom};

/// Reads what was kept before.
pub(super) fn recall() {
    let text = storage::read(Key::Baselines).filter(|text| !text.trim().is_empty());
    let kept = text.map(|text| baseline_from_json(&text).map_err(|fault| fault.text()));
    change(Topic::Kept, |room| room.kept = kept);
}

/// What there is now to be kept; none while nothing was found out.
pub(super) fn now(room: &Room) -> Option<Baseline> {
    let about = room.about.as_ref()?;
    let mut made = Baseline::new(&about.region, &about.client, clock::now());
    match room.found(Question::Token) {
        Some(Found::Token(given)) => made.note_token(Ok(given)),
        Some(Found::Refused(refusal, _)) => made.note_token(Err(refusal)),
        _ => {
            let held = room.store.life(&about.region, &about.client, clock::now());
            if let Some(life) = held {
                made.note_held(life.whole);
            }
        }
    }
    match room.found(Question::Who) {
        Some(Found::Me(me)) => made.note_me(Ok(me)),
        Some(Found::Refused(refusal, _)) => made.note_me(Err(refusal)),
        _ => {}
    }
    if let Some(subject) = room.subject() {
        made.note_subject(subject);
    }
    if let Some(Found::Organization(one)) = room.found(Question::Organization) {
        made.note_organization(one);
    }
    if let Some(Found::Idle(idle)) = room.found(Question::Idle) {
        made.note_idle(idle);
    }
    for verdict in &room.reads {
        made.note_read(verdict);
    }
    (!made.is_empty()).then_some(made)
}

/// The one that was kept of the same client.
pub(super) fn before<'r>(room: &'r Room, now: &Baseline) -> Option<&'r Baseline> {
    let kept = room.kept.as_ref()?.as_ref().ok()?;
    kept.iter().find(|one| same(one, now))
}

fn same(one: &Baseline, other: &Baseline) -> bool {
    one.region == other.region && one.client_id.eq_ignore_ascii_case(&other.client_id)
}

/// Shows what would be kept.
pub(super) fn preview() {
    let made = look(now);
    change(Topic::Kept, |room| {
        room.preview = made;
        room.notice.clear();
    });
    say("This is what would be kept. Nothing was kept yet.");
}

/// Does not keep it.
pub(super) fn leave() {
    change(Topic::Kept, |room| room.preview = None);
    say("Nothing was kept.");
}

/// Keeps what was shown, in the place of what was kept of the same client.
pub(super) fn keep() {
    let Some(made) = look(|room| room.preview.clone()) else {
        return;
    };
    let mut all = look(|room| match &room.kept {
        Some(Ok(kept)) => Some(kept.clone()),
        None => Some(Vec::new()),
        Some(Err(_)) => None,
    });
    if let Some(all) = &mut all {
        all.retain(|one| !same(one, &made));
        all.push(made);
    }
    let words = match &all {
        None => "What was kept before cannot be read, and is not written over.",
        Some(all) if storage::write(Key::Baselines, &baseline_to_json(all)) => {
            "Kept in this browser, without token and secret."
        }
        Some(_) => "The browser would not keep it: its storage is switched off or full.",
    };
    change(Topic::Kept, |room| {
        room.preview = None;
        room.notice = words.to_owned();
    });
    recall();
    say(words);
}

/// Forgets what was kept of a client, by its place in the list; all of it where it cannot be read.
pub(super) fn forget(place: usize) {
    let left = look(|room| match &room.kept {
        Some(Ok(kept)) => {
            let mut kept = kept.clone();
            if place < kept.len() {
                kept.remove(place);
            }
            kept
        }
        _ => Vec::new(),
    });
    let text = if left.is_empty() {
        String::new()
    } else {
        baseline_to_json(&left)
    };
    _ = storage::write(Key::Baselines, &text);
    change(Topic::Kept, |room| room.notice = "Forgotten.".to_owned());
    recall();
    say("Forgotten.");
}

/// A step that can be given what was found out.
#[derive(Debug)]
pub(super) struct Target {
    /// `walk|step`.
    pub(super) value: String,
    /// The walk's name and the step's title.
    pub(super) label: String,
}

/// The steps of this browser's walks that take it.
pub(super) fn targets(made: &Baseline) -> Vec<Target> {
    let Some(library) = super::super::tables::library() else {
        return Vec::new();
    };
    let mut targets = Vec::new();
    for (number, walk) in store::numbers() {
        let Some(list) = library.checklists.get(&walk.checklist) else {
            continue;
        };
        for (place, step) in list.steps().enumerate() {
            let takes = step.evidence.and_then(|kind| made.evidence_for(kind));
            if takes.is_some() {
                targets.push(Target {
                    value: format!("{number}|{}", step.id),
                    label: format!("{}: {}. {}", walk.name, place + 1, step.title),
                });
            }
        }
    }
    targets
}

/// Hands it to the chosen step, which judges it as it judges what is pasted.
pub(super) fn hand_over() {
    let value = dom::value(PLACE);
    let Some((number, step)) = value.split_once('|') else {
        return;
    };
    let (Ok(number), Some(made)) = (number.parse::<u32>(), look(now)) else {
        return;
    };
    let mut says = String::new();
    let told = store::change(number, |walk, list| {
        let step = list.step(step).ok_or("There is no such step.")?;
        let text = step.evidence.and_then(|kind| made.evidence_for(kind));
        let text = text.ok_or("There is nothing to hand to this step yet.")?;
        let client = step.per_client.then(|| client(walk, &made)).flatten();
        let judgement = judge(step, walk, client.as_deref(), &text);
        if judgement.level == Level::Unread {
            return Err(judgement.says);
        }
        let who = storage::read(Key::Who).unwrap_or_default();
        walk.keep(
            list,
            (&step.id, client.as_deref()),
            &judgement,
            &who,
            clock::now(),
        )
        .map_err(|fault| fault.message().to_owned())?;
        says.clone_from(&judgement.says);
        Ok(judgement.masked)
    });
    let words = match told {
        Some(Ok(_)) => ["Handed over. ", &*says].concat(),
        Some(Err(why)) => why,
        None => "This walk is not in this browser any more.".to_owned(),
    };
    let done = !says.is_empty();
    change(Topic::Kept, |room| {
        room.notice.clone_from(&words);
        room.handed = if done {
            link(Page::Walkthroughs, &format!("{number}/{step}"))
        } else {
            String::new()
        };
    });
    say(words);
}

/// The walk's client that it is about, added if it is not there.
fn client(walk: &mut Walk, made: &Baseline) -> Option<String> {
    let name = if made.client_name.is_empty() {
        &made.client_id
    } else {
        &made.client_name
    };
    let known = |walk: &Walk| {
        let mut all = walk.clients.iter();
        let found = all.find(|one| one.id == made.client_id || one.name == *name);
        found.map(|one| one.key.clone())
    };
    known(walk).or_else(|| {
        walk.add_client(name, &made.grant);
        known(walk)
    })
}
