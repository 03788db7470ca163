//! The life of a token, drawn, and the same in words.

use claimlens_core::report::{Artefact, Timeline};

use crate::markup::{Element, Node, el, live, svg};
use crate::platform::intl;
use crate::state::State;
use crate::view_model::times::{position, relative};

/// The moments of an artefact. The drawing is for the eye; the list says it all.
#[must_use]
pub fn timeline(state: State, artefact: &Artefact) -> Node {
    let Some(line) = artefact.timeline else {
        return Node::Nothing;
    };
    el("section")
        .id("timeline")
        .class("timeline")
        .child(el("h2").text("Times"))
        .child(drawing(&line))
        .child(legend(state, &line))
        .into()
}

fn moments(line: &Timeline) -> [(&'static str, &'static str, Option<i64>); 5] {
    [
        ("issued", "Issued", line.issued),
        ("start", "Not before", line.not_before),
        ("renewal", "Renewal due", line.renewal),
        ("end", "Expires", line.expires),
        ("now", "Now", Some(line.now)),
    ]
}

fn drawing(line: &Timeline) -> Option<Element> {
    let known = moments(line).into_iter().filter_map(|(.., moment)| moment);
    let first = known.clone().min()?;
    let last = known.max()?;
    // Room on both sides, so that marks at the ends are whole.
    let at = |moment| 10 + position(moment, first, last) * 980 / 1000;
    let band = |class: &'static str, from: Option<i64>, to: Option<i64>| {
        let (from, to) = (at(from?), at(to?));
        let bar = svg("rect").class(class).attr("x", from.to_string());
        let bar = bar.attr("y", "10").attr("height", "8");
        Some(bar.attr("width", to.saturating_sub(from).to_string()))
    };
    let start = line.not_before.or(line.issued);
    let ticks = moments(line).into_iter().filter_map(|(class, _, moment)| {
        let at = at(moment?).to_string();
        let tick = svg("line")
            .class(class)
            .attr("x1", at.clone())
            .attr("x2", at);
        Some(Node::from(tick.attr("y1", "3").attr("y2", "25")))
    });
    let drawing = svg("svg")
        .attr("viewBox", "0 0 1000 28")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(
            svg("rect")
                .class("rail")
                .attr("x", "0")
                .attr("y", "13")
                .attr("width", "1000")
                .attr("height", "2"),
        )
        .child(band("life", start, line.expires))
        .child(band("margin", line.renewal, line.expires));
    Some(drawing.children(ticks))
}

fn legend(state: State, line: &Timeline) -> Element {
    let known = moments(line).into_iter();
    let known = known.filter_map(|(class, name, moment)| Some((class, name, moment?)));
    let mut known: Vec<_> = known.collect();
    // Five at most: put in order by exchanging neighbours, which is less code than a sort.
    for _ in 0..known.len() {
        for at in 1..known.len() {
            if let [.., earlier, later] = known.get_mut(..=at).unwrap_or_default()
                && earlier.2 > later.2
            {
                std::mem::swap(earlier, later);
            }
        }
    }
    let entries = known.into_iter().map(|(class, name, moment)| {
        let away = live(move || {
            let now = state.now();
            let words = if class == "now" {
                intl::local(now)
            } else {
                Some(relative(moment, now))
            };
            Node::Text(words.unwrap_or_default().into())
        });
        let entry = el("li").class(class).child(el("b").text(name));
        Node::from(entry.child(el("span").class("away").child(away)))
    });
    el("ul").children(entries)
}
