//! A walk as one document: every step with what is known of it. Made to be read and printed.

use claimlens_core::time::utc;
use claimlens_core::walkthrough::{Checklist, Record, Step, StepKind, Walk};

use super::super::heading;
use super::super::place::{Page, link};
use super::step::{compared, hows};
use crate::markup::{Node, button, el, own, prose};

/// All of it.
pub(super) fn document(number: u32, walk: &Walk, list: &'static Checklist) -> Node {
    let progress = walk.progress(list);
    let region = if walk.domain.is_empty() {
        own("not known")
    } else {
        own(walk.domain.clone())
    };
    let mut about = format!(
        ". Begun {}. {} of {} steps settled, {} blocked.",
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
        .child(el("p").text("Region: ").child(region).text(about))
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

/// What was found at a step, for a client or for all. Names and notes stand each in a direction of its own: an
/// imported walk's author could else turn the words behind them around.
fn line(walk: &Walk, record: &Record) -> Node {
    let client = record.client.as_deref().and_then(|key| walk.client(key));
    let mut line = el("li");
    if let Some(client) = client {
        line = line.child(own(client.name.clone())).text(": ");
    }
    line = line.text(record.state.label());
    if !record.who.is_empty() {
        line = line.text(", ").child(own(record.who.clone()));
    }
    line = line.text(format!(", {}. ", utc(record.when)));
    if let Some(verdict) = &record.verdict {
        line = line.child(own(verdict.says.clone())).text(" ");
    }
    line.child(own(record.note.clone())).into()
}
