//! One walk: what it is about, how far it is, what is in the way, its outline, and the step that is looked at.

use claimlens_core::walkthrough::{Checklist, Idp, Step, StepKind, StepState, Walk, to_json};

use super::super::place::{Page, link};
use super::super::{heading, tables};
use super::list::{download, file_name};
use super::{DOCUMENT, clients, notice, place, step, with};
use crate::markup::{Node, button, el, icon, live, own};
use crate::platform::storage::{self, Key};

/// The ids of the fields that belong to the walk as a whole.
pub(super) const REGION: &str = "walk-region";
pub(super) const IDP: &str = "walk-idp";
pub(super) const WHO: &str = "walk-who";

/// The walk of that number, with the step that the address names, or the first that is open.
pub(super) fn walk(number: u32) -> Node {
    el("div")
        .class("walk")
        .child(live(move || with(number, head)))
        .child(live(move || with(number, outline)))
        .child(live(move || with(number, step::step)))
        .into()
}

/// The step that is looked at.
pub(super) fn current(walk: &Walk, list: &'static Checklist) -> Option<&'static Step> {
    let (_, named) = place();
    let named = list.step(&named);
    let open = || list.step(&walk.next_open(list)?.step);
    named.or_else(open).or_else(|| list.steps().next())
}

/// The address of a step.
pub(super) fn step_link(number: u32, step: &str) -> String {
    link(Page::Walkthroughs, &format!("{number}/{step}"))
}

fn head(number: u32, walk: &Walk, list: &'static Checklist) -> Node {
    let progress = walk.progress(list);
    let words = format!(
        "{} of {} steps settled, {} blocked",
        progress.settled(),
        progress.total(),
        progress.blocked
    );
    let bar = el("progress")
        .attr("max", progress.total().to_string())
        .attr("value", progress.settled().to_string())
        .attr("aria-label", "Steps settled");
    el("div")
        .class("walk-head")
        .child(
            el("p")
                .class("note")
                .child(el("a").attr("href", "#walkthroughs").text("All walks")),
        )
        .child(heading(walk.name.clone()))
        .child(
            el("p")
                .text(&*list.title)
                .text(": ")
                .text(words)
                .text(" ")
                .child(bar),
        )
        .child(blockers(number, walk, list))
        .child(fields(walk, list))
        .child(clients::clients(number, walk, list))
        .child(
            el("div")
                .class("tools")
                .child(download(
                    "Export as JSON",
                    &file_name(walk, "json"),
                    &to_json(std::slice::from_ref(walk)),
                ))
                .child(
                    button("Copy as Markdown", "walk-markdown", number.to_string()).class("quiet"),
                )
                .child(
                    el("a")
                        .class("button quiet")
                        .attr("href", step_link(number, DOCUMENT))
                        .text("As a document, to print"),
                )
                .child(button("Delete", "walk-delete", number.to_string()).class("quiet")),
        )
        .child(notice())
        .into()
}

/// What is in the way. What stops the walk comes first and says so.
fn blockers(number: u32, walk: &Walk, list: &'static Checklist) -> Node {
    let mut found = walk.blockers(list);
    if found.is_empty() {
        return Node::Nothing;
    }
    found.sort_by_key(|blocker| !blocker.stop);
    let items = found.into_iter().map(|blocker| {
        let title = list
            .step(&blocker.place.step)
            .map_or("", |step| &step.title);
        let client = blocker
            .place
            .client
            .and_then(|key| walk.client(&key))
            .map(|client| own(client.name.clone()));
        let comma = if client.is_some() { ", " } else { "" };
        el("li")
            .class(if blocker.stop { "bad" } else { "warn" })
            .child(icon(if blocker.stop { "#i-bad" } else { "#i-warn" }))
            .child(el("b").text(if blocker.stop {
                "Stop here: "
            } else {
                "In the way: "
            }))
            .child(
                el("a")
                    .attr("href", step_link(number, &blocker.place.step))
                    .text(title),
            )
            .text(comma)
            .child(client)
            .child(el("span").class("note").child(own(blocker.why)))
            .into()
    });
    el("ul")
        .id("blockers")
        .attr("aria-label", "In the way")
        .children(items)
        .into()
}

fn fields(walk: &Walk, list: &'static Checklist) -> Node {
    let regions = tables::library().map_or(&[][..], |library| &library.tables.regions);
    let regions = regions.iter().map(|region| {
        let option = el("option")
            .attr("value", &*region.domain)
            .text(&*region.domain);
        option.flag("selected", region.domain == walk.domain).into()
    });
    let none = el("option").attr("value", "").text("Not known yet");
    let region = el("select").id(REGION).child(none).children(regions);
    let idps = Idp::ALL.into_iter().map(|idp| {
        let option = el("option").attr("value", idp.word()).text(idp.label());
        option.flag("selected", walk.idp == Some(idp)).into()
    });
    let none = el("option")
        .attr("value", "")
        .text("Not chosen: all notes are shown");
    let idp = el("select").id(IDP).child(none).children(idps);
    let who = el("input")
        .id(WHO)
        .attr("autocomplete", "off")
        .attr("placeholder", "Your name")
        .attr("value", storage::read(Key::Who).unwrap_or_default());
    let field = |id, label, field| {
        el("p")
            .child(el("label").attr("for", id).text(label))
            .child(field)
    };
    el("div")
        .class("picks")
        .child(field(REGION, "Region", region))
        .child(list.asks_idp.then(|| field(IDP, "Identity provider", idp)))
        .child(field(WHO, "Who ticks", who))
        .into()
}

/// The steps by their phases.
fn outline(number: u32, walk: &Walk, list: &'static Checklist) -> Node {
    let here = current(walk, list).map(|step| step.id.as_str());
    let phases = list.phases.iter().flat_map(|phase| {
        let steps = phase
            .steps
            .iter()
            .map(|step| line(number, walk, step, here == Some(&*step.id)));
        [
            el("h3").text(&*phase.title).into(),
            el("ol").children(steps).into(),
        ]
    });
    el("nav")
        .id("outline")
        .attr("aria-label", "Steps")
        .children(phases)
        .into()
}

fn line(number: u32, walk: &Walk, step: &'static Step, here: bool) -> Node {
    let state = walk.step_state(step);
    let link = el("a")
        .attr("href", step_link(number, &step.id))
        .text(&*step.title);
    let link = if here {
        link.attr("aria-current", "step")
    } else {
        link
    };
    let change =
        (step.kind == StepKind::Change).then(|| el("b").class("change").text(step.kind.label()));
    let (tone, symbol) = shown(state);
    el("li")
        .class(tone)
        .child(icon(symbol))
        .child(link)
        .child(change)
        .child(el("span").class("state").text(state.label()))
        .into()
}

/// How a state is drawn: the class and the symbol. Its word stands beside it.
pub(super) fn shown(state: StepState) -> (&'static str, &'static str) {
    match state {
        StepState::Done => ("good", "#i-good"),
        StepState::Blocked => ("bad", "#i-bad"),
        StepState::Open | StepState::NotApplicable => ("neutral", "#i-neutral"),
    }
}
