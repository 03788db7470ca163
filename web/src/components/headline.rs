//! The answer: a sentence or two, and where the thing was found.

use claimlens_core::report::Artefact;

use crate::markup::{Element, Node, button, el, live, prose};
use crate::state::State;

/// The headline of the artefact shown. Its room is reserved by the style sheet.
#[must_use]
pub fn headline(state: State) -> Node {
    live(move || {
        state.view(|_, artefact| {
            let rest = &artefact.headline.rest;
            let checked = state.views();
            let checked = checked.and_then(|views| (views.checked_rest)(state, rest));
            el("div")
                .class("headline")
                .child(prose(
                    el("p")
                        .id("headline")
                        .child(prose(el("strong"), &artefact.headline.lead))
                        .text(" "),
                    checked.as_deref().unwrap_or(rest),
                ))
                .child(found(artefact))
                .into()
        })
    })
}

/// Where it was found and what was taken off; buttons that copy what is left, and the report.
fn found(artefact: &Artefact) -> Element {
    let words = found_words(artefact);
    let bare =
        (!words.is_empty()).then(|| button("Copy what is left", "copy", "token:").class("link"));
    let report = button("Copy the report as Markdown", "copy", "report:").class("link");
    el("p")
        .class("found")
        .text(words)
        .text(" ")
        .child(bare)
        .text(" ")
        .child(report)
}

/// `Found in the Authorization header; taken off: the word Bearer, quotes.` Empty for a bare one.
#[must_use]
pub fn found_words(artefact: &Artefact) -> String {
    let found = &artefact.found;
    let mut words = String::new();
    if !found.place.is_empty() {
        words.push_str("Found in ");
        words.push_str(&found.place);
    }
    for (index, stripped) in found.stripped.iter().enumerate() {
        words.push_str(match (index, words.is_empty()) {
            (0, true) => "Taken off: ",
            (0, false) => "; taken off: ",
            _ => ", ",
        });
        words.push_str(&stripped.what);
    }
    if !words.is_empty() {
        words.push('.');
    }
    words
}
