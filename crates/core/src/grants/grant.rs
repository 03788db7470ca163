//! The grants of Genesys Cloud that are still worth choosing.

/// A way to a token.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Grant {
    /// A program in its own name.
    ClientCredentials,
    /// A server in the name of a user who logged in.
    AuthorizationCode,
    /// A program without a secret, in the name of a user who logged in.
    Pkce,
    /// A server in the name of a user whose SAML assertion it holds.
    Saml2Bearer,
}

impl Grant {
    /// All of them, the most frequent first.
    pub const ALL: [Self; 4] = [
        Self::ClientCredentials,
        Self::AuthorizationCode,
        Self::Pkce,
        Self::Saml2Bearer,
    ];

    /// The name for addresses and stored answers; it does not change.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::AuthorizationCode => "authorization_code",
            Self::Pkce => "pkce",
            Self::Saml2Bearer => "saml2_bearer",
        }
    }

    /// The grant of an [`id`](Self::id).
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grant| grant.id() == id)
    }

    /// The name as people write it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::ClientCredentials => "Client credentials",
            Self::AuthorizationCode => "Authorization code",
            Self::Pkce => "Authorization code with PKCE",
            Self::Saml2Bearer => "SAML 2.0 bearer",
        }
    }

    /// The value of `grant_type` in the token request.
    #[must_use]
    pub const fn grant_type(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::AuthorizationCode | Self::Pkce => "authorization_code",
            Self::Saml2Bearer => "urn:ietf:params:oauth:grant-type:saml2-bearer",
        }
    }

    /// The value of `authorizedGrantType` of an OAuth client for it.
    #[must_use]
    pub const fn client_type(self) -> &'static str {
        match self {
            Self::ClientCredentials => "CLIENT-CREDENTIALS",
            Self::AuthorizationCode | Self::Pkce => "CODE",
            Self::Saml2Bearer => "SAML2-BEARER",
        }
    }

    /// Whether the token request carries the client's secret.
    #[must_use]
    pub const fn has_secret(self) -> bool {
        !matches!(self, Self::Pkce)
    }

    /// Whether a token of it acts as a person.
    #[must_use]
    pub const fn has_user(self) -> bool {
        !matches!(self, Self::ClientCredentials)
    }
}
