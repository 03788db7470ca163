//! What the stand-in remembers: tokens, codes, and what it was asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::settings::{Client, Settings};

/// The stand-in. Clones share what it remembers.
#[derive(Debug, Clone)]
pub struct Standin(Arc<Mutex<State>>);

/// What it was asked so far.
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
    tokens: HashMap<String, Token>,
    codes: HashMap<String, Code>,
    refresh_tokens: HashMap<String, Client>,
    throttled_at: Option<Instant>,
    made: u64,
}

#[derive(Debug)]
struct Token {
    client: Client,
    ends: Instant,
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
            tokens: HashMap::new(),
            codes: HashMap::new(),
            refresh_tokens: HashMap::new(),
            throttled_at: None,
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

    /// A panic elsewhere leaves nothing half-written here that would matter.
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// A new access token for a client.
    pub(super) fn issue(&mut self, client: &Client) -> String {
        let token = self.opaque();
        let ends = Instant::now() + Duration::from_secs(self.settings.lifetime);
        let client = client.clone();
        self.tokens.insert(token.clone(), Token { client, ends });
        token
    }

    /// The client of a token that has not ended.
    pub(super) fn client_of(&self, token: &str) -> Option<Client> {
        let token = self.tokens.get(token)?;
        (Instant::now() < token.ends).then(|| token.client.clone())
    }

    /// Ends one token.
    pub(super) fn revoke(&mut self, token: &str) {
        self.tokens.remove(token);
    }

    /// A new refresh token, unless the inactivity timeout is on.
    pub(super) fn issue_refresh(&mut self, client: &Client) -> Option<String> {
        if self.settings.inactivity_timeout {
            return None;
        }
        let token = self.opaque();
        self.refresh_tokens.insert(token.clone(), client.clone());
        Some(token)
    }

    /// The client of a refresh token.
    pub(super) fn client_of_refresh(&self, token: &str) -> Option<Client> {
        self.refresh_tokens.get(token).cloned()
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

    /// Notes that a call was turned away, or that the next one has come.
    pub(super) fn note_wait(&mut self, turned_away: bool) {
        if let Some(at) = self.throttled_at.take() {
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
