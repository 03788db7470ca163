//! The four verdicts, side by side: an icon, a word, the reason. Once a key was given, a fifth is for that.

use claimlens_core::report::Timeline;

use crate::markup::{Node, el, icon, live, prose};
use crate::state::State;
use crate::view_model::states::{Tile, tiles};
use crate::view_model::times;

/// The verdicts of the artefact shown. They are never merged into one.
#[must_use]
pub fn verdict_bar(state: State) -> Node {
    live(move || {
        state.view(|_, artefact| {
            let line = artefact.timeline;
            let mut verdicts = tiles(&artefact.verdicts);
            if let Some(views) = state.views() {
                (views.checked_tiles)(state, artefact, &mut verdicts);
            }
            el("ul")
                .id("verdicts")
                .class("verdicts")
                .attr("aria-label", "Verdicts")
                .children(verdicts.iter().map(|verdict| tile(state, verdict, line)))
                .into()
        })
    })
}

fn tile(state: State, tile: &Tile<'_>, line: Option<Timeline>) -> Node {
    let countdown = line
        .filter(|_| tile.name == "Time")
        .and_then(|line| line.expires);
    let name = el("span").class("name").text(tile.name);
    let label = el("strong").class("label").text(tile.label.to_string());
    el("li")
        .class(tile.tone.class())
        .child(name)
        .child(icon(tile.tone.icon()))
        .child(label)
        .child(prose(el("span").class("detail"), &tile.detail))
        .child(countdown.map(|expires| {
            let left = live(move || Node::Text(times::relative(expires, state.now()).into()));
            el("span").class("countdown").text("expiry ").child(left)
        }))
        .into()
}
