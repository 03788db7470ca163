//! What can be asked: for a token, and then about it.

use claimlens_core::calls::Method;
use claimlens_core::requests::{Ask, REAL_READS, Secret};

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

    pub(super) const ALL: [Self; Self::COUNT] = [
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
        match self {
            Self::Revoke => Ask::revoke(region, token),
            _ => self.call(&|call| Ask::api(call, region, token), id, read),
        }
    }

    /// The same, for its line only: before there is a token.
    pub(super) fn line(self, region: &str, id: &str, read: &str) -> Ask {
        match self {
            Self::Token => Ask::line("token", region),
            Self::Revoke => Ask {
                method: Some(Method::Delete),
                ..Ask::line("tokens-me", region)
            },
            _ => self.call(&|call| Ask::line(call, region), id, read),
        }
    }

    fn call(self, api: &dyn Fn(&'static str) -> Ask, id: &str, read: &str) -> Ask {
        match self {
            Self::Rights => api("authorization-subject").with_id(id),
            Self::User => api("users-me"),
            Self::Read => {
                let known = REAL_READS.iter().find(|known| known.call == read);
                known.map_or_else(
                    || api("users"),
                    |known| api(known.call).with_query(known.query),
                )
            }
            Self::Organization => api("organizations-me"),
            Self::Idle => api("tokens-timeout"),
            Self::Who | Self::Token | Self::Revoke => api("tokens-me"),
        }
    }
}

#[cfg(test)]
mod tests {
    use claimlens_core::requests::{REAL_READS, Secret};

    use super::Question;

    const ID: &str = "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c01";

    #[test]
    fn every_question_has_a_word_and_a_place_of_its_own() {
        for (place, question) in Question::ALL.into_iter().enumerate() {
            assert_eq!(Question::of(question.word()), Some(question));
            assert_eq!(question as usize, place);
        }
    }

    #[test]
    fn every_question_about_a_token_can_be_planned_and_its_line_too() {
        let token = Secret::new("t".repeat(80));
        for read in REAL_READS {
            for question in Question::ABOUT.into_iter().chain([Question::Revoke]) {
                let ask = question.about("mypurecloud.ie", &token, ID, read.call);
                let planned = ask.plan(0).unwrap();
                let line = question
                    .line("mypurecloud.ie", ID, read.call)
                    .plan(0)
                    .unwrap();
                assert_eq!(planned.curl(), line.curl(), "{}", question.word());
            }
        }
        let line = Question::Token
            .line("mypurecloud.ie", ID, "")
            .plan(0)
            .unwrap();
        assert!(
            line.curl()
                .unwrap()
                .contains("login.mypurecloud.ie/oauth/token")
        );
    }
}
