//! What a check gave, before everything else in the report: the sentence, the reasons, and what lies inside.

use super::layers;
use super::overlay::is_encrypted;
use super::panel::is_key;
use super::recognised::lint;
use super::room::{Room, Stage, Topic, follow, look, page};
use super::tokens::MOST;
use crate::markup::{Element, Node, button, el, icon, prose};
use crate::state::{self, Data};
use crate::view_model::fold::grouped;
use crate::view_model::outcome::{Checked, Lint, Outcome};
use crate::view_model::spoken::{is_token, lead, time_apart};
use claimlens_core::report::Artefact;

/// The block; nothing before a key was given.
pub(super) fn checked() -> Node {
    let page = page();
    page.follow(state::Topic::Inspected);
    page.follow(state::Topic::Selected);
    page.follow(state::Topic::Judged);
    follow(Topic::Answered);
    page.read(|data| look(|room| shown(data, room)))
}

fn shown(data: &Data, room: &Room) -> Node {
    let Some(artefact) = state::artefact_of(data) else {
        return Node::Nothing;
    };
    if is_key(artefact.kind) {
        return el("p")
            .class("outcome-note")
            .child(button("Use it as the key", "check-use", data.selected.to_string()))
            .text(" To check the signature of a token with it.")
            .into();
    }
    if !room.is_asked() || !is_token(artefact.kind) {
        return Node::Nothing;
    }
    if !room.failed.is_empty() {
        return el("div")
            .class("outcome bad")
            .child(
                el("p")
                    .class("lead")
                    .child(icon("#i-bad"))
                    .child(el("strong").text("Nothing was checked. "))
                    .text(room.failed.clone()),
            )
            .into();
    }
    let late = match room.stage {
        Stage::Late(tried, of) => Some(checking(tried, of)),
        Stage::Stopped => {
            return el("p")
                .class("outcome-note")
                .text("The check was stopped. ")
                .child(button("Check again", "check-again", "").class("quiet"))
                .into();
        }
        _ => None,
    };
    let outcome = room.outcome(data.selected).zip(room.checked.as_ref());
    let Some((outcome, checked)) = outcome else {
        if late.is_none() && room.beyond && room.stage == Stage::Rest {
            let words = format!(
                "Not checked: of one paste the first {} tokens are. Paste this one by itself.",
                grouped(MOST)
            );
            return el("p").class("outcome-note").text(words).into();
        }
        return late.into();
    };
    let block = block(artefact, outcome, checked);
    let block = if room.stage == Stage::Rest {
        block
    } else {
        block.attr("aria-busy", "true")
    };
    el("div").child(late).child(block).into()
}

/// A check that takes long.
fn checking(tried: usize, of: usize) -> Element {
    let words = if of > 1 {
        format!("Checking … {} of {} tokens ", grouped(tried), grouped(of))
    } else {
        "Checking … ".to_owned()
    };
    el("p")
        .class("outcome-note")
        .attr("role", "status")
        .text(words)
        .child(button("Cancel", "check-cancel", "").class("quiet"))
}

/// The outcome for one token.
fn block(artefact: &Artefact, outcome: &Outcome, checked: &Checked) -> Element {
    let (tone, words, rest) = lead(outcome, checked, is_encrypted(artefact.kind));
    let first = el("p")
        .class("lead")
        .child(icon(tone.icon()))
        .child(prose(el("strong"), &words))
        .text(" ");
    el("section")
        .class(["outcome ", tone.class()].concat())
        .attr("aria-label", "What the check gave")
        .child(prose(first, &rest))
        .child(time_apart(outcome, &artefact.verdicts).map(|words| prose(el("p"), &words)))
        .children(details(outcome, checked))
}

/// Everything below the sentence.
pub(super) fn details(outcome: &Outcome, checked: &Checked) -> Vec<Node> {
    let mut all: Vec<Node> = vec![reasons(outcome)];
    all.extend(layers::signatures(outcome, checked));
    all.extend(layers::presentation(outcome));
    all.extend(layers::hashes(outcome));
    let said = outcome.explanation.as_ref().map(|(words, _)| words.as_str());
    let findings: Vec<Node> = outcome
        .findings
        .iter()
        .take(20)
        .map(|one| {
            // What the sentence on top says already is not said again; what to do about it is.
            if Some(one.message.as_str()) == said {
                lint(&Lint {
                    severity: one.severity.clone(),
                    code: one.code.clone(),
                    message: one.help.clone(),
                    help: String::new(),
                    reference: one.reference.clone(),
                })
            } else {
                lint(one)
            }
        })
        .collect();
    if !findings.is_empty() {
        all.push(el("ul").class("lints").children(findings).into());
    }
    all.extend(layers::inside(outcome, checked));
    all
}

/// The reasons, each with its code.
fn reasons(outcome: &Outcome) -> Node {
    if outcome.reasons.is_empty() {
        return Node::Nothing;
    }
    let items = outcome.reasons.iter().take(20).map(|reason| {
        prose(el("li"), &reason.sentence)
            .text(" ")
            .child(el("code").class("code").text(reason.code.clone()))
            .into()
    });
    el("ul").class("reasons").attr("aria-label", "Reasons").children(items).into()
}
