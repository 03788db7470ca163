//! What the caller expects of a token, and how a token fares against it.

mod check;
mod near;

pub use check::check;

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

/// What the caller expects of a token. Every field may be left out; an empty policy checks nothing.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// The issuer, compared character by character (RFC 7519 §4.1.1).
    pub issuer: Option<String>,
    /// The audience the API answers to; must be among the token's (RFC 7519 §4.1.3).
    pub audience: Option<String>,
    /// Scopes, roles or permissions that must all be there.
    pub scopes: Vec<String>,
    /// The client the token must have been issued to (`client_id`, `azp`, `appid`, `cid`).
    pub client_id: Option<String>,
    /// What sort of token: `at+jwt`, `id_token`, `dpop+jwt`, `logout+jwt`, or any value of `typ`.
    pub token_type: Option<String>,
    /// The algorithms taken (`RS256`); empty for any.
    pub algorithms: Vec<String>,
    /// The longest lifetime taken (`exp` less `iat`), in seconds.
    pub max_lifetime: Option<i64>,
    /// How far clocks may differ, in seconds. Default 0.
    pub leeway: i64,
    /// How long before its expiry a token is due for renewal, in seconds. Default 300.
    pub renewal_margin: Option<i64>,
}

impl Policy {
    /// Whether anything is expected. Leeway and renewal margin expect nothing: they say how to look at dates.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.issuer.is_some()
            || self.audience.is_some()
            || !self.scopes.is_empty()
            || self.client_id.is_some()
            || self.token_type.is_some()
            || !self.algorithms.is_empty()
            || self.max_lifetime.is_some()
    }

    /// The renewal margin in seconds: 300 unless said otherwise.
    #[must_use]
    pub fn margin(&self) -> i64 {
        self.renewal_margin.unwrap_or(300)
    }
}

#[cfg(test)]
mod tests;
