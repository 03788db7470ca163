//! The serialisations, read to the letter: whatever deviates is a reason not to verify.

mod compact;
mod json;
mod part;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use claimlens_core::jose::base64url;

pub(crate) use self::part::decode as decode_part;
use crate::context::{Context, Forms};
use crate::header::Header;
use crate::jwe::Jwe;
use crate::reason::{Code, Reason};

/// One signature, and what it is over.
#[derive(Clone, Debug, Default)]
pub(crate) struct Jws {
    pub(crate) header: Header,
    /// The first half of the signing input, as it stands.
    pub(crate) protected: String,
    /// The second half: the payload encoded, or as it is.
    pub(crate) payload: Vec<u8>,
    /// The payload.
    pub(crate) content: Vec<u8>,
    /// Whether the token carries none, and none was given beside it.
    pub(crate) is_detached: bool,
    pub(crate) signature: Vec<u8>,
    /// Why it cannot be checked, whatever the key.
    pub(crate) faults: Vec<Reason>,
}

impl Jws {
    /// What is signed (RFC 7515 §2, RFC 7797 §3).
    pub(crate) fn signing_input(&self) -> Vec<u8> {
        signing_input(&self.protected, &self.payload)
    }
}

/// A protected header and a payload with the dot between.
pub(crate) fn signing_input(protected: &str, payload: &[u8]) -> Vec<u8> {
    let mut input = Vec::with_capacity(protected.len() + payload.len() + 1);
    input.extend_from_slice(protected.as_bytes());
    input.push(b'.');
    input.extend_from_slice(payload);
    input
}

/// What a text is.
#[derive(Clone, Debug)]
pub(crate) enum Token {
    /// Signed, once or more often.
    Jws(Vec<Jws>),
    /// Encrypted.
    Jwe(Box<Jwe>),
    /// None of the forms.
    Broken(Vec<Reason>),
}

/// Reads a text as a token, exactly as it stands but for white space at its ends.
pub(crate) fn read(text: &str, context: &Context) -> Token {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    if text.is_empty() {
        return Token::Broken(Vec::from([Reason::new(Code::Empty, "There is no token.")]));
    }
    if text.starts_with('{') {
        if context.forms == Forms::CompactOnly {
            return Token::Broken(Vec::from([Reason::new(
                Code::JsonForm,
                "The token is in JSON Serialization, where Compact Serialization is expected.",
            )]));
        }
        return json::read(text, context);
    }
    compact::read(text, context)
}

/// The payload of a token that travels without it, as it goes into the signing input.
fn detached(context: &Context, unencoded: bool) -> Option<(Vec<u8>, Vec<u8>)> {
    let content = context.detached.clone()?;
    let payload = if unencoded {
        content.clone()
    } else {
        base64url::encode(&content).into_bytes()
    };
    Some((payload, content))
}
