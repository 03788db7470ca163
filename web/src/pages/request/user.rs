//! The user behind a token, or why there is none.

use claimlens_core::requests::UserAnswer;

use super::super::facts::statement;
use crate::markup::{Node, el};

/// What `users/me` says.
pub(super) fn view(answer: &UserAnswer) -> Node {
    match answer {
        UserAnswer::User { id, name } => el("p")
            .class("verdict good")
            .child(el("b").text(name.clone()))
            .text(" is behind it (")
            .child(el("code").text(id.clone()))
            .text("): the token is of a login, and may do what this user may.")
            .into(),
        UserAnswer::NoUser(why) => statement(el("div").class("verdict good"), why),
    }
}
