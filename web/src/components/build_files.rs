//! This build's files with their hashes, for those who check.

use leptos::prelude::*;

use crate::markup::{Node, el, live};
use crate::state::State;
use crate::view_model::build;
use crate::view_model::fold::size;

/// The list, once it was asked for.
#[must_use]
pub fn build_files(state: State) -> Node {
    live(move || {
        let list = state.build.try_get().unwrap_or_default();
        let files = build::files(&list);
        if files.is_empty() {
            return Node::Nothing;
        }
        let files = files.into_iter().map(|file| {
            let line = el("li").child(el("b").text(file.name)).text(" ");
            Node::from(
                line.text(size(file.bytes))
                    .child(el("code").text(file.hash)),
            )
        });
        el("div")
            .child(
                el("p").text("The files of this build, as build.json beside the page lists them:"),
            )
            .child(el("ul").class("files").children(files))
            .into()
    })
}
