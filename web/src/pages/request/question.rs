//! What can be asked: for a token, and then about it.

use claimlens_core::calls::call;
use claimlens_core::requests::{Ask, Secret};

/// A question, each a call of the table.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Question {
    /// Asks for a token.
    Token,
    /// Whose token it is.
    Who,
    /// The roles of its client, with the permissions in them.
    Rights,
    /// The user behind it.
    User,
    /// One real read.
    Read,
    /// The organization.
    Organization,
    /// After which idle time it ends.
    Idle,
    /// Revokes it.
    Revoke,
}

/// The reads that can be chosen from, by their names in the table of calls.
pub(super) const READS: [&str; 4] = [
    "users",
    "routing-queues",
    "conversation-aggregates",
    "conversations",
];

impl Question {
    /// How many there are.
    pub const COUNT: usize = 8;

    /// Those that are asked about a token, in the order they are offered.
    pub(super) const ABOUT: [Self; 6] = [
        Self::Who,
        Self::Rights,
        Self::User,
        Self::Read,
        Self::Organization,
        Self::Idle,
    ];

    const ALL: [Self; Self::COUNT] = [
        Self::Token,
        Self::Who,
        Self::Rights,
        Self::User,
        Self::Read,
        Self::Organization,
        Self::Idle,
        Self::Revoke,
    ];

    /// The word in ids and buttons.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Who => "who",
            Self::Rights => "rights",
            Self::User => "user",
            Self::Read => "read",
            Self::Organization => "organization",
            Self::Idle => "idle",
            Self::Revoke => "revoke",
        }
    }

    /// The question of that word.
    pub(super) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// What its button says.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Token => "Ask for a token",
            Self::Who => "Who is this token?",
            Self::Rights => "What may it do?",
            Self::User => "Is there a user?",
            Self::Read => "One real read",
            Self::Organization => "Organization",
            Self::Idle => "Idle timeout",
            Self::Revoke => "Revoke this token",
        }
    }

    /// What it tells, beside the button.
    pub(super) const fn note(self) -> &'static str {
        match self {
            Self::Token | Self::Revoke => "",
            Self::Who => "The client, its grant, state and roles, and the organization: tokens/me.",
            Self::Rights => "The client's roles, each with its permissions and its division.",
            Self::User => "users/me: for client credentials 400 is the right answer.",
            Self::Read => "Does it do what it is for? Reads once and changes nothing.",
            Self::Organization => "Its name, and the short name that logins and SAML need.",
            Self::Idle => "Whether tokens that are not used end before their time.",
        }
    }

    /// The call, for a token. `id` is the client's, `read` the name of the read that was chosen.
    pub(super) fn about(self, region: &str, token: &Secret, id: &str, read: &str) -> Ask {
        let api = |call| Ask::api(call, region, token);
        match self {
            Self::Rights => api("authorization-subject").with_id(id),
            Self::User => api("users-me"),
            Self::Read => {
                let known = READS.into_iter().find(|known| *known == read);
                let name = known.unwrap_or("users");
                // One is enough to know, and the least that can be read.
                let paged = call(name).is_some_and(|call| !call.query.is_empty());
                api(name).with_query(if paged { "pageSize=1" } else { "" })
            }
            Self::Organization => api("organizations-me"),
            Self::Idle => api("tokens-timeout"),
            Self::Revoke => Ask::revoke(region, token),
            Self::Who | Self::Token => api("tokens-me"),
        }
    }
}
