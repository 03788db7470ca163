//! One step: why, how, what the answer means, and the boxes to paste answers into.

use claimlens_core::walkthrough::{
    Basis, Checklist, How, HowKind, Outcome, Step, StepKind, Walk, compare, filled,
};

use super::super::card::copy;
use super::super::facts::{fact_item, marked};
use super::case;
use super::walk::{current, step_link};
use crate::markup::{Node, el, own, prose};
use claimlens_core::genesys::Mark;

/// The id of a step's heading.
pub(in super::super) const TITLE: &str = "step-title";

/// The step that is looked at.
pub(super) fn step(number: u32, walk: &Walk, list: &'static Checklist) -> Node {
    let Some(step) = current(walk, list) else {
        return Node::Nothing;
    };
    let position = list.number(&step.id).unwrap_or_default();
    let kind = if step.kind == StepKind::Change {
        "change"
    } else {
        "note"
    };
    el("article")
        .id("step")
        .attr("aria-labelledby", TITLE)
        .child(el("p").child(el("b").class(kind).text(step.kind.label())))
        .child(
            el("h3")
                .id(TITLE)
                .attr("tabindex", "-1")
                .text(format!("{position}. {}", step.title)),
        )
        .child(prose(el("p").class("lead"), &step.why))
        .child(hows(step, walk))
        .child(notes(step, walk))
        .child(outcomes(step))
        .child(case::cases(number, walk, step))
        .child(compared(walk, list, step))
        .child(basis(step))
        .child(around(number, list, step))
        .into()
}

pub(super) fn hows(step: &'static Step, walk: &Walk) -> Node {
    let items = step.how.iter().map(|how| one_how(how, walk));
    el("div").class("hows").children(items).into()
}

fn one_how(how: &'static How, walk: &Walk) -> Node {
    let text = filled(&how.text, &walk.domain, None);
    let body: Node = match how.kind {
        HowKind::Do => prose(el("p"), &text).into(),
        HowKind::Menu => el("p").child(el("b").text(text)).into(),
        HowKind::Shell => el("div")
            .class("command")
            .child(el("pre").child(el("code").text(text.clone())))
            .child(copy("the command", &text))
            .into(),
        HowKind::Value => el("p")
            .class("file")
            .child(el("code").text(text.clone()))
            .child(copy("the value", &text))
            .into(),
    };
    let note = (!how.note.is_empty()).then(|| prose(el("p").class("note"), &how.note));
    let title = (!how.title.is_empty()).then(|| el("h4").text(&*how.title));
    el("div")
        .class("how")
        .child(mark(&how.basis))
        .child(title)
        .child(body)
        .child(note)
        .into()
}

fn mark(basis: &'static Basis) -> Node {
    marked(basis.mark.word(), basis.mark.label(), basis.source.clone())
}

fn notes(step: &'static Step, walk: &Walk) -> Node {
    let notes: Vec<Node> = step
        .notes_for(walk.idp)
        .map(|note| {
            let line = el("li")
                .child(mark(&note.basis))
                .child(el("b").text(note.idp.label()))
                .text(": ");
            prose(line, &note.text).into()
        })
        .collect();
    if notes.is_empty() {
        return Node::Nothing;
    }
    el("section")
        .child(el("h4").text("With your identity provider"))
        .child(el("ul").class("facts").children(notes))
        .into()
}

pub(super) fn outcomes(step: &'static Step) -> Node {
    if step.outcomes.is_empty() {
        return Node::Nothing;
    }
    el("section")
        .child(el("h4").text("What the answer means"))
        .child(
            el("ul")
                .class("facts")
                .children(step.outcomes.iter().map(outcome)),
        )
        .into()
}

fn outcome(outcome: &'static Outcome) -> Node {
    let line = el("li").child(mark(&outcome.basis));
    let line = prose(line.class(case::tone(outcome.level)), &outcome.seen).text(" ");
    let line = line.child(el("span").class("note").text(outcome.level.label()));
    let line = line.child(prose(el("p"), &outcome.means));
    let todo = (!outcome.todo.is_empty())
        .then(|| prose(el("p").child(el("b").text("Then: ")), &outcome.todo));
    line.child(todo).into()
}

/// What was read at the baseline beside what was read now.
pub(super) fn compared(walk: &Walk, list: &'static Checklist, step: &Step) -> Node {
    let rows = compare(walk, list, &step.id);
    if rows.is_empty() {
        return Node::Nothing;
    }
    let rows = rows.into_iter().map(|row| {
        let change = row.is_change();
        let client = row.client.as_deref().and_then(|key| walk.client(key));
        let cell = |value: Option<String>| {
            el("td").child(own(value.unwrap_or_else(|| "not read".to_owned())))
        };
        let of = client.map(|client| own(client.name.clone()));
        let is_of = if of.is_some() { ": " } else { "" };
        el("tr")
            .class(if change { "bad" } else { "neutral" })
            .child(
                el("th")
                    .attr("scope", "row")
                    .child(of)
                    .text(is_of)
                    .child(own(row.name)),
            )
            .child(cell(row.before))
            .child(cell(row.after))
            .child(el("td").text(if change { "changed" } else { "" }))
            .into()
    });
    let heads = ["What", "Before", "Now", "Change"]
        .map(|head| el("th").attr("scope", "col").text(head).into());
    el("section")
        .child(el("h4").text("Before and after"))
        .child(
            el("div")
                .class("wide")
                .attr("tabindex", "0")
                .attr("role", "group")
                .attr("aria-label", "Before and after")
                .child(
                    el("table")
                        .id("compared")
                        .child(el("thead").child(el("tr").children(heads)))
                        .child(el("tbody").children(rows)),
                ),
        )
        .into()
}

fn basis(step: &'static Step) -> Node {
    if step.facts.is_empty() {
        return Node::Nothing;
    }
    let facts = step.facts.iter().map(|fact| {
        let mark = Mark::of(fact.mark.word()).unwrap_or(Mark::Unverified);
        fact_item(&fact.text, mark, fact.source.clone())
    });
    el("details")
        .class("basis")
        .child(el("summary").text("What this step rests on"))
        .child(el("ul").class("facts").children(facts))
        .into()
}

/// The steps before and behind.
fn around(number: u32, list: &'static Checklist, step: &Step) -> Node {
    let steps: Vec<&Step> = list.steps().collect();
    let at = steps
        .iter()
        .position(|known| known.id == step.id)
        .unwrap_or_default();
    let to = |at: Option<usize>, words: &'static str| {
        let step = *steps.get(at?)?;
        Some(
            el("a")
                .class("button quiet")
                .attr("href", step_link(number, &step.id))
                .text(words),
        )
    };
    el("p")
        .class("tools")
        .child(to(at.checked_sub(1), "Step before"))
        .child(to(Some(at + 1), "Next step"))
        .into()
}
