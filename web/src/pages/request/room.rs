//! What the page Request knows. It is in memory only, and gone when one leaves the page.

use std::sync::OnceLock;

use claimlens_core::report::Report;
use claimlens_core::requests::{
    Baseline, Check, Companion, Idle, Me, Need, Organization, PlanFault, REAL_READS, ReadVerdict,
    Refusal, Subject, TokenAnswer, TokenStore, UserAnswer,
};

use super::super::desk::{self, Topic};
use super::question::Question;
use crate::platform::dom;
use crate::platform::fetch::Lost;
use crate::state::State;

/// The companion that calls go through.
#[derive(Debug, Default)]
pub enum At {
    /// Nobody has asked yet whether there is one.
    #[default]
    Unasked,
    /// It is being asked for.
    Asking,
    /// It is there.
    Here(Companion),
    /// It is not, or does not take calls from here.
    Missing(Box<Refusal>),
}

/// All of it.
#[derive(Debug)]
pub struct Room {
    /// The companion.
    pub at: At,
    /// Its origin; empty for this page's own.
    pub base: String,
    /// What is to be said about an address that was named for it.
    pub named: String,
    /// The key of the region; empty while none was chosen.
    pub region: String,
    /// The client id as it was typed.
    pub client: String,
    /// What is odd about id and secret.
    pub checks: Vec<Check>,
    /// Whether both fields have something in them.
    pub filled: bool,
    /// Whether sending was asked for: then empty fields are named too.
    pub pressed: bool,
    /// The tokens.
    pub store: TokenStore,
    /// Whose token is looked at.
    pub holder: Option<Holder>,
    /// Whose token was asked for last, whether it came or not.
    pub about: Option<Holder>,
    /// The real reads, the last of each.
    pub reads: Vec<ReadVerdict>,
    /// What was asked, one a question.
    pub asked: [Asked; Question::COUNT],
    /// The read that was chosen.
    pub read: &'static str,
    /// What the permissions are searched for.
    pub query: String,
    /// Whether all permissions are shown.
    pub all: bool,
    /// What the integration needs, held against what was granted.
    pub needed: Option<Vec<Need>>,
    /// Whether the next press revokes.
    pub sure: bool,
    /// What can be kept, shown before it is.
    pub preview: Option<Baseline>,
    /// What was kept before; the words for why it cannot be read.
    pub kept: Option<Result<Vec<Baseline>, String>>,
    /// What was just done with it, or why not.
    pub notice: String,
    /// The address of the walk that evidence was handed to.
    pub handed: String,
}

/// Whose token it is.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The key of the region.
    pub region: String,
    /// The client id.
    pub client: String,
    /// Why a token from memory is used; empty where it was just given.
    pub reused: String,
}

/// One question and what became of it.
#[derive(Debug, Default)]
pub struct Asked {
    /// Grows each time: what belongs to an earlier time is dropped.
    pub serial: u32,
    /// How far it is.
    pub stage: Stage,
    /// The last request and its answer.
    pub exchange: Option<Exchange>,
    /// What was read from it.
    pub found: Option<Found>,
    /// Why it is not asked again by itself, where it might have been.
    pub gave_up: String,
}

/// How far a question is.
#[derive(Debug, Default)]
pub enum Stage {
    /// Nobody asked.
    #[default]
    Idle,
    /// It is under way.
    Sending,
    /// It is asked again later.
    Waiting {
        /// When, in seconds since 1970.
        until: i64,
        /// Why.
        why: String,
        /// Which try that is.
        attempt: u32,
    },
    /// It was answered, or given up.
    Over,
}

/// A request and its answer, as they may be shown.
#[derive(Debug)]
pub struct Exchange {
    /// `POST login.mypurecloud.ie/oauth/token`.
    pub line: String,
    /// The status; 0 where there was no answer.
    pub status: u16,
    /// How long it took, in milliseconds.
    pub took: f64,
    /// The request as it arrives at Genesys Cloud, masked.
    pub arrives: String,
    /// The request as it went to the companion, masked.
    pub sent: String,
    /// The answer, masked.
    pub answer: String,
    /// The headers that matter.
    pub headers: Vec<(String, String)>,
    /// A curl line straight to Genesys Cloud; none for the demo.
    pub curl: Option<String>,
    /// A curl line through the companion.
    pub through: String,
    /// Which try it was.
    pub attempt: u32,
}

