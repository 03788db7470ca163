//! What the panel of keys knows, in memory only, and the signals that say when it changed.
//!
//! Apart from [`crate::state`], which is in the first file.

use std::sync::{OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use claimlens_core::requests::Secret;
use leptos::prelude::{ArcTrigger, Notify, Track};

use super::discovery::Discovery;
use super::given::{Given, Reading};
use super::search::Search;
use super::tokens::Token;
use crate::state::State;
use crate::view_model::outcome::{Checked, Outcome};

/// What is known.
#[derive(Debug, Default)]
pub struct Room {
    /// The key in the field.
    pub field: Secret,
    /// How it is read where it is a shared secret.
    pub reading: Reading,
    /// The keys that were put away.
    pub given: Vec<Given>,
    /// Grows with every key that is put away: its number.
    pub numbered: u32,
    /// The payload that travels apart.
    pub payload: Secret,
    /// The access token beside it.
    pub access_token: Secret,
    /// The authorization code beside it.
    pub code: Secret,
    /// Whether keys that tokens bring are tried.
    pub own_keys: bool,
    /// What is to be known of what was just done.
    pub note: String,
    /// The tokens of the report.
    pub tokens: Vec<Token>,
    /// Whether there are more than are checked at once.
    pub beyond: bool,
    /// Grows with every job, of either kind: no two have one number.
    pub counted: i64,
    /// The number of the last check.
    pub job: i64,
    /// How far the check is.
    pub stage: Stage,
    /// Whether the answer was asked for by a button that it takes away: it gets the focus then.
    pub is_led: bool,
    /// What the last check gave.
    pub checked: Option<Checked>,
    /// The texts of the tokens it was about.
    pub about: Vec<Secret>,
    /// The numbers of the entries whose key texts it was about; 0 is the field.
    pub sent: Vec<u32>,
    /// Both of them for the check that is under way.
    pub pending: (Vec<Secret>, Vec<u32>),
    /// Why nothing can be checked.
    pub failed: String,
    /// The search for a common secret.
    pub search: Search,
    /// Where the issuer's keys are.
    pub discovery: Discovery,
}

/// How far a check is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Stage {
    /// What is shown is what was asked last.
    #[default]
    Rest,
    /// Something has changed, and will be asked when the typing pauses.
    Due,
    /// It was asked.
    Asked,
    /// It was asked, and takes long enough to say so; how many tokens were checked, of how many.
    Late(usize, usize),
    /// It was stopped.
    Stopped,
}

/// What a view can follow.
#[derive(Clone, Copy, Debug)]
pub enum Topic {
    /// There are other keys.
    Keys,
    /// There is another answer, or none yet.
    Answered,
    /// The search is further.
    Searched,
    /// Something else is known of where keys are.
    Discovered,
}

const TOPICS: usize = 4;

#[derive(Debug)]
struct Panel {
    room: RwLock<Room>,
    topics: [ArcTrigger; TOPICS],
    page: OnceLock<State>,
}

fn panel() -> &'static Panel {
    static PANEL: OnceLock<Panel> = OnceLock::new();
    PANEL.get_or_init(|| Panel {
        room: RwLock::default(),
        topics: std::array::from_fn(|_| ArcTrigger::new()),
        page: OnceLock::new(),
    })
}

/// Notes the state of the page.
pub(super) fn meet(state: State) {
    _ = panel().page.set(state);
}

/// The state of the page.
pub(super) fn page() -> State {
    *panel().page.get_or_init(State::new)
}

fn room() -> RwLockReadGuard<'static, Room> {
    panel().room.read().unwrap_or_else(PoisonError::into_inner)
}

fn room_mut() -> RwLockWriteGuard<'static, Room> {
    panel().room.write().unwrap_or_else(PoisonError::into_inner)
}

/// Looks at what is known. `look` must not change anything.
pub(super) fn look<T>(look: impl FnOnce(&Room) -> T) -> T {
    look(&room())
}

