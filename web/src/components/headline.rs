//! The answer: a sentence or two, and where the thing was found.

use claimlens_core::report::Artefact;

use crate::markup::{Element, Node, button, el, live, prose};
use crate::state::State;

/// The headline of the artefact shown. Its room is reserved by the style sheet.
#[must_use]
pub fn headline(state: State) -> Node {
    live(move || {
        state.view(|_, artefact| {
            el("div")
                .class("headline")
                .child(prose(
                    el("p")
                        .id("headline")
                        .child(prose(el("strong"), &artefact.headline.lead))
                        .text(" "),
                    &artefact.headline.rest,
                ))
                .child(found(artefact))
                .into()
        })
    })
}

/// Where it was found and what was taken off, with a button that copies what is left.
fn found(artefact: &Artefact) -> Option<Element> {
    let words = found_words(artefact);
    if words.is_empty() {
        return None;
    }
    let copy = button("Copy the bare token", "copy", "token:").class("link");
    Some(el("p").class("found").text(words).text(" ").child(copy))
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
