//! What the stand-in does on purpose.

/// How calls of the API can be made to fail, whoever calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// 401 `ip.not.authorized`: the caller's address is not in the allowlist.
    IpNotAuthorized,
    /// 401 `bad.credentials`, as for a token that was revoked.
    BadCredentials,
    /// 401 `credentials.expired`.
    CredentialsExpired,
    /// 403 `not.authorized`: an app that was not approved, where scopes are enforced.
    NotAuthorized,
    /// 500 `internal.server.error`.
    Internal,
    /// 503 `service.unavailable`.
    Unavailable,
}

/// What the stand-in does; the default is that of an ordinary organisation on a quiet day.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How long tokens last, in seconds: `expires_in`.
    pub lifetime: u64,
    /// So many token requests are answered with 400, rate limit exceeded, before one is looked at.
    pub token_throttled: u32,
    /// So many calls of the API are answered with 429 before one is looked at.
    pub api_throttled: u32,
    /// What `Retry-After` says then, in seconds; `None` leaves it out.
    pub retry_after: Option<u64>,
    /// So many calls with one token are answered in a minute, then 429. `None` never refuses, and the
    /// headers say 300 all the same.
    pub per_minute: Option<u32>,
    /// Whether the inactivity timeout is on: code grants then get no refresh token, and a token that
    /// is not used ends.
    pub inactivity_timeout: bool,
    /// After how many seconds without use, where the timeout is on.
    pub idle: u64,
    /// What goes wrong with every call of the API.
    pub trouble: Option<Trouble>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lifetime: 86_399,
            token_throttled: 0,
            api_throttled: 0,
            retry_after: Some(1),
            per_minute: None,
            inactivity_timeout: false,
            // Documented are 5 minutes to 8 hours.
            idle: 14_400,
            trouble: None,
        }
    }
}

impl Settings {
    /// Those of the demo region: limits are kept, and tokens idle out after four hours.
    #[must_use]
    pub fn demo() -> Self {
        Self {
            per_minute: Some(300),
            inactivity_timeout: true,
            retry_after: Some(3),
            ..Self::default()
        }
    }
}

/// The short name of the organisation.
pub(super) const ORG_NAME: &str = "standin-org";