/// Changes what is known and tells nobody. `write` must not ask this module for anything.
pub(super) fn write<T>(write: impl FnOnce(&mut Room) -> T) -> T {
    write(&mut room_mut())
}

/// Changes what is known, and tells those who follow the topic.
pub(super) fn change(topic: Topic, write: impl FnOnce(&mut Room)) {
    self::write(write);
    tell(topic);
}

/// Tells those who follow it that something changed.
pub(super) fn tell(topic: Topic) {
    if let Some(signal) = panel().topics.get(topic as usize) {
        signal.notify();
    }
}

/// Has the view that is being made run again when that changes.
pub(super) fn follow(topic: Topic) {
    if let Some(signal) = panel().topics.get(topic as usize) {
        signal.track();
    }
}

impl Room {
    /// Has a key text read in that way: the one of an entry, or with 0 that in the field.
    pub(super) fn read_as(&mut self, number: u32, reading: Reading) {
        if number == 0 {
            self.reading = reading;
        }
        for given in self.given.iter_mut().filter(|one| one.number == number) {
            given.reading = reading;
        }
    }

    /// The number of a new job.
    pub(super) fn next_job(&mut self) -> i64 {
        self.counted += 1;
        self.counted
    }

    /// Whether there is a key, or something else to check with.
    pub(super) fn has_keys(&self) -> bool {
        !self.field.expose().trim().is_empty() || !self.given.is_empty()
    }

    /// Whether there is anything that can be checked with.
    pub(super) fn is_asked(&self) -> bool {
        self.has_keys()
            || self.own_keys
            || !self.payload.is_empty()
            || !self.access_token.is_empty()
            || !self.code.is_empty()
    }

    /// What the last check gave for the artefact with that number, and for tokens inside others.
    pub(super) fn outcome(&self, artefact: usize) -> Option<&Outcome> {
        let token = self
            .tokens
            .iter()
            .find(|token| token.artefact == artefact)?;
        let about = self.about.iter().zip(&self.checked.as_ref()?.tokens);
        let mut about = about.filter(|(text, _)| **text == token.text);
        let mut outcome = about.next()?.1;
        for _ in 0..token.inside {
            outcome = outcome.nested.as_deref()?;
        }
        Some(outcome)
    }
}

#[cfg(test)]
mod tests {
    use claimlens_core::requests::Secret;

    use super::{Room, Token};
    use crate::view_model::outcome::{Checked, Crypto, Outcome};

    #[test]
    fn an_outcome_belongs_to_a_text_and_to_no_other() {
        let token = |artefact, text: &str, inside| Token {
            artefact,
            text: Secret::new(text),
            inside,
        };
        let mut room = Room {
            tokens: vec![token(0, "a", 0), token(1, "a", 1), token(3, "b", 0)],
            about: vec![Secret::new("a")],
            ..Room::default()
        };
        assert!(room.outcome(0).is_none(), "nothing was checked");
        room.checked = Some(Checked {
            tokens: vec![Outcome {
                crypto: Crypto::Decrypted,
                nested: Some(Box::new(Outcome {
                    crypto: Crypto::Holds,
                    ..Outcome::default()
                })),
                ..Outcome::default()
            }],
            ..Checked::default()
        });
        let crypto = |artefact| room.outcome(artefact).map(|outcome| outcome.crypto);
        assert_eq!(crypto(0), Some(Crypto::Decrypted));
        assert_eq!(crypto(1), Some(Crypto::Holds), "the token inside it");
        assert_eq!(crypto(2), None, "no token");
        assert_eq!(crypto(3), None, "another text");
    }

    #[test]
    fn nothing_is_asked_with_white_space_alone() {
        let mut room = Room {
            field: Secret::new(" \n"),
            ..Room::default()
        };
        assert!(!room.is_asked());
        room.own_keys = true;
        assert!(room.is_asked() && !room.has_keys());
    }
}
