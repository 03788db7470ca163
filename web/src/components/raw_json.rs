//! JSON as it was written, laid out over lines, folded where it is large.

use crate::markup::{Node, button, el};
use crate::state::State;
use crate::view_model::fold::size;
use crate::view_model::pretty::{SHOWN, pretty};

/// The JSON of the part with that number. Laid out only when asked for.
#[must_use]
pub fn raw_json(state: State, number: usize, json: &str) -> Node {
    let name = format!("json:{number}");
    let limit = if state.is_open(&name) {
        usize::MAX
    } else {
        SHOWN
    };
    let (text, more) = pretty(json, limit);
    let more = more.then(|| {
        let label = format!("… {} in all, show", size(json.len()));
        button(label, "open", name).class("link")
    });
    el("div")
        .class("raw")
        .child(
            el("pre")
                .attr("tabindex", "0")
                .attr("aria-label", "Raw JSON")
                .attr("role", "group")
                .child(el("bdi").child(el("code").text(text))),
        )
        .child(more)
        .into()
}
