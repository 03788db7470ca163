//! The colours behind the paste box: the same text again, transparent, in marks.

use leptos::prelude::*;

use crate::markup::{Node, el, live};
use crate::state::State;
use crate::view_model::marks::marks;

/// The marks. They are an element's children so that the element keeps its scroll position.
#[must_use]
pub fn backdrop(state: State) -> Node {
    live(move || {
        state.coloured.track();
        let lit = state.lit.try_get().flatten();
        let text = el("div").class("marks");
        if !state.is_coloured() {
            return text.into();
        }
        let marks = state.read(|data| {
            let report = data.report.as_ref()?;
            let marks = marks(report, data.pasted.text().len(), lit);
            let nodes = marks.iter().map(|mark| {
                let slice = data.pasted.slice(mark.start, mark.end);
                let span = el("span").class(mark.paint.class());
                Node::from(span.text(slice.to_owned()))
            });
            Some(nodes.collect::<Vec<_>>())
        });
        // A last line break is only laid out when something follows it.
        let marks = marks.flatten().unwrap_or_default();
        text.children(marks).text("\u{200B}").into()
    })
}
