//! The colours behind the paste box: the same text again, transparent, in marks.

use crate::markup::{Node, el, live};
use crate::platform::{clock, paste_box};
use crate::state::{State, Topic};
use crate::view_model::marks::{COLOURED, WITH_THE_ANSWER, marks};

/// The marks. They are an element's children so that the element keeps its scroll position.
#[must_use]
pub fn backdrop(state: State) -> Node {
    live(move || {
        state.follow(Topic::Coloured);
        state.follow(Topic::Lit);
        let text = el("div").class("marks");
        let marks = state.read(|data| {
            let length = data.pasted.text().len();
            if data.excerpt || length > COLOURED {
                return None;
            }
            let marks = marks(data.report.as_ref()?, length, data.lit);
            let nodes = marks.iter().map(|mark| {
                let slice = data.pasted.slice(mark.start, mark.end);
                let span = el("span").class(mark.paint.class());
                Node::from(span.text(slice.to_owned()))
            });
            Some(nodes.collect::<Vec<_>>())
        });
        match marks {
            // A last line break is only laid out when something follows it.
            Some(marks) => text.children(marks).text("\u{200B}").into(),
            None => text.into(),
        }
    })
}

/// Has the input coloured: a second layout of the whole text, which the answer does not wait for.
/// A short text has its colours in the same frame as the answer, a longer one in the frame after.
pub fn colour_soon(state: State) {
    let (length, input) = state.read(|data| (data.pasted.text().len(), data.input));
    let colour = move || {
        if state.is_newest(input) {
            state.tell(Topic::Coloured);
            // The box was scrolled while the colours were of the text before. The marks are built by now:
            // their effect was woken before this task.
            clock::spawn(async { paste_box::follow_scroll() });
        }
    };
    if length <= WITH_THE_ANSWER {
        clock::with_next_frame(colour);
    } else {
        clock::with_next_frame(move || clock::later(0, colour));
    }
}
