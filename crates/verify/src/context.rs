//! What a check needs to know besides the text and the keys.

use alloc::string::String;
use alloc::vec::Vec;

/// Which serialisations are taken.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Forms {
    /// Compact and JSON.
    #[default]
    Any,
    /// Compact only, as most libraries take it: JSON Serialization is then malformed.
    CompactOnly,
}

/// What a check needs to know besides the text and the keys.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The moment, in seconds since 1970: what certificates and proofs are held against.
    pub now: i64,
    /// The payload of a token that travels without it (RFC 7515 appendix F).
    pub detached: Option<Vec<u8>>,
    /// Which serialisations are taken.
    pub forms: Forms,
    /// Whether to try the keys that the token itself brings, knowing that this proves nothing. The best
    /// it gives is [`crate::Crypto::SelfAsserted`].
    pub try_own_keys: bool,
    /// An access token beside it: for the `ath` of a DPoP proof and the `at_hash` of an ID token.
    pub access_token: Option<String>,
    /// An authorization code beside it: for the `c_hash` of an ID token.
    pub code: Option<String>,
}
