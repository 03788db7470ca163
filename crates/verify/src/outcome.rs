//! What a check gave: plain data, in the user's terms.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use claimlens_core::report::Finding;
use serde::Serialize;

use crate::algorithm::Algorithm;
use crate::explain::Explanation;
use crate::jwe::Decrypted;
use crate::keys::Certificate;
use crate::proofs::HashCheck;
use crate::reason::Reason;
use crate::sd_jwt::SdJwt;

/// Whether the bytes verify under a key with the algorithm of the header.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Crypto {
    /// They do.
    Valid,
    /// They do not, or cannot.
    Invalid,
    /// They do, under a key that the token brought itself: that proves nothing about who made it.
    SelfAsserted,
    /// Nothing was signed for all to check; it was decrypted, and its tag holds.
    Decrypted,
    /// There is no key to check with.
    #[default]
    NotChecked,
}

/// Whether what the key says of itself, and its strength, hold as well.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// It does.
    Valid,
    /// It does not, or *crypto* does not hold in the first place.
    Invalid,
    /// There is no key to check with.
    #[default]
    NotChecked,
}

/// The verdicts on one signature.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SignatureOutcome {
    /// Whether the bytes verify.
    pub crypto: Crypto,
    /// Whether the key may be used for it.
    pub policy: Policy,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The algorithm of the header, where it is a known one.
    pub algorithm: Option<Algorithm>,
    /// The `kid` of the header.
    pub kid: Option<String>,
    /// The key that verified it: an index into [`crate::KeySet::keys`].
    pub key: Option<usize>,
}

/// One key, for people to recognise it by. Never a secret or a private part.
#[derive(Clone, Debug, Serialize)]
pub struct KeySummary {
    /// What it is: `RSA, 2048 bits`, `EC, P-256`, `shared secret, 32 bytes`.
    pub what: String,
    /// The form it was given in: `PEM public key`.
    pub form: &'static str,
    /// Its name.
    pub kid: Option<String>,
    /// Its JWK Thumbprint with SHA-256 (RFC 7638); none for a secret, of which it would tell something.
    pub thumbprint: Option<String>,
    /// The algorithm it says it is for.
    pub alg: Option<String>,
    /// What it says it is used for: `sig`, `enc`.
    #[serde(rename = "use")]
    pub usage: Option<String>,
    /// Whether its private half was given too.
    pub private: bool,
    /// Whether it is a shared secret.
    pub secret: bool,
    /// Whether anything can be checked with it; if not, `what` says why.
    pub usable: bool,
    /// The names and dates of the certificate it stood in.
    pub certificate: Option<Certificate>,
}

/// What a check gave.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Outcome {
    /// Whether the bytes verify: of several signatures, that none fails and one verifies.
    pub crypto: Crypto,
    /// Whether the keys may be used for it.
    pub policy: Policy,
    /// Why, of all signatures together.
    pub reasons: Vec<Reason>,
    /// Each signature by itself.
    pub signatures: Vec<SignatureOutcome>,
    /// What is to be said about the keys.
    pub findings: Vec<Finding>,
    /// The keys that were given.
    pub keys: Vec<KeySummary>,
    /// The single change that makes it verify, where one was found.
    pub explanation: Option<Explanation>,
    /// Disclosures and key binding, of an SD-JWT.
    pub sd_jwt: Option<SdJwt>,
    /// What was inside, of a JWE.
    pub decrypted: Option<Decrypted>,
    /// Hashes in the token, held against what was given beside it.
    pub hashes: Vec<HashCheck>,
    /// The token inside, with verdicts of its own.
    pub nested: Option<Box<Self>>,
}
