//! Who is known to the stand-in: the clients of the demo region, and one more for the snippets' tests.

use claimlens_core::calls::demo;

use super::roles::{Division, Grant, Role};

/// An OAuth client.
#[derive(Debug, Clone, Copy)]
pub struct Client {
    /// Its id, a UUID.
    pub id: &'static str,
    /// Its secret.
    pub secret: &'static str,
    /// Its name, as `tokens/me` tells it.
    pub name: &'static str,
    /// What `authorizedGrantType` says: `CLIENT-CREDENTIALS`, `CODE`, `SAML2-BEARER`.
    pub grant_type: &'static str,
    /// Its roles, or those of the user whose tokens it gets.
    pub(super) grants: &'static [Grant],
    /// What is special about it.
    pub(super) manner: Manner,
}

/// What is special about a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Nothing.
    Ordinary,
    /// It is disabled: no tokens.
    Disabled,
    /// So many token requests are refused before each that is answered.
    FewTokens(u32),
    /// So many calls with each token are answered with 429 before one is looked at.
    FewCalls(u32),
    /// Its tokens last so many seconds.
    Lifetime(u64),
    /// Every call with its tokens comes from an address that is not allowed.
    WrongAddress,
}

/// Two roles, two sets of policies; the one for reports in a single division.
const REPORTER: &[Grant] = &[
    Grant::new(Role::Reporting, Division::Support),
    Grant::new(Role::Inspection, Division::All),
];

/// What the ordinary ones and the users have.
const EVERYWHERE: &[Grant] = &[
    Grant::new(Role::Reporting, Division::All),
    Grant::new(Role::Inspection, Division::All),
];

impl Client {
    /// One for client credentials, in good order.
    pub const SERVICE: Self = Self::of(demo::SERVICE, REPORTER, Manner::Ordinary);
    /// One for authorization codes, with and without PKCE.
    pub const CODE: Self = Self::of(demo::CODE, EVERYWHERE, Manner::Ordinary);
    /// One without a role.
    pub const BARE: Self = Self::of(demo::BARE, &[], Manner::Ordinary);
    /// One that is disabled.
    pub const DISABLED: Self = Self::of(demo::DISABLED, REPORTER, Manner::Disabled);
    /// One whose calls are too many: the first two with each token.
    pub const THROTTLED: Self = Self::of(demo::THROTTLED, EVERYWHERE, Manner::FewCalls(2));
    /// One that asks for too many tokens: two requests before each token.
    pub const CROWDED: Self = Self::of(demo::CROWDED, EVERYWHERE, Manner::FewTokens(2));
    /// One whose tokens end soon.
    pub const BRIEF: Self = Self::of(demo::BRIEF, EVERYWHERE, Manner::Lifetime(45));
    /// One that calls from an address that is not allowed.
    pub const FENCED: Self = Self::of(demo::FENCED, EVERYWHERE, Manner::WrongAddress);
    /// One for SAML assertions. It is not offered in the demo, where nobody has an assertion.
    pub const SAML: Self = Self {
        id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c03",
        secret: "c2FtbC1jbGllbnQtc2VjcmV0LWZvci10ZXN0cy0wMDM",
        name: "stand-in portal",
        grant_type: "SAML2-BEARER",
        grants: EVERYWHERE,
        manner: Manner::Ordinary,
    };
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::SERVICE,
        Self::BARE,
        Self::CODE,
        Self::DISABLED,
        Self::THROTTLED,
        Self::CROWDED,
        Self::BRIEF,
        Self::FENCED,
        Self::SAML,
    ];

    const fn of(client: demo::Client, grants: &'static [Grant], manner: Manner) -> Self {
        Self {
            id: client.id,
            secret: client.secret,
            name: client.name,
            grant_type: client.grant_type,
            grants,
            manner,
        }
    }

    /// The client with this id. Capitals are the same UUID.
    pub(super) fn by_id(id: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|client| client.id.eq_ignore_ascii_case(id))
    }

    /// Whether tokens of it have a user behind them.
    pub(super) fn has_user(self) -> bool {
        self.grant_type != Self::SERVICE.grant_type
    }

    /// Whether one of its roles holds a permission, in whatever division.
    pub(super) fn may(self, permission: &str) -> bool {
        self.grants.iter().any(|grant| grant.role.holds(permission))
    }

    /// What `state` says of it.
    pub(super) fn state(self) -> &'static str {
        if self.manner == Manner::Disabled {
            "disabled"
        } else {
            "active"
        }
    }
}
