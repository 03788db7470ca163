//! What the stand-in remembers: tokens, codes, and what it was asked.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::bounded::Bounded;
use super::clients::{Client, Manner};
use super::settings::Settings;

/// The stand-in. Clones share what it remembers.
#[derive(Debug, Clone)]
pub struct Standin(Arc<Mutex<State>>);

/// What it was asked so far, the first ten thousand of each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    /// The `grant_type` of each token request, those that were refused included.
    pub token_requests: Vec<String>,
    /// Method, path and query of each call of the API.
    pub api_requests: Vec<String>,
    /// The seconds between a call that was answered 429 and the next one.
    pub waited: Vec<f64>,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) settings: Settings,
    pub(super) seen: Seen,
    tokens: Bounded<Token>,
    codes: Bounded<Code>,
    refresh_tokens: Bounded<Client>,
    throttled_at: Option<Instant>,
    /// How often the token endpoint has refused [`Client::CROWDED`] since its last token.
    refused_tokens: u32,
    made: u64,
}

/// So many tokens are remembered: more than any test makes, and some megabytes.
const TOKENS: usize = 10_000;
/// So many codes and refresh tokens.
const CODES: usize = 1_000;
/// So many requests are noted.
const NOTED: usize = 10_000;
/// The window of the limit of calls.
const MINUTE: Duration = Duration::from_secs(60);

/// An access token.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) client: Client,
    region: String,
    ends: Instant,
    used: Instant,
    /// How many calls were made in the minute that began then.
    calls: u32,
    minute: Instant,
    /// How many calls are yet to be answered with 429, whatever the limit.
    turned_away: u32,
}

/// Why a token is no good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bad {
    /// Nobody knows it, it was revoked, it is of another region, or it was not used for too long.
    Unknown,
    /// Its life is over.
    Expired,
}

/// What the headers say about the limit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    pub(super) count: u32,
    pub(super) allowed: u32,
    pub(super) reset: u64,
    pub(super) exceeded: bool,
}

impl Rate {
    /// Of a call that no token is counted for.
    pub(super) const FIRST: Self = Self {
        count: 1,
        allowed: 300,
        reset: 60,
        exceeded: false,
    };
}

/// A code of a login: what its exchange has to show.
#[derive(Debug, Clone)]
pub(super) struct Code {
    pub(super) client: Client,
    pub(super) redirect_uri: String,
    pub(super) challenge: Option<String>,
}

