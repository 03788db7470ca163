//! A card: one thing worth looking up, with its rows and facts.

use alloc::string::String;
use alloc::vec::Vec;

use super::Fact;

/// One thing worth looking up.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Card {
    /// Its stable name, for links: `region/mypurecloud.ie`, `scope/users`, `error/missing.permissions`.
    pub id: String,
    /// What sort of thing it is.
    pub kind: CardKind,
    /// Its name.
    pub title: String,
    /// The answer in a sentence or two.
    pub lead: String,
    /// What belongs to it, in the order to show it.
    pub rows: Vec<Row>,
    /// What is known, and how sure; never empty.
    pub facts: Vec<Fact>,
    /// The ids of cards that go with it.
    pub see: Vec<String>,
    /// Other words by which it is looked for; not shown.
    pub words: String,
}

/// A line of a card: a name and its value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// What the value is: `Token URL`.
    pub name: String,
    /// The value, as one copies it.
    pub value: String,
}

/// What sort of thing a card is about.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum CardKind {
    /// A region and its hosts.
    Region,
    /// A host that belongs to no customer region.
    Host,
    /// An OAuth scope.
    Scope,
    /// A permission.
    Permission,
    /// A word that is written where a scope or a permission is wanted, and is neither.
    Mistake,
    /// An error of the token endpoint or of the Platform API.
    Error,
    /// A grant.
    Grant,
    /// A call: its method and path, what it needs and what it answers.
    Call,
    /// What an access token is, and what it is not.
    Token,
    /// How long something lives.
    Lifetime,
    /// A rate limit, or another bound.
    Limit,
    /// A header of a request or an answer.
    Header,
    /// How permissions, roles and scopes work.
    Access,
    /// SAML single sign-on: where it is set, its values, what enforcing it changes.
    Sso,
    /// What breaks integrations in the same week and is no effect of single sign-on.
    LookAlike,
    /// An SDK, the CLI, the Terraform provider.
    Sdk,
    /// Something one often reads, and what is right.
    Claim,
}

impl CardKind {
    /// All kinds, in the order to list them.
    pub const ALL: [Self; 17] = [
        Self::Region,
        Self::Host,
        Self::Scope,
        Self::Permission,
        Self::Mistake,
        Self::Error,
        Self::Grant,
        Self::Call,
        Self::Token,
        Self::Lifetime,
        Self::Limit,
        Self::Header,
        Self::Access,
        Self::Sso,
        Self::LookAlike,
        Self::Sdk,
        Self::Claim,
    ];

    /// The first part of an id, and the word in a data file: `region`, `look-alike`.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.words().0
    }

    /// The heading over cards of this kind.
    #[must_use]
    pub fn heading(self) -> &'static str {
        self.words().1
    }

    /// The kind that a data file names by this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Region => ("region", "Regions"),
            Self::Host => ("host", "Other hosts"),
            Self::Scope => ("scope", "Scopes"),
            Self::Permission => ("permission", "Permissions"),
            Self::Mistake => ("mistake", "Neither scope nor permission"),
            Self::Error => ("error", "Errors"),
            Self::Grant => ("grant", "Grants"),
            Self::Call => ("call", "Calls"),
            Self::Token => ("token", "Tokens"),
            Self::Lifetime => ("lifetime", "Lifetimes"),
            Self::Limit => ("limit", "Limits"),
            Self::Header => ("header", "Headers"),
            Self::Access => ("access", "Permissions and scopes"),
            Self::Sso => ("sso", "SAML single sign-on"),
            Self::LookAlike => ("look-alike", "What looks like an effect of SSO"),
            Self::Sdk => ("sdk", "SDKs and tools"),
            Self::Claim => ("claim", "Often read, and what is right"),
        }
    }
}
