//! Whether the secret of an HMAC token is one that anyone would guess.
//!
//! [`Search`] takes candidates from an iterator and a number of them at a time, so that whoever drives it
//! can show how far it is, and stop. [`common_secrets`] is a list of the project's own.

mod defaults;
mod list;
mod prepared;
mod words;

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use subtle::ConstantTimeEq as _;

pub use self::list::common_secrets;
use self::prepared::Prepared;
use crate::algorithm::{Family, Hash};
use crate::check::mac;
use crate::context::Context;
use crate::token::{self, Jws, Token};
use crate::verify;

/// A search for the secret of one token.
#[derive(Debug)]
pub struct Search<I> {
    candidates: I,
    hash: Hash,
    input: Vec<u8>,
    signature: Vec<u8>,
    prepared: Prepared,
    tried: usize,
    state: Progress,
}

/// How far a search is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Progress {
    /// There are candidates left.
    Going,
    /// This is the secret.
    Found(String),
    /// None of them is.
    Exhausted,
}

/// The hash of a token with an HMAC that is whole, and what it is over.
fn hmac_of(text: &str, context: &Context) -> Option<(Hash, Jws)> {
    let Token::Jws(signatures) = token::read(text, context) else {
        return None;
    };
    signatures.into_iter().find_map(|jws| {
        let algorithm = verify::algorithm(&jws).ok()?;
        let Family::Hmac(hash) = algorithm.family() else {
            return None;
        };
        let is_whole = jws.faults.is_empty() && jws.signature.len() == hash.size();
        is_whole.then_some((hash, jws))
    })
}

impl<I> Search<I>
where
    I: Iterator,
    I::Item: AsRef<str>,
{
    /// A search that has not begun; none where the text is no token with an HMAC.
    #[must_use]
    pub fn new(text: &str, context: &Context, candidates: I) -> Option<Self> {
        let (hash, jws) = hmac_of(text, context)?;
        let input = jws.signing_input();
        Some(Self {
            candidates,
            hash,
            prepared: Prepared::new(hash, &input, &jws.signature),
            input,
            signature: jws.signature,
            tried: 0,
            state: Progress::Going,
        })
    }

    /// Tries up to `count` candidates, and says how far that is.
    pub fn step(&mut self, count: usize) -> &Progress {
        for _ in 0..count {
            if self.state != Progress::Going {
                break;
            }
            let Some(candidate) = self.candidates.next() else {
                self.state = Progress::Exhausted;
                break;
            };
            let candidate = candidate.as_ref();
            self.tried += 1;
            if self.is_secret(candidate) {
                self.state = Progress::Found(candidate.to_string());
            }
        }
        &self.state
    }

    /// How many candidates were tried.
    #[must_use]
    pub fn tried(&self) -> usize {
        self.tried
    }

    fn is_secret(&self, candidate: &str) -> bool {
        let secret = candidate.as_bytes();
        // What is told to a person is what the check itself says.
        self.prepared.is_secret(secret)
            && mac(self.hash, secret, &self.input)
                .ct_eq(&self.signature)
                .into()
    }
}
