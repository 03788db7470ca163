//! What the pages besides Inspect know, and the signals that say when it changed.
//!
//! Apart from [`crate::state`], which is in the first file: this is needed by nobody before the second.

use std::sync::{OnceLock, PoisonError, RwLock, RwLockReadGuard};

use claimlens_core::grants::Answer;
use leptos::prelude::{ArcTrigger, Notify, Track};

use super::basic::Said;
use super::place::Place;
use super::privacy::Known;
use super::request::room::Room;
use super::tables::Reference;
use super::walks::store::Held;
use crate::sharing::Sharing;

/// What the pages know.
#[derive(Debug, Default)]
pub struct Data {
    /// Where one is.
    pub place: Place,
    /// The reference data.
    pub reference: Reference,
    /// What is looked for in it.
    pub query: String,
    /// Whether that was typed since one came here: then it is shown, and not the card of the place.
    pub searching: bool,
    /// The answers to the chooser.
    pub answers: Vec<Answer>,
    /// The domain of the region that programs are made for; empty while none was chosen.
    pub region: String,
    /// The id of the language or tool that they are written in; empty while none was chosen.
    pub kind: String,
    /// What is said about a Basic header.
    pub basic: Said,
    /// The walks of this browser.
    pub walks: Vec<Held>,
    /// Whether the last change of a walk could not be kept.
    pub unkept: bool,
    /// The walk that is deleted if that is asked for once more.
    pub sure: Option<u32>,
    /// What was just done with a walk, or why not.
    pub notice: String,
    /// What the page Request knows.
    pub room: Room,
    /// What was looked up for the page about what leaves the browser.
    pub known: Known,
    /// What the panel for sharing a report knows.
    pub sharing: Sharing,
}

/// What a view can follow.
#[derive(Clone, Copy, Debug)]
pub enum Topic {
    /// Another page is shown.
    Turned,
    /// One is somewhere else, on the same page or another.
    Moved,
    /// The reference data is there, or could not be loaded.
    Loaded,
    /// Something else is looked for.
    Searched,
    /// There is another answer to the chooser.
    Answered,
    /// There is another region or language to make programs for.
    Picked,
    /// There is something else to say about a Basic header.
    Basic,
    /// A walk has changed.
    Walks,
    /// There is something to say about what was done with one.
    Noticed,
    /// The companion was found, or not.
    Companion,
    /// Something else is filled in on Request.
    Form,
    /// There is another token, or none any more.
    Held,
    /// A question was asked, or answered.
    Asked,
    /// Something else is needed of a client.
    Needed,
    /// There is something else that is or can be kept of a client.
    Kept,
    /// What this tab asked for, or what the browser keeps, was looked up again.
    Looked,
    /// Something else is masked, left out or linked to.
    Shared,
}

const TOPICS: usize = 17;

#[derive(Debug)]
struct Desk {
    data: RwLock<Data>,
    topics: [ArcTrigger; TOPICS],
}

fn desk() -> &'static Desk {
    static DESK: OnceLock<Desk> = OnceLock::new();
    DESK.get_or_init(|| Desk {
        data: RwLock::default(),
        topics: std::array::from_fn(|_| ArcTrigger::new()),
    })
}

/// The data, to be read. Let go of before anything is changed.
pub fn data() -> RwLockReadGuard<'static, Data> {
    desk().data.read().unwrap_or_else(PoisonError::into_inner)
}

/// Changes the data and tells nobody.
pub fn write(write: impl FnOnce(&mut Data)) {
    write(&mut desk().data.write().unwrap_or_else(PoisonError::into_inner));
}

/// Changes the data and tells those who follow it. `write` must not ask the desk for anything.
pub fn change(topic: Topic, write: impl FnOnce(&mut Data)) {
    self::write(write);
    if let Some(signal) = desk().topics.get(topic as usize) {
        signal.notify();
    }
}

/// Has the view that is being made run again when that changes.
pub fn follow(topic: Topic) {
    if let Some(signal) = desk().topics.get(topic as usize) {
        signal.track();
    }
}
