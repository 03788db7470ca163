//! One part: a header, a payload, a signature, a body.

use claimlens_core::report::{Part, PartContent, Role};

use super::claims_table::claims_table;
use crate::markup::{Element, Node, button, el};
use crate::state::State;
use crate::view_model::fold::{fold_at, grouped, size};
use crate::view_model::{marks, members};

/// How many characters of a text that is no JSON are shown before it folds.
const TEXT_SHOWN: usize = 2000;

/// A part with its title in its colour, and what is inside as its kind wants it.
#[must_use]
pub fn part(state: State, number: usize, part: &Part, filter: &str, raw: bool) -> Node {
    let title = el("h2")
        .child(el("span").class("swatch"))
        .text(part.title.clone());
    // A list is what Claimlens says: it has no size.
    let title = match part.content {
        PartContent::List { .. } => title,
        _ => title.child(el("small").text(size(part.bytes))),
    };
    let section = el("section")
        .id(format!("part-{number}"))
        .class(format!("part {}", marks::hue(part.role)));
    let section = if state.is_linked() && !part.span.is_empty() {
        section.attr("data-at", format!("{}-{}", part.span.start, part.span.end))
    } else {
        section
    };
    section
        .child(
            el("header")
                .child(title)
                .children(buttons(number, part, raw)),
        )
        .children(content(state, number, part, filter, raw))
        .into()
}

fn buttons(number: usize, part: &Part, raw: bool) -> Vec<Node> {
    let mut buttons = Vec::new();
    if matches!(part.content, PartContent::Json { .. }) && !members::of(part).is_empty() {
        let pressed = if raw { "true" } else { "false" };
        let toggle = button("Raw JSON", "raw", "").class("quiet");
        buttons.push(toggle.attr("aria-pressed", pressed).into());
    }
    if members::part_text(part).is_some() {
        let copy = button("Copy", "copy", format!("part:{number}")).class("quiet");
        buttons.push(
            copy.attr("aria-label", format!("Copy {}", part.title))
                .into(),
        );
    }
    buttons
}

fn content(state: State, number: usize, part: &Part, filter: &str, raw: bool) -> Vec<Node> {
    match &part.content {
        PartContent::Json { text, members } => {
            let bare = members.is_empty();
            let table = (!bare).then(|| claims_table(state, number, part, filter));
            let json = (raw || bare).then(|| match state.views() {
                Some(views) => (views.raw_json)(state, number, text),
                None => folded_text(state, number, text),
            });
            table.into_iter().chain(json).collect()
        }
        PartContent::Fields { .. } => vec![claims_table(state, number, part, filter)],
        PartContent::List { items } => match state.views() {
            Some(views) => vec![(views.list)(items)],
            None => Vec::new(),
        },
        PartContent::Text { text } => vec![folded_text(state, number, text)],
        PartContent::Bytes { hex, more } => vec![bytes(part, hex, *more).into()],
        PartContent::Empty => vec![el("p").class("note").text("Nothing.").into()],
    }
}

fn folded_text(state: State, number: usize, text: &str) -> Node {
    let name = format!("text:{number}");
    let limit = if state.is_open(&name) {
        text.len()
    } else {
        TEXT_SHOWN
    };
    let folded = fold_at(text, limit, TEXT_SHOWN / 4);
    let more = folded.total.map(|total| {
        button(
            format!("… {} characters, show", grouped(total)),
            "open",
            name,
        )
        .class("link")
    });
    el("div")
        .class("text")
        .child(
            el("pre")
                .attr("tabindex", "0")
                .child(el("bdi").text(folded.shown.to_owned())),
        )
        .child(more)
        .into()
}

fn bytes(part: &Part, hex: &str, more: bool) -> Element {
    // In pairs, so that a line can break between bytes.
    let mut pairs = String::with_capacity(hex.len() * 3 / 2);
    for (index, digit) in hex.chars().enumerate() {
        if index > 0 && index % 2 == 0 {
            pairs.push(' ');
        }
        pairs.push(digit);
    }
    if more {
        pairs.push_str(" …");
    }
    let note = match part.role {
        Role::Signature => "Give the key under “Check the signature”: what it gives stands on top.",
        Role::Ciphertext | Role::EncryptedKey => {
            "Encrypted: only the holder of the key can read it."
        }
        _ => "",
    };
    el("div")
        .class("bytes")
        .child(el("code").text(pairs))
        .child((!note.is_empty()).then(|| el("p").class("note").text(note)))
}