/// What an answer says.
#[derive(Debug)]
pub enum Found {
    /// A token; it lies in the store.
    Token(TokenAnswer),
    /// Whose it is.
    Me(Box<Me>),
    /// What its client may do.
    Subject(Subject),
    /// The user, or that there is none.
    User(UserAnswer),
    /// A real read.
    Read(ReadVerdict, Option<Box<Report>>),
    /// The organization.
    Organization(Organization),
    /// The idle timeout.
    Idle(Idle),
    /// The token is revoked.
    Revoked,
    /// It was refused; with what the diagnosis says.
    Refused(Box<Refusal>, Option<Box<Report>>),
    /// Nothing came back.
    Lost(Lost),
    /// It was stopped.
    Stopped,
    /// It could not be sent at all.
    Fault(PlanFault),
}

impl Default for Room {
    fn default() -> Self {
        Self {
            at: At::default(),
            base: String::new(),
            named: String::new(),
            region: String::new(),
            client: String::new(),
            checks: Vec::new(),
            filled: false,
            pressed: false,
            store: TokenStore::new(),
            holder: None,
            about: None,
            reads: Vec::new(),
            asked: std::array::from_fn(|_| Asked::default()),
            read: REAL_READS.first().map_or("users", |read| read.call),
            query: String::new(),
            all: false,
            needed: None,
            sure: false,
            preview: None,
            kept: None,
            notice: String::new(),
            handed: String::new(),
        }
    }
}

impl Room {
    /// The companion's address, without a slash at its end: where it is none of its own, the folder this page is in, which
    /// need not lie at the root.
    pub(super) fn companion(&self) -> String {
        if self.base.is_empty() {
            dom::folder().trim_end_matches('/').to_owned()
        } else {
            self.base.clone()
        }
    }

    /// What became of a question.
    pub(super) fn of(&self, question: Question) -> Option<&Asked> {
        self.asked.get(question as usize)
    }

    /// The same, to be changed.
    pub(super) fn of_mut(&mut self, question: Question) -> Option<&mut Asked> {
        self.asked.get_mut(question as usize)
    }

    /// What was found out by a question.
    pub(super) fn found(&self, question: Question) -> Option<&Found> {
        self.of(question)?.found.as_ref()
    }

    /// Whose token it is, if that was asked and answered.
    pub(super) fn me(&self) -> Option<&Me> {
        match self.found(Question::Who)? {
            Found::Me(me) => Some(me),
            _ => None,
        }
    }

    /// What its client may do, if that was asked and answered.
    pub(super) fn subject(&self) -> Option<&Subject> {
        match self.found(Question::Rights)? {
            Found::Subject(subject) => Some(subject),
            _ => None,
        }
    }

    /// Forgets what was asked about a token; whatever is under way is dropped.
    pub(super) fn forget_answers(&mut self) {
        for asked in &mut self.asked {
            *asked = Asked {
                serial: asked.serial.wrapping_add(1),
                ..Asked::default()
            };
        }
        self.reads.clear();
        self.sure = false;
        self.all = false;
        self.query.clear();
        self.needed = None;
        self.preview = None;
    }
}

/// Changes what is known, and tells those who follow the topic.
pub(super) fn change(topic: Topic, write: impl FnOnce(&mut Room)) {
    desk::change(topic, |data| write(&mut data.room));
}

/// Looks at what is known. `look` must not change anything.
pub(super) fn look<T>(look: impl FnOnce(&Room) -> T) -> T {
    look(&desk::data().room)
}

fn page() -> &'static OnceLock<State> {
    static PAGE: OnceLock<State> = OnceLock::new();
    &PAGE
}

/// Notes the state of Inspect: its clock, what a diagnosis needs, and where a text is handed to.
pub fn meet(state: State) {
    _ = page().set(state);
}

/// The state of Inspect.
pub(super) fn inspect() -> State {
    *page().get_or_init(State::new)
}
