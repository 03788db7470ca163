//! What became of a question: in one sentence for screen readers, and as a view.

use claimlens_core::requests::{ReadVerdict, UserAnswer};

use super::room::Found;
use super::{idle, organization, read, refused, rights, user, who};
use crate::markup::{Node, button, el};
use crate::platform::fetch::Lost;

/// The sentence.
pub(super) fn spoken(found: &Found) -> String {
    match found {
        Found::Token(_) => "A token came.".into(),
        Found::Me(me) => format!("The token is of {}.", me.client_name),
        Found::Subject(subject) => format!(
            "{} roles with {} permissions.",
            subject.grants.len(),
            subject.permissions.len()
        ),
        Found::User(UserAnswer::User { name, .. }) => format!("The user is {name}."),
        Found::User(UserAnswer::NoUser(_)) => "No user is behind it, as it should be.".into(),
        Found::Read(ReadVerdict { says, .. }, _) => says.clone(),
        Found::Organization(one) => format!("The organization is {}.", one.name),
        Found::Idle(idle) => idle.text.clone(),
        Found::Revoked => "The token is revoked.".into(),
        Found::Refused(refusal, _) => refusal.says.clone(),
        Found::Lost(lost) => lost_words(*lost).into(),
        Found::Stopped => "Stopped.".into(),
        Found::Fault(fault) => fault.text().into(),
    }
}

/// Why nothing came back, and what to look at.
fn lost_words(lost: Lost) -> &'static str {
    match lost {
        Lost::Stopped => "Stopped.",
        Lost::Offline => "Nothing was sent: this computer has no network.",
        Lost::Refused => {
            "No answer came from the companion: it was stopped, or something on the way blocked the request."
        }
        Lost::Cut => "The answer was cut off. Whether the request was worked on is not known.",
    }
}

/// The view of what was found. That of a token stands by itself.
pub(super) fn view(found: &Found) -> Node {
    match found {
        Found::Token(_) => Node::Nothing,
        Found::Me(me) => who::view(me),
        Found::Subject(subject) => rights::view(subject),
        Found::User(answer) => user::view(answer),
        Found::Read(verdict, report) => read::view(verdict, report.as_deref()),
        Found::Organization(one) => organization::view(one),
        Found::Idle(idle) => idle::view(idle),
        Found::Revoked => el("p")
            .class("verdict good")
            .text("The token is revoked: whoever holds it can do nothing with it any more.")
            .into(),
        Found::Refused(refusal, report) => refused::view(refusal, report.as_deref()),
        Found::Lost(lost) => el("p")
            .class("verdict bad")
            .text(lost_words(*lost))
            .text(" ")
            .child(button("Look for the companion", "request-seek", "").class("quiet"))
            .into(),
        Found::Stopped => el("p")
            .class("verdict neutral")
            .text("Stopped. What was already sent may have been worked on.")
            .into(),
        Found::Fault(fault) => bad(fault.text()),
    }
}

fn bad(words: &'static str) -> Node {
    el("p").class("verdict bad").text(words).into()
}
