//! Which grant: a few questions, one recommendation with its reasons, and programs that use it.

use claimlens_core::grants::{
    Answer, Grant, Next, QUESTIONS, Question, Recommendation, Statement, next, recommendation,
};

use super::desk::{self, Topic};
use super::facts::{statement, statements};
use super::place::{Page, link};
use super::{basic, heading, snippet};
use crate::markup::{Node, button, el, live};

/// The heading of the open question, or of the recommendation: where the focus goes after an answer.
pub(super) const ASKED: &str = "asked";

/// The page.
pub(super) fn page() -> Vec<Node> {
    vec![
        heading(Page::Grants.title()),
        el("p")
            .text("A few questions, one recommendation, with the reasons. The answers stay in this tab and are gone with it.")
            .into(),
        live(chooser),
        live(basic::basic),
    ]
}

/// Takes an answer, `question:choice`, or takes one back with all that follow it, `question:`.
pub(super) fn answer(value: &str) {
    let (question, choice) = value.split_once(':').unwrap_or_default();
    desk::change(Topic::Answered, |data| {
        let at = data
            .answers
            .iter()
            .position(|known| known.question == question);
        if let Some(at) = at {
            data.answers.truncate(at);
        }
        data.answers.extend(Answer::of(question, choice));
    });
}

fn chooser() -> Node {
    desk::follow(Topic::Moved);
    desk::follow(Topic::Answered);
    let (named, answers) = {
        let data = desk::data();
        (Grant::of(&data.place.rest), data.answers.clone())
    };
    let said = el("div").id("chooser");
    if let Some(grant) = named {
        let back = el("a")
            .attr("href", "#grants")
            .text("Answer the questions instead");
        return said
            .child(el("p").child(back))
            .children(recommended(&recommendation(grant, &[])))
            .into();
    }
    let said = said.child(given(&answers));
    match next(&answers) {
        Next::Ask(asked) => said.child(question(asked)).into(),
        Next::Recommend(found) => said.children(recommended(&found)).into(),
    }
}

/// What was answered so far, each to be taken back.
fn given(answers: &[Answer]) -> Node {
    if answers.is_empty() {
        return Node::Nothing;
    }
    let items = answers.iter().filter_map(|answer| {
        let (question, choice) = texts(answer)?;
        let again = button("Change", "answer", [answer.question, ":"].concat());
        let again = again
            .class("quiet")
            .attr("aria-label", ["Change: ", question].concat());
        Some(
            el("li")
                .text(question)
                .text(" ")
                .child(el("b").text(choice))
                .child(again)
                .into(),
        )
    });
    el("ol")
        .class("given")
        .attr("aria-label", "Your answers")
        .children(items)
        .into()
}

/// The words of an answer and of its question.
fn texts(answer: &Answer) -> Option<(&'static str, &'static str)> {
    let question = QUESTIONS.iter().find(|asked| asked.id == answer.question)?;
    let choice = question
        .choices
        .iter()
        .find(|choice| choice.id == answer.choice)?;
    Some((question.text, choice.text))
}

fn question(asked: &'static Question) -> Node {
    let choices = asked.choices.iter().map(|choice| {
        let value = [asked.id, ":", choice.id].concat();
        let pick = el("button")
            .attr("type", "button")
            .class("choice")
            .does("answer", value);
        pick.child(el("b").text(choice.text))
            .child(el("span").text(choice.note))
            .into()
    });
    el("section")
        .class("question")
        .attr("aria-labelledby", ASKED)
        .child(el("h3").id(ASKED).attr("tabindex", "-1").text(asked.text))
        .child(statement(el("div").class("note"), &asked.why))
        .children(choices)
        .into()
}

fn recommended(found: &Recommendation) -> Vec<Node> {
    let part = |title: &'static str, said: &[Statement]| -> Node {
        if said.is_empty() {
            return Node::Nothing;
        }
        el("section")
            .child(el("h4").text(title))
            .child(statements(said))
            .into()
    };
    let others = found.others.iter().map(|(other, why)| {
        let name = el("a")
            .attr("href", link(Page::Grants, other.id()))
            .text(other.title());
        el("li").child(name).child(statement(el("div"), why)).into()
    });
    vec![
        el("section")
            .class("advice")
            .attr("aria-labelledby", ASKED)
            .child(
                el("h3")
                    .id(ASKED)
                    .attr("tabindex", "-1")
                    .text(found.grant.title()),
            )
            .child(el("p").class("lead").text(found.headline))
            .child(part("Why", &found.reasons))
            .child(part("What it needs in Genesys Cloud", &found.needs))
            .child(part("What enforcing single sign-on changes", &found.sso))
            .child(part("What to watch once it runs", &found.watch))
            .child(el("h4").text("The others, and why not"))
            .child(el("ul").class("others").children(others))
            .into(),
        snippet::snippets(found.grant),
    ]
}
