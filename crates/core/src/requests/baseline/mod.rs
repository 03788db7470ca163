//! What can be kept of what was asked: to compare with after a change, and as evidence of a walk.
//!
//! There is no token and no secret in it, whatever the answers held: every text is masked as it comes in.

mod compare;
mod evidence;
mod export;
mod import;

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::{
    Idle, Me, Organization, Origin, Outcome, ReadVerdict, Refusal, RoleDivision, Subject,
    TokenAnswer,
};
use crate::walkthrough::masked;

pub use compare::{Changed, compare};
pub use evidence::Evidence;
pub use export::baseline_to_json;
pub use import::{BaselineFault, baseline_from_json};

/// How a call ended.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Seen {
    /// The status.
    pub(super) status: u16,
    /// The error's code; empty where it worked.
    pub(super) code: String,
    /// Its words.
    pub(super) message: String,
}

/// One real read, remembered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct ReadNote {
    /// The call.
    pub(super) call: String,
    /// How it ended.
    pub(super) outcome: Outcome,
    /// The answer's status and error.
    pub(super) seen: Seen,
}

/// What is remembered of one client.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Baseline {
    /// When it was begun, in seconds since 1970.
    pub when: i64,
    /// The key of the region.
    pub region: String,
    /// The client id.
    pub client_id: String,
    /// The client's name, if `tokens/me` told it.
    pub client_name: String,
    /// The grant as the API writes it.
    pub grant: String,
    /// The state as the API writes it.
    pub state: String,
    /// How long its tokens live, in seconds.
    pub expires_in: Option<i64>,
    /// The roles with their divisions, by id.
    pub roles: Vec<RoleDivision>,
    /// The same by name, if `authorization/subjects` told them: `Reader in Sales`.
    pub role_names: Vec<String>,
    /// The permissions, in the order of their names.
    pub permissions: Vec<String>,
    /// The organization.
    pub organization: Organization,
    /// The idle timeout in seconds; 0 where it is off; none where it was not read.
    pub idle: Option<i64>,
    /// How asking for a token ended.
    token: Option<Seen>,
    /// How `tokens/me` ended.
    me: Option<Seen>,
    /// The real reads.
    reads: Vec<ReadNote>,
}

/// Longer texts are cut off: names and messages are short.
const MOST: usize = 1_000;

impl Baseline {
    /// A baseline in which nothing is noted yet.
    #[must_use]
    pub fn new(region: &str, client_id: &str, now: i64) -> Self {
        Self {
            when: now,
            region: safe(region),
            client_id: safe(client_id),
            ..Self::default()
        }
    }

    /// Whether nothing was noted that says anything about the client.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.token.is_none() && self.me.is_none() && self.reads.is_empty()
    }

    /// Notes how asking for a token ended.
    pub fn note_token(&mut self, result: Result<&TokenAnswer, &Refusal>) {
        match result {
            Ok(given) => {
                self.expires_in = given.expires_in;
                self.token = Some(Seen::ok());
            }
            Err(refusal) => note(&mut self.token, refusal),
        }
    }

    /// Notes that a token was held that lives for so many seconds in all.
    pub fn note_held(&mut self, expires_in: Option<i64>) {
        self.expires_in = expires_in;
        self.token = Some(Seen::ok());
    }

    /// Notes how `tokens/me` ended.
    pub fn note_me(&mut self, result: Result<&Me, &Refusal>) {
        match result {
            Ok(me) => {
                self.me = Some(Seen::ok());
                if !me.client_id.is_empty() {
                    self.client_id = safe(&me.client_id);
                }
                self.client_name = safe(&me.client_name);
                self.grant = safe(&me.grant);
                self.state = safe(me.state.word());
                self.roles = me
                    .roles
                    .iter()
                    .map(|role| RoleDivision {
                        role: safe(&role.role),
                        division: safe(&role.division),
                    })
                    .collect();
                if self.organization.id.is_empty() {
                    self.organization = organization(&me.organization);
                }
            }
            Err(refusal) => note(&mut self.me, refusal),
        }
    }

    /// Notes roles and permissions by name.
    pub fn note_subject(&mut self, subject: &Subject) {
        let names = subject.grants.iter().map(|grant| safe(&grant.text()));
        self.role_names = sorted(names.collect());
        let permissions = subject.permissions.iter();
        self.permissions = sorted(permissions.map(|held| safe(&held.name())).collect());
    }

    /// Notes the organization.
    pub fn note_organization(&mut self, found: &Organization) {
        self.organization = organization(found);
    }

    /// Notes the idle timeout.
    pub fn note_idle(&mut self, idle: &Idle) {
        self.idle = if idle.is_on { idle.seconds } else { Some(0) };
    }

    /// Notes how a real read ended; of the same call the last counts.
    pub fn note_read(&mut self, verdict: &ReadVerdict) {
        let refusal = verdict.refusal.as_deref();
        if refusal.is_some_and(|refusal| !is_genesys(refusal)) {
            return;
        }
        let note = ReadNote {
            call: verdict.call.to_string(),
            outcome: verdict.outcome,
            seen: match refusal {
                Some(refusal) => Seen::of(refusal),
                None => Seen {
                    status: verdict.status,
                    ..Seen::default()
                },
            },
        };
        self.reads.retain(|known| known.call != note.call);
        self.reads.push(note);
    }

    /// The calls of the real reads that were noted, each with its outcome.
    pub fn reads(&self) -> impl Iterator<Item = (&str, Outcome)> {
        self.reads
            .iter()
            .map(|read| (read.call.as_str(), read.outcome))
    }
}

impl Seen {
    fn ok() -> Self {
        Self {
            status: 200,
            ..Self::default()
        }
    }

    fn of(refusal: &Refusal) -> Self {
        Self {
            status: refusal.status,
            code: safe(&refusal.code),
            message: safe(&refusal.message),
        }
    }

    /// Whether the call worked.
    fn is_ok(&self) -> bool {
        (200..300).contains(&self.status) && self.code.is_empty()
    }

    /// In words: `200`, `401 bad.credentials`.
    fn text(&self) -> String {
        let mut text = self.status.to_string();
        if !self.code.is_empty() {
            text.push(' ');
            text.push_str(&self.code);
        }
        text
    }
}

/// What the companion refuses says nothing about the client, and is not noted.
fn note(place: &mut Option<Seen>, refusal: &Refusal) {
    if is_genesys(refusal) {
        *place = Some(Seen::of(refusal));
    }
}

fn is_genesys(refusal: &Refusal) -> bool {
    match refusal.origin {
        Origin::Genesys | Origin::Unknown => refusal.status != 0,
        Origin::Companion | Origin::NoCompanion => false,
    }
}

fn organization(found: &Organization) -> Organization {
    Organization {
        id: safe(&found.id),
        name: safe(&found.name),
        short_name: safe(&found.short_name),
        domain: safe(&found.domain),
    }
}

/// A text as it is kept: masked, and not endless.
fn safe(text: &str) -> String {
    let mut text = masked(text).text;
    if let Some((at, _)) = text.char_indices().nth(MOST) {
        text.truncate(at);
        text.push('…');
        // What was cut off may look different now; what is kept must stay as it is when it is read again.
        text = masked(&text).text;
    }
    text
}

fn sorted(mut items: Vec<String>) -> Vec<String> {
    crate::order::sort(&mut items);
    items.dedup();
    items
}
