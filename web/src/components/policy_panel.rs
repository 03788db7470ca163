//! "What do you expect?": the policy, and how each expectation fared.

use claimlens_core::report::{CheckState, PolicyCheck};

use crate::house;
use crate::markup::{Node, button, el, icon, live};
use crate::sharing;
use crate::state::{State, Topic};
use crate::view_model::expectations::{FIELDS, Field};
use crate::view_model::states::Tone;

/// The panel. Its fields are filled and read by [`crate::actions`]; nothing of a token goes in here.
/// What is in it is loaded after the page; it can be opened before.
#[must_use]
pub fn policy_panel(state: State) -> Node {
    live(move || {
        state.follow(Topic::Arrived);
        let content = match state.views() {
            Some(views) => (views.policy_panel)(state),
            None => vec![note(if state.is_awaiting() {
                "Being loaded …"
            } else {
                "This part of the page could not be loaded."
            })],
        };
        el("details")
            .id("policy")
            .class("policy")
            .child(el("summary").text("What do you expect?"))
            .children(content)
            .into()
    })
}

fn note(words: &'static str) -> Node {
    el("p").class("note").text(words).into()
}

/// What is in the panel.
#[must_use]
pub fn content(state: State) -> Vec<Node> {
    vec![
        note(
            "Each line that is filled in is held against the token, and answered as your API would. Kept for this tab only, without the token.",
        ),
        live(house::presets),
        el("div")
            .class("fields")
            .children(FIELDS.iter().map(field))
            .into(),
        button("Expect nothing", "expect-nothing", "")
            .class("quiet")
            .into(),
        sharing::policy_link(),
        checks(state),
    ]
}

fn field(field: &'static Field) -> Node {
    let input = el("input")
        .id(field.id)
        .attr("placeholder", field.hint)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false");
    let input = if field.number {
        input.attr("inputmode", "numeric")
    } else {
        input
    };
    el("p")
        .child(el("label").attr("for", field.id).text(field.label))
        .child(input)
        .into()
}

fn checks(state: State) -> Node {
    live(move || {
        state.view(|_, artefact| {
            if artefact.policy_checks.is_empty() {
                return Node::Nothing;
            }
            el("ul")
                .id("checks")
                .class("checks")
                .attr("aria-label", "Expectations")
                .children(artefact.policy_checks.iter().map(check))
                .into()
        })
    })
}

fn check(check: &PolicyCheck) -> Node {
    let (tone, word) = match check.state {
        CheckState::Met => (Tone::Good, "met"),
        CheckState::NotMet => (Tone::Bad, "not met"),
        CheckState::Undecided => (Tone::Warn, "undecided"),
    };
    let answer = check.answer.map(|answer| {
        let words = format!("{} {}", answer.status, answer.error);
        el("code").class("answer").text(words)
    });
    el("li")
        .class(tone.class())
        .child(icon(tone.icon()))
        .child(el("b").text(format!("{} {word}", check.subject)))
        .child(answer)
        .child(el("span").text(check.message.clone()))
        .into()
}