impl Standin {
    /// One with nothing in it yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self(Arc::new(Mutex::new(State {
            settings,
            seen: Seen::default(),
            tokens: Bounded::new(TOKENS),
            codes: Bounded::new(CODES),
            refresh_tokens: Bounded::new(CODES),
            throttled_at: None,
            refused_tokens: 0,
            made: 0,
        })))
    }

    /// What it was asked so far.
    #[must_use]
    pub fn seen(&self) -> Seen {
        self.lock().seen.clone()
    }

    /// Ends all access tokens, as a revocation or the idle timeout does. Refresh tokens stay.
    pub fn revoke_all(&self) {
        self.lock().tokens.clear();
    }

    /// From here on it does what these say.
    pub fn set(&self, settings: Settings) {
        self.lock().settings = settings;
    }

    /// A panic elsewhere leaves nothing half-written here that would matter.
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// A new access token for a client, and how many seconds it lasts.
    pub(super) fn issue(&mut self, client: Client, region: &str) -> (String, u64) {
        let lifetime = match client.manner {
            Manner::Lifetime(seconds) => seconds.min(self.settings.lifetime),
            _ => self.settings.lifetime,
        };
        let turned_away = match client.manner {
            Manner::FewCalls(count) => count,
            _ => 0,
        };
        let now = Instant::now();
        let token = Token {
            client,
            region: region.to_owned(),
            ends: now + Duration::from_secs(lifetime),
            used: now,
            calls: 0,
            minute: now,
            turned_away,
        };
        let text = self.opaque();
        self.tokens.insert(text.clone(), token);
        (text, lifetime)
    }

    /// The token, if it is good in this region. Its use is noted unless it is only looked at.
    pub(super) fn token(
        &mut self,
        text: &str,
        region: &str,
        only_looked_at: bool,
    ) -> Result<&mut Token, Bad> {
        let idle = Duration::from_secs(self.settings.idle);
        let idles = self.settings.inactivity_timeout;
        let token = self.tokens.get_mut(text).ok_or(Bad::Unknown)?;
        if token.region != region || idles && token.used.elapsed() >= idle {
            return Err(Bad::Unknown);
        }
        if Instant::now() >= token.ends {
            return Err(Bad::Expired);
        }
        if !only_looked_at {
            token.used = Instant::now();
        }
        Ok(token)
    }

    /// In how many seconds a token ends that is not used.
    pub(super) fn idles_in(&self, text: &str) -> Option<u64> {
        let token = self.tokens.get(text)?;
        let unused = token.used.elapsed().as_secs();
        let on = self.settings.inactivity_timeout;
        on.then(|| self.settings.idle.saturating_sub(unused))
    }

    /// Ends one token.
    pub(super) fn revoke(&mut self, token: &str) {
        self.tokens.remove(token);
    }

    /// Whether the token endpoint turns this client away this time.
    pub(super) fn refuses_token(&mut self, client: Client) -> bool {
        let Manner::FewTokens(count) = client.manner else {
            return false;
        };
        let refuses = self.refused_tokens < count;
        self.refused_tokens = if refuses { self.refused_tokens + 1 } else { 0 };
        refuses
    }

    /// A new refresh token, unless the inactivity timeout is on.
    pub(super) fn issue_refresh(&mut self, client: Client) -> Option<String> {
        if self.settings.inactivity_timeout {
            return None;
        }
        let token = self.opaque();
        self.refresh_tokens.insert(token.clone(), client);
        Some(token)
    }

    /// The client of a refresh token.
    pub(super) fn client_of_refresh(&self, token: &str) -> Option<Client> {
        self.refresh_tokens.get(token).copied()
    }

    /// A code for a login.
    pub(super) fn issue_code(&mut self, code: Code) -> String {
        let name = self.opaque();
        self.codes.insert(name.clone(), code);
        name
    }

    /// A code is good once.
    pub(super) fn take_code(&mut self, name: &str) -> Option<Code> {
        self.codes.remove(name)
    }

    /// Notes a request for a token.
    pub(super) fn note_token(&mut self, grant: &str) {
        if self.seen.token_requests.len() < NOTED {
            self.seen.token_requests.push(grant.to_owned());
        }
    }

    /// Notes a call of the API.
    pub(super) fn note_call(&mut self, call: String) {
        if self.seen.api_requests.len() < NOTED {
            self.seen.api_requests.push(call);
        }
    }

    /// Notes that a call was turned away, or that the next one has come.
    pub(super) fn note_wait(&mut self, turned_away: bool) {
        if let Some(at) = self.throttled_at.take()
            && self.seen.waited.len() < NOTED
        {
            self.seen.waited.push(at.elapsed().as_secs_f64());
        }
        if turned_away {
            self.throttled_at = Some(Instant::now());
        }
    }

    /// A text like a token: 80 characters of base64url. It need only differ from the others.
    fn opaque(&mut self) -> String {
        self.made += 1;
        let first = Sha256::digest(format!("stand-in token {}", self.made));
        let second = Sha256::digest(first);
        let mut text = URL_SAFE_NO_PAD.encode([first.as_slice(), second.as_slice()].concat());
        text.truncate(80);
        text
    }
}

impl Token {
    /// Counts a call, and says whether it was one too many.
    pub(super) fn count(&mut self, per_minute: Option<u32>) -> Rate {
        if self.minute.elapsed() >= MINUTE {
            self.minute = Instant::now();
            self.calls = 0;
        }
        self.calls = self.calls.saturating_add(1);
        let forced = self.turned_away > 0;
        self.turned_away = self.turned_away.saturating_sub(1);
        let allowed = per_minute.unwrap_or(Rate::FIRST.allowed);
        Rate {
            count: self.calls.min(allowed),
            allowed,
            reset: MINUTE.saturating_sub(self.minute.elapsed()).as_secs(),
            exceeded: forced || per_minute.is_some_and(|most| self.calls > most),
        }
    }
}
