//! One real read: does the token do what it is for?

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Answer, Planned, Refusal, json, refused, user};

/// A read to try: it shows whether the token does what it is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RealRead {
    /// The call's name in the table.
    pub call: &'static str,
    /// The query to ask it with: as little as there is.
    pub query: &'static str,
    /// What it is called where it is chosen.
    pub label: &'static str,
}

/// The reads to choose from.
pub const REAL_READS: [RealRead; 4] = [
    RealRead {
        call: "routing-queues",
        query: "pageSize=1",
        label: "queues",
    },
    RealRead {
        call: "users",
        query: "pageSize=1",
        label: "users",
    },
    RealRead {
        call: "conversation-aggregates",
        query: "",
        label: "conversations of the last minute, counted",
    },
    RealRead {
        call: "conversations",
        query: "",
        label: "active conversations (needs a user)",
    },
];

/// How a real read ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// It was answered.
    Works,
    /// A permission is missing.
    MissingPermission,
    /// It needs a user behind the token.
    NeedsUser,
    /// Too many requests.
    Throttled,
    /// The token was refused.
    TokenRefused,
    /// Anything else.
    Failed,
}

impl Outcome {
    /// The word in an export.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::MissingPermission => "missing-permission",
            Self::NeedsUser => "needs-user",
            Self::Throttled => "throttled",
            Self::TokenRefused => "token-refused",
            Self::Failed => "failed",
        }
    }

    /// The label that a reader sees.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Works => "it works",
            Self::MissingPermission => "a permission is missing",
            Self::NeedsUser => "it needs a user",
            Self::Throttled => "too many requests",
            Self::TokenRefused => "the token was refused",
            Self::Failed => "it failed",
        }
    }

    /// The outcome of that word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [
            Self::Works,
            Self::MissingPermission,
            Self::NeedsUser,
            Self::Throttled,
            Self::TokenRefused,
            Self::Failed,
        ]
        .into_iter()
        .find(|outcome| outcome.word() == word)
    }
}

/// What a real read says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReadVerdict {
    /// The name of the call in the table.
    pub call: &'static str,
    /// The status.
    pub status: u16,
    /// How it ended.
    pub outcome: Outcome,
    /// That, in a sentence or two.
    pub says: String,
    /// How many there are of what was asked for, if the answer counts them.
    pub total: Option<i64>,
    /// The permissions that are missing, as the answer names them; else those that the call is known to need.
    pub permissions: Vec<String>,
    /// The refusal, where it was one.
    pub refusal: Option<Box<Refusal>>,
}

/// Reads the answer of a real read. Any answer has a verdict.
#[must_use]
pub fn read_real(planned: &Planned, answer: &Answer) -> ReadVerdict {
    let verdict = |outcome, says: String| ReadVerdict {
        call: planned.call.id,
        status: answer.status,
        outcome,
        says,
        total: None,
        permissions: Vec::new(),
        refusal: None,
    };
    let document = json(answer.body.expose());
    if answer.is_ok()
        && let Some(body) = document.object()
    {
        let total = body.get("total").and_then(|total| total.as_i64());
        let says = match total {
            Some(total) => format!(
                "It works. What was read: {}; {total} in all. What lies in divisions that the client has no role for may be left out without a word.",
                planned.call.tells
            ),
            None => format!("It works. What was read: {}.", planned.call.tells),
        };
        return ReadVerdict {
            total,
            ..verdict(Outcome::Works, says)
        };
    }
    let refusal = refused(planned, answer);
    let mut permissions = refusal.permissions.clone();
    let (outcome, says) = match answer.status {
        400 if user::needs_user(answer) => (
            Outcome::NeedsUser,
            String::from(
                "This call needs a user behind the token; one of client credentials has none. It says nothing about the client's permissions.",
            ),
        ),
        403 => {
            if permissions.is_empty() {
                permissions = planned
                    .call
                    .permissions
                    .iter()
                    .map(ToString::to_string)
                    .collect();
            }
            let named = if refusal.permissions.is_empty() {
                "The token works, but this call is not allowed."
            } else {
                "The token works, but a permission is missing."
            };
            let list = if permissions.is_empty() {
                String::new()
            } else {
                format!(" It needs {}.", permissions.join(" or "))
            };
            (Outcome::MissingPermission, format!("{named}{list}"))
        }
        429 => (
            Outcome::Throttled,
            String::from("Too many requests were made. It says nothing about the token."),
        ),
        401 => (Outcome::TokenRefused, refusal.says.clone()),
        _ => (Outcome::Failed, refusal.says.clone()),
    };
    ReadVerdict {
        permissions,
        refusal: Some(refusal),
        ..verdict(outcome, says)
    }
}
