//! Which single change makes a signature verify that does not.
//!
//! Nothing here makes anything valid: the verdict stays what it is, and the explanation is what to do.

mod secret;
mod signature;
mod text;

use alloc::string::String;

use serde::Serialize;

use crate::context::Context;
use crate::keys::{KeySet, SecretReading};
use crate::outcome::{Crypto, Outcome};
use crate::token::{self, Token};
use crate::verify;

/// A longer text costs too much to be read in a hundred ways.
const MAX_TEXT: usize = 1 << 20;

/// What was changed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// What stands around the token, or was put into it, is taken away.
    TokenCleaned,
    /// Padding is taken away, the alphabet is changed, white space is taken out of its parts.
    EncodingCleaned,
    /// The secret is read as base64.
    SecretAsBase64,
    /// The secret is read as base64url.
    SecretAsBase64url,
    /// The secret is read as hexadecimal.
    SecretAsHex,
    /// The secret is taken as the text it was written as, and not decoded.
    SecretAsText,
    /// White space at the ends of the secret is left off.
    SecretTrimmed,
    /// A line break is added to the secret.
    SecretWithNewline,
    /// The public key is taken as the secret: the token was made by someone who only knew that.
    PublicKeyAsSecret,
    /// Another algorithm than the header's.
    OtherAlgorithm,
    /// The signature is taken out of ASN.1 DER.
    SignatureFromDer,
    /// The signature is taken out of hexadecimal digits.
    SignatureFromHex,
    /// The signature is cut to its length.
    SignatureCut,
    /// The payload is signed as it is, and not encoded.
    PayloadUnencoded,
    /// The payload that was given beside the token is trimmed, or ends with a line break.
    PayloadLineBreak,
    /// Nothing verifies: the signature is cut off.
    Truncated,
}

/// The single change that makes a signature verify, or what is missing of it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Explanation {
    /// What was changed.
    pub change: Change,
    /// Whether it verifies then.
    pub verifies: bool,
    /// In a sentence.
    pub sentence: String,
    /// What to read otherwise, where that is the change.
    pub remedy: Option<Remedy>,
}

/// A key text, and how to read it instead.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Remedy {
    /// The text: its number among those that [`crate::read_keys`] was given for this set of keys.
    pub given: usize,
    /// How to read it.
    pub reading: SecretReading,
}

impl Explanation {
    fn new(change: Change, sentence: impl Into<String>) -> Self {
        Self {
            change,
            verifies: change != Change::Truncated,
            sentence: sentence.into(),
            remedy: None,
        }
    }
}

/// Looks for the change, the likeliest first. Bounded: a few dozen checks.
pub(crate) fn explain(
    text: &str,
    keys: &KeySet,
    context: &Context,
    outcome: &Outcome,
) -> Option<Explanation> {
    if outcome.crypto != Crypto::Invalid || keys.is_empty() || text.len() > MAX_TEXT {
        return None;
    }
    if let Some(explanation) = text::explain(text, keys, context) {
        return Some(explanation);
    }
    let signatures = match token::read(text, context) {
        Token::Jws(signatures) => signatures,
        Token::Jwe(jwe) => return secret::decrypts(&jwe, keys),
        Token::Broken(_) => return None,
    };
    // Where a part is not base64url to the letter, that was looked at above.
    signatures
        .iter()
        .filter(|jws| jws.faults.is_empty() && jws.header.faults.is_empty())
        .find_map(|jws| {
            let algorithm = verify::algorithm(jws).ok()?;
            secret::explain(algorithm, jws, keys)
                .or_else(|| signature::explain(algorithm, jws, keys, context))
        })
}
