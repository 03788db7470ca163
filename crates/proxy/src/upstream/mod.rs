//! The way out: one request to one host of the table, and its answer, read whole before anything is passed on.
//!
//! - [`address`] says which addresses are public, [`dial`](self) connects to those and to no other;
//! - [`tls`](self) proves who answers;
//! - a connection writes the request in one piece and reads the answer with a limit for everything;
//! - a pool keeps connections for the next request, and finds out that one is dead before it sends anything.
//!
//! It is no general client: no redirects, no cookies, no compression, no proxies of the environment, nothing
//! sent a second time. That is why it is its own and has few lines.

pub mod address;
mod body;
mod connection;
mod demo;
mod dial;
mod head;
mod network;
mod outgoing;
mod pool;
mod resolve;
mod room;
mod tls;

use axum::http::{HeaderValue, StatusCode};
use bytes::Bytes;

pub use demo::Demo;
pub use network::{Destination, Network, Unusable};
pub use outgoing::{Outgoing, USER_AGENT};
pub use resolve::{Resolver, Resolving, System};
pub(crate) use tls::connector;

/// Why there is no answer to pass on. There are no details: they would be addresses and names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be connected to, or hung up before it answered.
    Unreachable,
    /// Its name leads to no address.
    Dns,
    /// Its name leads to addresses that are not of the public internet.
    Address,
    /// It did not prove who it is.
    Tls,
    /// It sent a redirect.
    Redirect,
    /// Its answer is cut, broken, or none that can be passed on.
    Answer,
    /// Its answer is larger than it may be.
    TooLarge,
    /// It did not answer in time.
    Deadline,
    /// There is no room for another large answer.
    Busy,
}

/// An answer.
#[derive(Debug)]
pub struct Incoming {
    /// Its status, 2xx, 4xx or 5xx.
    pub status: StatusCode,
    /// Its headers, as far as they are passed on.
    pub kept: Kept,
    /// Its body, all of it.
    pub body: Bytes,
}

/// The headers that are passed on. There is no place for any other.
#[derive(Debug, Default)]
pub struct Kept {
    /// `Content-Type`.
    pub content_type: Option<HeaderValue>,
    /// `Retry-After`.
    pub retry_after: Option<HeaderValue>,
    /// `ININ-Correlation-Id`.
    pub correlation_id: Option<HeaderValue>,
    /// `inin-ratelimit-count`.
    pub ratelimit_count: Option<HeaderValue>,
    /// `inin-ratelimit-allowed`.
    pub ratelimit_allowed: Option<HeaderValue>,
    /// `inin-ratelimit-reset`.
    pub ratelimit_reset: Option<HeaderValue>,
}

impl Kept {
    /// The place for a header of this name.
    fn slot(&mut self, name: &[u8]) -> Option<&mut Option<HeaderValue>> {
        let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
        match name.len() {
            11 if is("retry-after") => Some(&mut self.retry_after),
            12 if is("content-type") => Some(&mut self.content_type),
            19 if is("inin-correlation-id") => Some(&mut self.correlation_id),
            20 if is("inin-ratelimit-count") => Some(&mut self.ratelimit_count),
            20 if is("inin-ratelimit-reset") => Some(&mut self.ratelimit_reset),
            22 if is("inin-ratelimit-allowed") => Some(&mut self.ratelimit_allowed),
            _ => None,
        }
    }
}
