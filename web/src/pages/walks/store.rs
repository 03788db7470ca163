//! The walks of this browser: each under a number of its own in localStorage, in the form of an export.
//!
//! One entry a walk, so that two tabs with different walks do not write over each other. What cannot be read
//! (damaged, or of a newer version) is shown as such and never written over.

use claimlens_core::walkthrough::{Checklist, Walk, from_json, to_json};

use super::super::desk::{self, Data, Topic};
use super::super::tables;
use crate::platform::storage::{self, Key};

/// A walk in the browser, or what stands in its place.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its number, which stands in addresses.
    pub number: u32,
    /// The walk; or the text that is there instead, and why it is no walk.
    pub walk: Result<Walk, (String, String)>,
}

/// What a change of a walk has to tell.
pub type Told = Result<bool, String>;

/// Reads what is stored: at the start, and when another tab has written.
pub fn recall() {
    let numbers = storage::read(Key::Walks).unwrap_or_default();
    let numbers = numbers
        .split_whitespace()
        .filter_map(|word| word.parse().ok());
    let held: Vec<Held> = numbers
        .filter_map(|number| {
            let text = storage::read(Key::Walk(number))?;
            let walk = match from_json(&text) {
                Ok(walks) => walks
                    .into_iter()
                    .next()
                    .ok_or_else(|| (text, "It is empty.".to_owned())),
                Err(fault) => Err((text, fault.message())),
            };
            Some(Held { number, walk })
        })
        .collect();
    desk::change(Topic::Walks, |data| data.walks = held);
}

/// Adds a walk; gives its number.
pub fn add(mut walk: Walk) -> u32 {
    // Another tab may have added one since.
    let known = storage::read(Key::Walks).unwrap_or_default();
    let stored = known
        .split_whitespace()
        .filter_map(|word| word.parse().ok());
    let number = {
        let data = desk::data();
        walk.name = free_name(&data, &walk.name);
        let here = data.walks.iter().map(|held| held.number);
        here.chain(stored).max().unwrap_or(0) + 1
    };
    let kept = storage::write(Key::Walk(number), &to_json(std::slice::from_ref(&walk)))
        && storage::write(
            Key::Walks,
            [known.trim(), &number.to_string()].join(" ").trim(),
        );
    desk::change(Topic::Walks, |data| {
        data.unkept = !kept;
        data.walks.push(Held {
            number,
            walk: Ok(walk),
        });
    });
    number
}

/// A name that no walk has.
fn free_name(data: &Data, wanted: &str) -> String {
    let wanted = if wanted.trim().is_empty() {
        "Walk"
    } else {
        wanted.trim()
    };
    let taken = |name: &str| {
        let mut walks = data.walks.iter().filter_map(|held| held.walk.as_ref().ok());
        walks.any(|walk| walk.name == name)
    };
    let others = (2..).map(|n: u32| format!("{wanted} ({n})"));
    let mut names = std::iter::once(wanted.to_owned()).chain(others);
    names.find(|name| !taken(name)).unwrap_or_default()
}

/// Takes a walk out of the browser.
pub fn remove(number: u32) {
    let known = storage::read(Key::Walks).unwrap_or_default();
    let left: Vec<&str> = known
        .split_whitespace()
        .filter(|word| word.parse() != Ok(number))
        .collect();
    _ = storage::write(Key::Walks, &left.join(" "));
    _ = storage::write(Key::Walk(number), "");
    desk::change(Topic::Walks, |data| {
        data.walks.retain(|held| held.number != number)
    });
}

/// Changes the walk of that number and keeps it. None where there is none, or where its checklist is not known.
pub fn change(
    number: u32,
    write: impl FnOnce(&mut Walk, &'static Checklist) -> Told,
) -> Option<Told> {
    let lists = tables::library()?;
    let mut walk = walk(number)?;
    let list = lists.checklists.get(&walk.checklist)?;
    let told = write(&mut walk, list);
    if told.is_ok() {
        let kept = storage::write(Key::Walk(number), &to_json(std::slice::from_ref(&walk)));
        desk::change(Topic::Walks, |data| {
            data.unkept = !kept;
            let held = data.walks.iter_mut().find(|held| held.number == number);
            if let Some(held) = held {
                held.walk = Ok(walk);
            }
        });
    }
    Some(told)
}

/// The walk of that number.
pub fn walk(number: u32) -> Option<Walk> {
    let data = desk::data();
    let held = data.walks.iter().find(|held| held.number == number)?;
    held.walk.as_ref().ok().cloned()
}

/// The number of the first walk that is like that.
pub fn numbered(like: impl Fn(&Walk) -> bool) -> Option<u32> {
    let data = desk::data();
    let mut held = data.walks.iter();
    held.find(|held| held.walk.as_ref().is_ok_and(&like))
        .map(|held| held.number)
}

/// All that can be read, with their numbers.
pub fn numbers() -> Vec<(u32, Walk)> {
    let data = desk::data();
    let known = data.walks.iter();
    known
        .filter_map(|held| Some((held.number, held.walk.as_ref().ok()?.clone())))
        .collect()
}

/// All that can be read, to export.
pub fn all() -> Vec<Walk> {
    let data = desk::data();
    let walks = data.walks.iter().filter_map(|held| held.walk.as_ref().ok());
    walks.cloned().collect()
}
