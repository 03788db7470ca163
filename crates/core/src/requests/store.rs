//! Tokens in memory: used again until shortly before they expire.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::{Planned, Secret, TokenAnswer};
use crate::calls;
use crate::time::duration;

/// How long before its end a token is not used any more, in seconds.
const MARGIN: i64 = 300;

/// The tokens that are held, one for each region and client. `Debug` shows none of them.
#[derive(Debug)]
pub struct TokenStore {
    /// How long before its end a token is asked for anew, in seconds.
    pub margin: i64,
    held: Vec<Entry>,
}

impl Default for TokenStore {
    fn default() -> Self {
        Self {
            margin: MARGIN,
            held: Vec::new(),
        }
    }
}

#[derive(Debug)]
struct Entry {
    region: String,
    client: String,
    /// Tells whether another secret was typed since; nothing can be told from it about the secret.
    secret: u64,
    token: Secret,
    given_at: i64,
    expires_in: Option<i64>,
}

impl Entry {
    fn is_of(&self, region: &str, client: &str) -> bool {
        self.region == place(region) && self.client.eq_ignore_ascii_case(client)
    }
}

/// A region has two keys, and is one place.
fn place(region: &str) -> &str {
    calls::domain(region).unwrap_or(region)
}

/// Whether a token is used again.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Reuse {
    /// It is.
    Held {
        /// The token.
        token: Secret,
        /// How long it still lives.
        life: Life,
        /// Why, in a sentence.
        why: String,
    },
    /// One is to be asked for.
    Ask {
        /// Why, in a sentence.
        why: String,
    },
}

/// How much of its life a token has left.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LifeState {
    /// More than the margin.
    Fresh,
    /// Less than the margin: the next request asks for a new one.
    Ending,
    /// Nothing.
    Over,
    /// It was not said how long it lives.
    Unsaid,
}

/// The life of a token, at one moment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Life {
    /// How much is left.
    pub state: LifeState,
    /// That, in seconds; 0 where nothing is left or it was not said.
    pub left: i64,
    /// How long it is in all, in seconds.
    pub whole: Option<i64>,
    /// When it ends, in seconds since 1970.
    pub ends_at: Option<i64>,
    /// The countdown: `23:59:58`, `04:59`.
    pub countdown: String,
    /// The state in a sentence.
    pub text: String,
}

impl TokenStore {
    /// A store without tokens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether a token of that client is used again, or one is to be asked for; `now` in seconds since 1970.
    #[must_use]
    pub fn reuse(&self, region: &str, client: &str, secret: &Secret, now: i64) -> Reuse {
        let ask = |why: &str| Reuse::Ask {
            why: String::from(why),
        };
        let Some(entry) = self.entry(region, client) else {
            return ask("No token of this client is held: one is asked for.");
        };
        if entry.secret != fingerprint(secret) {
            return ask(
                "Another secret was typed than the one the held token was given for: a new one is asked for.",
            );
        }
        let life = self.life_of(entry, now);
        let why = match life.state {
            LifeState::Over => {
                return ask("The token that was held has expired: a new one is asked for.");
            }
            LifeState::Ending => {
                return Reuse::Ask {
                    why: format!(
                        "The token that is held ends in {}, within the margin of {}: a new one is asked for.",
                        duration(life.left),
                        duration(self.margin)
                    ),
                };
            }
            LifeState::Fresh => format!(
                "The token from {} ago is used again; it is good for another {}. No token was asked for.",
                duration(now.saturating_sub(entry.given_at).max(0)),
                duration(life.left)
            ),
            LifeState::Unsaid => String::from(
                "The token that is held is used again until it is refused: how long it lives was not said.",
            ),
        };
        Reuse::Held {
            token: entry.token.clone(),
            life,
            why,
        }
    }

    /// Holds a token that was given; the one of the same client before it goes.
    pub fn keep(
        &mut self,
        region: &str,
        client: &str,
        secret: &Secret,
        given: &TokenAnswer,
        now: i64,
    ) {
        self.forget(region, client);
        self.held.push(Entry {
            region: place(region).to_string(),
            client: client.to_string(),
            secret: fingerprint(secret),
            token: given.token.clone(),
            given_at: now,
            expires_in: given.expires_in,
        });
    }

    /// Drops the token of a client: it was revoked, or refused. Whether there was one.
    pub fn forget(&mut self, region: &str, client: &str) -> bool {
        let before = self.held.len();
        self.held.retain(|entry| !entry.is_of(region, client));
        self.held.len() < before
    }

    /// Drops the token that was sent with this call, after an answer that ends it
    /// ([`Refusal::ends_token`](super::Refusal::ends_token)). Whether it was still held: a newer one stays.
    pub fn refused(&mut self, planned: &Planned) -> bool {
        let before = self.held.len();
        let token = planned.credential();
        self.held.retain(|entry| entry.token != *token);
        self.held.len() < before
    }

    /// Drops all tokens.
    pub fn clear(&mut self) {
        self.held.clear();
    }

    /// How many tokens are held.
    #[must_use]
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether none is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// The token of a client, however old: to look at it, or to revoke it.
    #[must_use]
    pub fn token(&self, region: &str, client: &str) -> Option<&Secret> {
        self.entry(region, client).map(|entry| &entry.token)
    }

    /// The life of the token of a client.
    #[must_use]
    pub fn life(&self, region: &str, client: &str, now: i64) -> Option<Life> {
        let entry = self.entry(region, client)?;
        Some(self.life_of(entry, now))
    }

    fn entry(&self, region: &str, client: &str) -> Option<&Entry> {
        self.held.iter().find(|entry| entry.is_of(region, client))
    }

    fn life_of(&self, entry: &Entry, now: i64) -> Life {
        Life::of(entry.given_at, entry.expires_in, self.margin, now)
    }
}

impl Life {
    /// The life of a token that was given at that moment, for so many seconds.
    #[must_use]
    pub fn of(given_at: i64, expires_in: Option<i64>, margin: i64, now: i64) -> Self {
        let Some(whole) = expires_in else {
            return Self {
                state: LifeState::Unsaid,
                left: 0,
                whole: None,
                ends_at: None,
                countdown: String::new(),
                text: String::from("How long the token lives was not said."),
            };
        };
        let ends_at = given_at.saturating_add(whole);
        let left = ends_at.saturating_sub(now).max(0);
        // A token that lives no longer than the margin would never be used: for it the margin is a tenth.
        let margin = if whole <= margin { whole / 10 } else { margin };
        let (state, text) = if left == 0 {
            (LifeState::Over, String::from("The token has expired."))
        } else if left <= margin {
            (
                LifeState::Ending,
                format!(
                    "The token ends in {}: the next request asks for a new one.",
                    duration(left)
                ),
            )
        } else {
            (
                LifeState::Fresh,
                format!("The token is good for another {}.", duration(left)),
            )
        };
        Self {
            state,
            left,
            whole: Some(whole),
            ends_at: Some(ends_at),
            countdown: countdown(left),
            text,
        }
    }
}

/// Hours, minutes and seconds; without hours where there are none.
fn countdown(left: i64) -> String {
    let (hours, minutes, seconds) = (left / 3_600, left / 60 % 60, left % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

/// FNV-1a. It only has to tell one secret from the next, in memory.
fn fingerprint(secret: &Secret) -> u64 {
    secret
        .expose()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}
