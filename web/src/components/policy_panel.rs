//! "What do you expect?": the policy, and how each expectation fared.

use claimlens_core::report::{CheckState, PolicyCheck};

use crate::markup::{Node, button, el, icon, live};
use crate::state::State;
use crate::view_model::expectations::{FIELDS, Field};
use crate::view_model::states::Tone;

/// The panel. Its fields are filled and read by [`crate::actions`]; nothing of a token goes in here.
#[must_use]
pub fn policy_panel(state: State) -> Node {
    el("details")
        .id("policy")
        .class("policy")
        .child(el("summary").text("What do you expect?"))
        .child(el("p").class("note").text(
            "Each line that is filled in is held against the token, and answered as your API would. Kept for this tab only, without the token.",
        ))
        .child(el("div").class("fields").children(FIELDS.iter().map(field)))
        .child(button("Expect nothing", "expect-nothing", "").class("quiet"))
        .child(checks(state))
        .into()
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
