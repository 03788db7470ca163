//! Facts as every page shows them: how sure each is stands beside it; who says so, on demand.

use claimlens_core::genesys::{Fact, Mark};
use claimlens_core::grants::Statement;

use crate::markup::{Element, Node, el, prose};

/// A list of facts.
pub(super) fn facts(all: &'static [Fact]) -> Node {
    let items = all
        .iter()
        .map(|fact| fact_item(&fact.text, fact.mark, fact.source.clone()));
    el("ul").class("facts").children(items).into()
}

/// A list of the chooser's statements.
pub(super) fn statements(all: &[Statement]) -> Node {
    let items = all.iter().map(|said| statement(el("li"), said));
    el("ul").class("facts").children(items).into()
}

/// One of the chooser's statements, in an element.
pub(super) fn statement(element: Element, said: &Statement) -> Node {
    let mark = marked(said.mark.word(), said.mark.label(), said.source.to_owned());
    prose(element.child(mark), said.text).into()
}

/// One fact, as an item of a list.
pub(super) fn fact_item(text: &str, mark: Mark, source: String) -> Node {
    prose(
        el("li").child(marked(mark.word(), mark.label(), source)),
        text,
    )
    .into()
}

/// How sure something is, with its source behind it.
pub(super) fn marked(word: &'static str, label: &'static str, source: String) -> Node {
    el("details")
        .class(["mark ", word].concat())
        .child(el("summary").text(label))
        .child(el("cite").text(source))
        .into()
}
