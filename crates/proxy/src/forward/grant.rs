//! The grants that are forwarded, each with the fields its form may have.

/// A grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// A service's own token.
    ClientCredentials,
    /// A code of a login, with a secret or with PKCE.
    AuthorizationCode,
    /// A further token for the same login.
    RefreshToken,
    /// A SAML assertion that the client already holds.
    Saml2Bearer,
}

impl Grant {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::ClientCredentials,
        Self::AuthorizationCode,
        Self::RefreshToken,
        Self::Saml2Bearer,
    ];

    /// Its name in options and in `/proxy.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::AuthorizationCode => "authorization_code",
            Self::RefreshToken => "refresh_token",
            Self::Saml2Bearer => "saml2-bearer",
        }
    }

    /// The grant of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grant| grant.name() == name)
    }

    /// What `grant_type` says.
    #[must_use]
    pub const fn grant_type(self) -> &'static str {
        match self {
            Self::Saml2Bearer => "urn:ietf:params:oauth:grant-type:saml2-bearer",
            _ => self.name(),
        }
    }

    /// The grant with this `grant_type`.
    #[must_use]
    pub fn of_type(grant_type: &str) -> Option<Self> {
        let fits = |grant: &Self| grant.grant_type() == grant_type;
        Self::ALL.into_iter().find(fits)
    }

    /// The fields its form must have besides `grant_type`.
    #[must_use]
    pub const fn needed(self) -> &'static [&'static str] {
        match self {
            Self::ClientCredentials => &[],
            Self::AuthorizationCode => &["code", "redirect_uri"],
            Self::RefreshToken => &["refresh_token"],
            Self::Saml2Bearer => &["orgName", "assertion"],
        }
    }

    /// The fields its form may have besides those.
    #[must_use]
    pub const fn further(self) -> &'static [&'static str] {
        match self {
            Self::ClientCredentials | Self::Saml2Bearer => &[],
            Self::AuthorizationCode => &["client_id", "code_verifier"],
            Self::RefreshToken => &["client_id"],
        }
    }
}
