//! This build's files with their hashes, for those who check.

use crate::markup::{Node, el, live};
use crate::state::{State, Topic};
use crate::view_model::build;
use crate::view_model::fold::size;

/// The list, once it was asked for.
#[must_use]
pub fn build_files(state: State) -> Node {
    live(move || {
        state.follow(Topic::Build);
        let files = state.read(|data| build::files(&data.build));
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
