//! A walk as one document: every step with what is known of it. Made to be read and printed.

use claimlens_core::time::utc;
use claimlens_core::walkthrough::{Checklist, Record, Step, StepKind, Walk};

use super::super::heading;
use super::super::place::{Page, link};
use super::step::{compared, hows};
use crate::markup::{Node, button, el, prose};

/// All of it.
pub(super) fn document(number: u32, walk: &Walk, list: &'static Checklist) -> Node {
    let progress = walk.progress(list);
    let region = if walk.domain.is_empty() {
        "not known"
    } else {
        &walk.domain
    };
    let mut about = format!(
        "Region: {region}. Begun {}. {} of {} steps settled, {} blocked.",
        utc(walk.begun),
        progress.settled(),
        progress.total(),
        progress.blocked
    );
    if let Some(idp) = walk.idp {
        about.push_str(&format!(" Identity provider: {}.", idp.label()));
    }
    let phases = list.phases.iter().flat_map(|phase| {
        let steps = phase.steps.iter().map(|step| one(walk, list, step));
        std::iter::once(el("h3").text(&*phase.title).into()).chain(steps)
    });
    el("article")
        .id("document")
        .child(
            el("p")
                .class("tools")
                .child(
                    el("a")
                        .class("button quiet")
                        .attr("href", link(Page::Walkthroughs, &number.to_string()))
                        .text("Back to the walk"),
                )
                .child(button("Print", "print", "")),
        )
        .child(heading(format!("{}: {}", list.title, walk.name)))
        .child(el("p").text(about))
        .children(phases)
        .into()
}

fn one(walk: &Walk, list: &'static Checklist, step: &'static Step) -> Node {
    let position = list.number(&step.id).unwrap_or_default();
    let change = if step.kind == StepKind::Change {
        ", CHANGE"
    } else {
        ""
    };
    let title = format!(
        "{position}. {} ({}{change})",
        step.title,
        walk.step_state(step).label()
    );
    let records = walk.records.iter().filter(|record| record.step == step.id);
    el("section")
        .class("printed")
        .child(el("h4").text(title))
        .child(prose(el("p"), &step.why))
        .child(hows(step, walk))
        .child(
            el("ul")
                .class("records")
                .children(records.map(|record| line(walk, record))),
        )
        .child(compared(walk, list, step))
        .into()
}

fn line(walk: &Walk, record: &Record) -> Node {
    let client = record.client.as_deref().and_then(|key| walk.client(key));
    let mut words = client
        .map(|client| format!("{}: ", client.name))
        .unwrap_or_default();
    words.push_str(record.state.label());
    if !record.who.is_empty() {
        words.push_str(&format!(", {}", record.who));
    }
    words.push_str(&format!(", {}. ", utc(record.when)));
    if let Some(verdict) = &record.verdict {
        words.push_str(&verdict.says);
        words.push(' ');
    }
    words.push_str(&record.note);
    el("li").text(words).into()
}
