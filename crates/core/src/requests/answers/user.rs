//! `users/me`: a user, or the 400 that is right for client credentials.

use alloc::boxed::Box;
use alloc::string::String;

use super::{Answer, Planned, Refusal, json, refused, text};
use crate::grants::Statement;
use crate::grants::statement::documented;

/// What `users/me` answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum UserAnswer {
    /// A user stands behind the token.
    User {
        /// The user's id.
        id: String,
        /// The user's name.
        name: String,
    },
    /// None does: what client credentials always get. It is no fault.
    NoUser(Statement),
}

/// What is said where no user is behind the token.
const NO_USER: Statement = documented(
    "400 is the right answer here: no user stands behind a token of client credentials, so a call about “me” has nobody to tell about. It does not mean that something is wrong. Ask tokens/me instead.",
    "MyPureCloud/developer-center-blog: article of 2022-02-11",
);

/// Reads the answer of `users/me`.
///
/// # Errors
/// Where it was refused for another reason.
pub fn read_user(planned: &Planned, answer: &Answer) -> Result<UserAnswer, Box<Refusal>> {
    let document = json(answer.body.expose());
    let Some(body) = document.object() else {
        return Err(refused(planned, answer));
    };
    if answer.is_ok() && body.get("id").is_some() {
        return Ok(UserAnswer::User {
            id: text(body, "id"),
            name: text(body, "name"),
        });
    }
    if needs_user(answer) {
        return Ok(UserAnswer::NoUser(NO_USER));
    }
    Err(refused(planned, answer))
}

/// Whether the call was refused because it needs a user.
pub(super) fn needs_user(answer: &Answer) -> bool {
    if answer.status != 400 {
        return false;
    }
    let document = json(answer.body.expose());
    let message = document.object().map(|body| text(body, "message"));
    // Its code was not observed, so it is known by its words.
    message.is_some_and(|message| message.to_ascii_lowercase().contains("user context"))
}
