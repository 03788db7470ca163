//! What the page asks.

use claimlens_verify::SecretReading;
use serde::Deserialize;
use zeroize::Zeroize as _;

/// A request. All members but `job` and `do` belong to some kinds of it and are left out of the others.
#[derive(Debug, Deserialize)]
pub struct Request {
    /// The number that answers carry, so that the page knows what they answer.
    pub job: u64,
    /// What to do.
    #[serde(rename = "do")]
    pub kind: Kind,
    /// `check`: the keys, each as it was given.
    #[serde(default)]
    pub keys: Vec<GivenKey>,
    /// `check`: the tokens, each exactly as it stands.
    #[serde(default)]
    pub tokens: Vec<String>,
    /// `check`: the moment, in seconds since 1970.
    #[serde(default)]
    pub now: i64,
    /// The payload of a token that travels without it.
    pub payload: Option<String>,
    /// `check`: an access token beside it.
    pub access_token: Option<String>,
    /// `check`: an authorization code beside it.
    pub code: Option<String>,
    /// `check`: whether to try the keys that tokens bring, knowing that this proves nothing.
    #[serde(default)]
    pub own_keys: bool,
    /// `search`: the token whose secret is searched for.
    #[serde(default)]
    pub token: String,
    /// `search`: the candidates, one a line.
    #[serde(default)]
    pub list: String,
}

/// What to do.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Read keys, and check tokens with them.
    Check,
    /// Search for the secret of a token.
    Search,
    /// Stop the job of that number.
    Stop,
}

/// A key as it was given. It may be a secret, so it does not show itself and is overwritten when it was read.
#[derive(Deserialize)]
pub struct GivenKey {
    /// What was given, in any form.
    pub text: String,
    /// How to read it where it is a shared secret.
    #[serde(default)]
    pub reading: Reading,
}

/// How a shared secret is written.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// As it stands.
    #[default]
    Text,
    /// As base64.
    Base64,
    /// As base64url.
    Base64url,
    /// As hexadecimal digits.
    Hex,
}

impl From<Reading> for SecretReading {
    fn from(reading: Reading) -> Self {
        match reading {
            Reading::Text => Self::Text,
            Reading::Base64 => Self::Base64,
            Reading::Base64url => Self::Base64url,
            Reading::Hex => Self::Hex,
        }
    }
}

impl std::fmt::Debug for GivenKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "GivenKey({} bytes)", self.text.len())
    }
}

impl Drop for GivenKey {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

/// The number alone, of a request that is not as it should be.
#[derive(Deserialize)]
struct Numbered {
    job: u64,
}

/// Reads a request; where it is none, its number, if it has one, and what is wrong with it. What stands in it is
/// not repeated: it may be a secret.
pub(crate) fn read(text: &str) -> Result<Request, (Option<u64>, String)> {
    serde_json::from_str(text).map_err(|error| {
        let job = serde_json::from_str(text).ok();
        let sentence = format!(
            "The request could not be read: its line {}, column {} is not as expected.",
            error.line(),
            error.column()
        );
        (job.map(|Numbered { job }| job), sentence)
    })
}
