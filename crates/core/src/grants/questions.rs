//! The questions, in the order they are asked.

use super::statement::{Statement, documented};

/// A question with the answers there are.
#[derive(Debug, Eq, PartialEq)]
pub struct Question {
    /// The name for stored answers; it does not change.
    pub id: &'static str,
    /// The question.
    pub text: &'static str,
    /// Why it matters, in one sentence: with its mark and source, for it states a fact.
    pub why: Statement,
    /// What can be answered.
    pub choices: &'static [Choice],
}

/// One possible answer.
#[derive(Debug, Eq, PartialEq)]
pub struct Choice {
    /// The name for stored answers; it does not change.
    pub id: &'static str,
    /// The answer.
    pub text: &'static str,
    /// What falls under it.
    pub note: &'static str,
}

/// All questions. Not every one is asked: [`next`](super::next) leaves out what is decided already.
pub static QUESTIONS: &[Question] = &[
    Question {
        id: "today",
        text: "How does it get its token today?",
        why: documented(
            "Two ways have to be left behind, whatever else is true.",
            "community.genesys.com: Migrating from implicit grant; help.mypurecloud.com: Use SSO instead of Genesys Cloud login credentials",
        ),
        choices: &[
            Choice {
                id: "nothing",
                text: "It does not yet, or in another way",
                note: "Something new, or a client that already has one of the grants below.",
            },
            Choice {
                id: "implicit",
                text: "Implicit grant",
                note: "The address holds response_type=token, and the token comes back behind a #.",
            },
            Choice {
                id: "password",
                text: "It logs in with a person's name and password",
                note: "A script, a robot or a test that fills in the login form or sends a password.",
            },
        ],
    },
    Question {
        id: "person",
        text: "Must a person be named for what it does?",
        why: documented(
            "A token of client credentials names the client, never a person.",
            "developer.genesys.cloud: Authorization, Use client credentials",
        ),
        choices: &[
            Choice {
                id: "no",
                text: "No, it works in its own name",
                note: "Cron job, ETL, Terraform, SCIM, data action, monitoring.",
            },
            Choice {
                id: "yes",
                text: "Yes, each user acts in their own name",
                note: "The audit log is to say who did it, or it may do what that user may do.",
            },
        ],
    },
    Question {
        id: "me",
        text: "Does it call a path with /me, or one that is about the logged-in user?",
        why: documented(
            "Such calls need a user behind the token; without one they answer 400.",
            "MyPureCloud/developer-center-blog: article of 2022-02-11",
        ),
        choices: &[
            Choice {
                id: "no",
                text: "No",
                note: "/tokens/me and /organizations/me are no such paths: they need no user.",
            },
            Choice {
                id: "yes",
                text: "Yes",
                note: "/users/me, or /conversations, which lists those of the logged-in user.",
            },
        ],
    },
    Question {
        id: "secret",
        text: "Can it keep a secret from the people who use it?",
        why: documented(
            "What runs in a browser or on a user's machine can be read there.",
            "platform-client-sdk-javascript: README.md",
        ),
        choices: &[
            Choice {
                id: "yes",
                text: "Yes, it runs on a server",
                note: "The secret comes from a vault or the environment and never leaves the server.",
            },
            Choice {
                id: "no",
                text: "No, it runs where users can look into it",
                note: "Single-page, desktop, mobile or command line application.",
            },
        ],
    },
    Question {
        id: "assertion",
        text: "Does that server already hold the user's SAML assertion?",
        why: documented(
            "Then the user need not log in a second time.",
            "platform-client-sdk-python: api_client.py",
        ),
        choices: &[
            Choice {
                id: "no",
                text: "No",
                note: "The user is sent to the login page of Genesys Cloud, and through it to the identity provider.",
            },
            Choice {
                id: "yes",
                text: "Yes, the identity provider posts it there",
                note: "The server is a service provider of its own at the same identity provider.",
            },
        ],
    },
];
