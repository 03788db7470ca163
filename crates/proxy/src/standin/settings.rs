//! Who is known to the stand-in, and what it does on purpose.

/// An OAuth client.
#[derive(Debug, Clone)]
pub struct Client {
    /// Its id, a UUID.
    pub id: &'static str,
    /// Its secret.
    pub secret: &'static str,
    /// Its name, as `tokens/me` tells it.
    pub name: &'static str,
    /// What `authorizedGrantType` says: `CLIENT-CREDENTIALS`, `CODE`, `SAML2-BEARER`.
    pub grant_type: &'static str,
}

impl Client {
    /// One for client credentials.
    pub const SERVICE: Self = Self {
        id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c01",
        secret: "c2VydmljZS1zZWNyZXQtZm9yLXRlc3RzLW9ubHktMDE",
        name: "stand-in service",
        grant_type: "CLIENT-CREDENTIALS",
    };
    /// One for authorization codes, with and without PKCE.
    pub const CODE: Self = Self {
        id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c02",
        secret: "Y29kZS1jbGllbnQtc2VjcmV0LWZvci10ZXN0cy0wMDI",
        name: "stand-in web application",
        grant_type: "CODE",
    };
    /// One for SAML assertions.
    pub const SAML: Self = Self {
        id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c03",
        secret: "c2FtbC1jbGllbnQtc2VjcmV0LWZvci10ZXN0cy0wMDM",
        name: "stand-in portal",
        grant_type: "SAML2-BEARER",
    };
    /// All of them.
    pub const ALL: [Self; 3] = [Self::SERVICE, Self::CODE, Self::SAML];
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
    /// Whether the inactivity timeout is on: code grants then get no refresh token.
    pub inactivity_timeout: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lifetime: 86_399,
            token_throttled: 0,
            api_throttled: 0,
            retry_after: Some(1),
            inactivity_timeout: false,
        }
    }
}

/// The short name of the organisation.
pub(super) const ORG_NAME: &str = "standin-org";
