//! What this browser keeps, and the button that removes it.

use super::super::desk::{self, Topic};
use crate::markup::{Node, button, el};
use crate::platform::storage::Entry;
use crate::view_model::fold::grouped;

/// The list, and the button.
pub(super) fn stored() -> Node {
    desk::follow(Topic::Looked);
    let data = desk::data();
    let known = &data.known;
    let mut rows: Vec<Node> = known.entries.iter().map(entry).collect();
    match &known.files {
        None => rows.push(
            el("li")
                .text("The files for visits without a network are being counted …")
                .into(),
        ),
        Some(files) => {
            if files.files > 0 {
                rows.push(item(
                    "Files for visits without a network",
                    &[
                        &grouped(files.files as usize),
                        " files of this page: those that build.json lists, and its settings.",
                    ]
                    .concat(),
                ));
            }
            if files.worker {
                rows.push(item(
                    "A service worker",
                    "It brings those files. It knows one build’s files, the settings beside them, and nothing else.",
                ));
            }
        }
    }
    let empty = rows.is_empty();
    el("section")
        .child(el("h3").text("What this browser keeps of this page"))
        .child(if empty {
            el("p").id("kept-nothing").text("Nothing.")
        } else {
            el("ul").id("kept").class("files").children(rows)
        })
        .child((known.others > 0).then(|| {
            let words = if known.others == 1 { "entry belongs" } else { "entries belong" };
            el("p").class("note").text(format!(
                "{} more {words} to other pages of this address. They are not touched.",
                grouped(known.others)
            ))
        }))
        .child(el("p").class("note").text(
            "Tokens, keys and secrets are in none of it: they are in this tab’s memory, for as long as it shows them. The browser’s own history has the addresses of pages and of links that were opened here; a page cannot take them out.",
        ))
        .child(forget(known.sure))
        .child(el("p").attr("role", "status").id("forgotten").text(known.notice))
        .into()
}

fn entry(entry: &Entry) -> Node {
    let end = if entry.for_this_tab {
        ", gone with this tab"
    } else {
        ""
    };
    let words = [
        entry.what,
        " ",
        &grouped(entry.size),
        " characters",
        end,
        ".",
    ]
    .concat();
    item(&entry.name, &words)
}

fn item(name: &str, words: &str) -> Node {
    el("li")
        .child(el("b").text(name.to_owned()))
        .text([" ", words].concat())
        .into()
}

fn forget(sure: bool) -> Node {
    if !sure {
        return button("Forget everything", "privacy-sure", "")
            .id("forget")
            .into();
    }
    el("div")
        .class("sure")
        .child(el("p").text(
            "Everything in this list goes, and what is in this tab: the paste, keys, what Request holds. Walks that were not exported are lost. It cannot be undone.",
        ))
        .child(button("Forget it all now", "forget", "").id("forget-now"))
        .text(" ")
        .child(button("Keep it", "privacy-keep", "").class("quiet"))
        .into()
}
