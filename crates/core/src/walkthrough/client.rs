//! The OAuth clients of a walk: names, grants, states; nothing else is kept of them.

use alloc::string::String;
use alloc::vec::Vec;

/// An OAuth client that steps are walked for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Client {
    /// What records refer to: the client id, or for a client added by name `name-1`, `name-2`, …
    pub key: String,
    /// The client id (a UUID), or empty.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The grant as the API writes it (`CLIENT-CREDENTIALS`, `CODE`, …), or empty.
    pub grant: String,
    /// The state as the API writes it (`active`, `inactive`, `disabled`), or empty.
    pub state: String,
}

impl Client {
    /// The grant, if it is one that is known.
    #[must_use]
    pub fn known_grant(&self) -> Option<Grant> {
        Grant::of(&self.grant)
    }
}

/// What adding clients did.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Added {
    /// The keys of the clients that are new.
    pub new: Vec<String>,
    /// The keys of the clients that were known, with name, grant or state brought up to date.
    pub updated: Vec<String>,
    /// Whether the answer says that there are more pages of clients.
    pub more_pages: bool,
    /// Whether something that looks like a secret was masked or dropped.
    pub masked: bool,
}

/// The kind of an OAuth client, by what the API calls `authorizedGrantType`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Grant {
    /// `CLIENT-CREDENTIALS`: no user behind it; a SAML switch does not reach it.
    ClientCredentials,
    /// `CODE`: users log in through the identity provider; with PKCE too.
    Code,
    /// `TOKEN`: implicit, being removed.
    Implicit,
    /// `SAML2-BEARER`: depends on the same identity provider.
    Saml2Bearer,
    /// `PASSWORD`: a user's password in a script.
    Password,
}

impl Grant {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::ClientCredentials,
        Self::Code,
        Self::Implicit,
        Self::Saml2Bearer,
        Self::Password,
    ];

    /// The value in the API.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ClientCredentials => "CLIENT-CREDENTIALS",
            Self::Code => "CODE",
            Self::Implicit => "TOKEN",
            Self::Saml2Bearer => "SAML2-BEARER",
            Self::Password => "PASSWORD",
        }
    }

    /// The grant of that value; underscores and lower case are taken too.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        let same = |known: &str| {
            known.len() == word.len()
                && known.bytes().zip(word.bytes()).all(|(known, byte)| {
                    known == byte.to_ascii_uppercase() || (known == b'-' && byte == b'_')
                })
        };
        Self::ALL.into_iter().find(|grant| same(grant.word()))
    }
}
