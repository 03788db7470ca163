//! A refusal: what it means, and the diagnosis of the exchange, the same as of an error that is pasted.

use claimlens_core::report::{Artefact, PartContent, Report};
use claimlens_core::requests::{DEMO, Origin, Refusal};

use super::super::card::copy;
use super::room::look;
use crate::components::list::list;
use crate::markup::{Element, Node, button, el, prose};

/// The refusal.
pub(super) fn view(refusal: &Refusal, report: Option<&Report>) -> Node {
    let demo = look(|room| {
        room.about
            .as_ref()
            .is_some_and(|about| about.region == DEMO)
    });
    let by = match refusal.origin {
        Origin::Genesys if demo => "The demo refused it",
        Origin::Genesys => "Genesys Cloud refused it",
        Origin::Companion => "The companion refused it",
        Origin::NoCompanion => "There is no companion",
        Origin::Unknown => "It was refused, and by whom is not clear",
    };
    let status = if refusal.status == 0 {
        String::new()
    } else {
        format!(" ({})", refusal.status)
    };
    let said = [&*refusal.code, &*refusal.message]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(": ");
    let todo = (!refusal.todo.is_empty()).then(|| {
        el("p")
            .child(el("b").text("What to do: "))
            .text(refusal.todo.clone())
    });
    el("div")
        .class("refused")
        .child(
            el("div")
                .class("verdict bad")
                .child(
                    el("p")
                        .child(el("b").text(by))
                        .text(status)
                        .text(". ")
                        .text(refusal.says.clone()),
                )
                .child((!said.is_empty()).then(|| el("p").child(el("code").text(said))))
                .child(todo),
        )
        .child(permissions(&refusal.permissions))
        .child(diagnosis(report))
        .into()
}

/// The permissions that are missing, each to copy.
pub(super) fn permissions(names: &[String]) -> Node {
    if names.is_empty() {
        return Node::Nothing;
    }
    let items = names.iter().map(|name| {
        el("li")
            .child(el("code").text(name.clone()))
            .child(copy(name, name))
            .into()
    });
    el("div")
        .class("lacking")
        .child(el("p").child(el("b").text("Missing")))
        .child(
            el("ul")
                .attr("aria-label", "Missing permissions")
                .children(items),
        )
        .into()
}

/// What the diagnosis says, in the order of the report: the answer, what to do, likely causes.
pub(super) fn diagnosis(report: Option<&Report>) -> Node {
    let artefact = report.and_then(|report| report.artefacts.get(report.primary?));
    let Some(artefact) = artefact else {
        return Node::Nothing;
    };
    el("div")
        .class("diagnosis")
        .child(
            el("p")
                .child(prose(el("strong"), &artefact.headline.lead))
                .text(" ")
                .child(prose(el("span"), &artefact.headline.rest)),
        )
        .child(steps(artefact))
        .child(causes(artefact))
        .into()
}

fn steps(artefact: &Artefact) -> Node {
    if artefact.next_steps.is_empty() {
        return Node::Nothing;
    }
    let steps = artefact.next_steps.iter().map(|step| {
        let command = step.command.as_ref().map(|command| {
            el("div")
                .class("command")
                .child(
                    el("pre")
                        .attr("tabindex", "0")
                        .child(el("code").text(command.text.clone())),
                )
                .child(copy(&[command.label, " command"].concat(), &command.text))
        });
        prose(el("li"), &step.text).child(command).into()
    });
    el("div")
        .class("steps")
        .child(el("p").child(el("b").text("What to do next")))
        .child(el("ol").children(steps))
        .into()
}

fn causes(artefact: &Artefact) -> Node {
    let lists = artefact
        .parts
        .iter()
        .filter_map(|part| match &part.content {
            PartContent::List { items } => Some(Node::from(
                el("details")
                    .child(el("summary").text(part.title.clone()))
                    .child(list(items)),
            )),
            _ => None,
        });
    el("div").children(lists).into()
}

/// A button that hands the masked exchange to Inspect.
pub(super) fn to_inspect(word: &'static str) -> Element {
    button("Open in Inspect", "request-inspect", word).class("quiet")
}
