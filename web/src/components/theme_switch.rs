//! System, light or dark.

use crate::markup::{Node, el};
use crate::platform::{dom, storage};

/// The choices: what is stored and set on the page, and the label. The first is the system's choice.
const THEMES: [(&str, &str, &str); 3] = [
    ("system", "theme-system", "System"),
    ("light", "theme-light", "Light"),
    ("dark", "theme-dark", "Dark"),
];

/// Where the chosen theme stands: `index.html` sets it before anything is painted, from what is stored.
const ATTRIBUTE: &str = "data-theme";

/// The switch, on what was chosen before.
#[must_use]
pub fn theme_switch() -> Node {
    let chosen = dom::root_attribute(ATTRIBUTE);
    let known = THEMES.iter().any(|(name, ..)| *name == chosen);
    let choices = THEMES.iter().map(|(name, id, label)| {
        let on = *name == chosen || (!known && *name == "system");
        let choice = el("input")
            .attr("type", "radio")
            .attr("name", "theme")
            .id(*id);
        let choice = choice.flag("checked", on);
        Node::from(el("label").child(choice).child(el("span").text(*label)))
    });
    el("fieldset")
        .class("theme")
        .child(el("legend").class("sr").text("Colours"))
        .children(choices)
        .into()
}

/// Switches, and remembers the word.
pub fn choose(theme: &str) {
    let word = if theme == "system" { "" } else { theme };
    _ = storage::write(storage::Key::Theme, word);
    dom::set_root_attribute(ATTRIBUTE, word);
}
