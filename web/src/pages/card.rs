//! One card: the answer, what belongs to it to copy, what is known and how sure, and where to go on.

use claimlens_core::genesys::{Card, CardKind, Row, Tables};
use claimlens_core::grants::Grant;

use super::facts::facts;
use super::heading;
use super::place::{Page, link};
use super::reference::card_link;
use crate::markup::{Node, button, el, prose};

/// The card of that id.
pub(super) fn card(tables: &'static Tables, id: &str) -> Node {
    let Some(card) = tables.card(id) else {
        return el("article")
            .child(heading("There is no such card"))
            .child(
                el("p").text("The link may be of another version of this page. Look for it above."),
            )
            .into();
    };
    el("article")
        .id("card")
        .child(el("p").class("note").text(card.kind.heading()))
        .child(heading(&*card.title))
        .child(prose(el("p").class("lead"), &card.lead))
        .child(rows(&card.rows))
        .child(el("h3").text("What is known, and how sure"))
        .child(facts(&card.facts))
        .child(chooser(card))
        .child(see(tables, card))
        .into()
}

fn rows(rows: &'static [Row]) -> Node {
    if rows.is_empty() {
        return Node::Nothing;
    }
    let rows = rows.iter().flat_map(|row| {
        [
            el("dt").text(&*row.name).into(),
            el("dd")
                .child(el("code").text(&*row.value))
                .child(copy(&row.name, &row.value))
                .into(),
        ]
    });
    el("dl").class("values").children(rows).into()
}

/// A button that copies a text.
pub(super) fn copy(name: &str, text: &str) -> Node {
    button("Copy", "copy-this", text.to_owned())
        .class("quiet")
        .attr("aria-label", ["Copy ", name].concat())
        .into()
}

/// From a grant to what the chooser says of it.
fn chooser(card: &Card) -> Node {
    let name = card.id.split_once('/').map_or("", |(_, name)| name);
    if card.kind != CardKind::Grant {
        return Node::Nothing;
    }
    Grant::of(name).map_or(Node::Nothing, |grant| {
        let words = "What it needs, what single sign-on changes about it, and programs to copy";
        el("p")
            .child(
                el("a")
                    .attr("href", link(Page::Grants, grant.id()))
                    .text(words),
            )
            .into()
    })
}

fn see(tables: &'static Tables, card: &'static Card) -> Node {
    let others = card.see.iter().filter_map(|id| tables.card(id));
    let links: Vec<Node> = others
        .map(|other| el("li").child(card_link(&other.id, &other.title)).into())
        .collect();
    if links.is_empty() {
        return Node::Nothing;
    }
    el("nav")
        .attr("aria-label", "See also")
        .class("see")
        .child(el("h3").text("See also"))
        .child(el("ul").class("names").children(links))
        .into()
}
