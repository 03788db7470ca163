//! A question about the token: its button, and below it what was answered.

use super::super::desk::{self, Topic};
use super::question::Question;
use super::room::{Asked, Stage, look};
use super::{exchange, outcome, read, rights, waiting};
use crate::markup::{Node, button, el, live};

/// The questions, each in the place it keeps.
pub(super) fn questions() -> Node {
    desk::follow(Topic::Held);
    let (held, any) = look(|room| {
        let answered = |question| room.found(question).is_some();
        (
            room.holder.is_some(),
            Question::ABOUT.into_iter().any(answered),
        )
    });
    if !held && !any {
        return Node::Nothing;
    }
    let rows = Question::ABOUT.map(|question| live(move || row(question)));
    el("section")
        .id("questions")
        .attr("aria-labelledby", "questions-title")
        .child(
            el("h3")
                .id("questions-title")
                .text("What the API says about it"),
        )
        .child(el("ul").class("questions").children(rows))
        .into()
}

fn row(question: Question) -> Node {
    desk::follow(Topic::Asked);
    desk::follow(Topic::Held);
    if question == Question::Rights {
        desk::follow(Topic::Searched);
    }
    look(|room| {
        let Some(asked) = room.of(question) else {
            return Node::Nothing;
        };
        // Without a token there is nothing to ask: only what was answered stays.
        if room.holder.is_none() && matches!(asked.stage, Stage::Idle) {
            return Node::Nothing;
        }
        let ask = button(question.label(), "request-ask", question.word());
        let ask = ask.id(["ask-", question.word()].concat());
        let head = el("div")
            .class("asking")
            .child(room.holder.is_some().then_some(ask))
            .child(
                room.holder
                    .is_none()
                    .then(|| el("b").text(question.label())),
            )
            .child(if question == Question::Read {
                read::choice(room.read)
            } else {
                Node::Nothing
            })
            .child(el("span").class("note").text(question.note()));
        el("li")
            .id(["asked-", question.word()].concat())
            .child(head)
            .child(answer(question, asked, room))
            .into()
    })
}

/// What was answered to a question, and how.
pub(super) fn answer(question: Question, asked: &Asked, room: &super::room::Room) -> Node {
    if matches!(asked.stage, Stage::Idle) {
        return Node::Nothing;
    }
    let found = asked.found.as_ref().map_or(Node::Nothing, outcome::view);
    let searched = match room.subject() {
        Some(subject) if question == Question::Rights => {
            rights::permissions(subject, &room.query, room.all)
        }
        _ => Node::Nothing,
    };
    el("div")
        .class("answered")
        .child(waiting::waiting(question, &asked.stage))
        .child(found)
        .child(
            (!asked.gave_up.is_empty()).then(|| el("p").class("note").text(asked.gave_up.clone())),
        )
        .child(searched)
        .child(
            asked
                .exchange
                .as_ref()
                .map_or(Node::Nothing, |one| exchange::view(question, one)),
        )
        .into()
}
