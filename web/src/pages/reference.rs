//! The reference: one search box over all cards, and a card for everything with a link of its own.

use claimlens_core::genesys::{CardKind, Tables, search};

use super::card;
use super::desk::{self, Topic};
use super::place::{Page, link};
use super::{SEARCH, heading, tables};
use crate::markup::{Node, el, live};

/// How many results are shown at once: more are not read but narrowed down.
const SHOWN: usize = 40;

/// How long what is looked for may be, in characters: a URL, not a file. Each word is looked for in every card.
pub(super) const LONGEST: usize = 1000;

/// The page.
pub(super) fn page() -> Vec<Node> {
    let field = el("input")
        .id(SEARCH)
        .attr("type", "search")
        .attr(
            "placeholder",
            "A region, scope, permission, error, header, anything",
        )
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("maxlength", LONGEST.to_string())
        .attr("value", desk::data().query.clone());
    vec![
        live(|| {
            // A card has a heading of its own, which the focus goes to.
            let on_card = card_shown().is_some();
            let title = if on_card {
                "Genesys Cloud"
            } else {
                Page::Reference.title()
            };
            if on_card {
                el("p")
                    .class("note")
                    .child(el("a").attr("href", "#reference").text("All reference"))
                    .into()
            } else {
                heading(title)
            }
        }),
        el("p")
            .class("seek")
            .child(
                el("label")
                    .attr("for", SEARCH)
                    .text("Look up in what is known of Genesys Cloud"),
            )
            .child(field)
            .into(),
        live(content),
    ]
}

/// The id of the card that is shown, where none is looked for.
fn card_shown() -> Option<String> {
    desk::follow(Topic::Moved);
    desk::follow(Topic::Searched);
    let data = desk::data();
    let shown = !data.searching && !data.place.rest.is_empty();
    shown.then(|| data.place.rest.clone())
}

fn content() -> Node {
    let tables = match tables::reference() {
        Ok(tables) => tables,
        Err(words) => return words,
    };
    if let Some(id) = card_shown() {
        return card::card(tables, &id);
    }
    let query = desk::data().query.clone();
    if query.trim().is_empty() {
        overview(tables)
    } else {
        results(tables, &query)
    }
}

/// All there is, by kind.
fn overview(tables: &'static Tables) -> Node {
    let groups = CardKind::ALL.into_iter().filter_map(|kind| {
        let of_kind = tables.cards.iter().filter(|card| card.kind == kind);
        let links: Vec<Node> = of_kind
            .map(|card| el("li").child(card_link(&card.id, &card.title)).into())
            .collect();
        let title = el("summary")
            .child(el("h3").text(kind.heading()))
            .child(el("span").class("note").text(links.len().to_string()));
        (!links.is_empty()).then(|| {
            // The regions are what most come for.
            el("details")
                .class("kind")
                .flag("open", kind == CardKind::Region)
                .child(title)
                .child(el("ul").class("names").children(links))
                .into()
        })
    });
    el("div").id("results").children(groups).into()
}

fn results(tables: &'static Tables, query: &str) -> Node {
    let found = search(tables, query);
    let count = match found.len() {
        0 => "Nothing is known under these words.".to_owned(),
        1 => "1 card".to_owned(),
        many if many > SHOWN => format!("{many} cards; the {SHOWN} that fit best"),
        many => format!("{many} cards"),
    };
    let items = found.into_iter().take(SHOWN).map(|card| {
        el("li")
            .child(card_link(&card.id, &card.title))
            .child(
                el("span")
                    .class("note")
                    .text([" ", card.kind.heading()].concat()),
            )
            .child(el("p").text(&*card.lead))
            .into()
    });
    el("div")
        .id("results")
        .child(el("p").class("note").attr("role", "status").text(count))
        .child(el("ul").class("cards").children(items))
        .into()
}

/// A link to a card.
pub(super) fn card_link(id: &str, title: &'static str) -> Node {
    el("a")
        .attr("href", link(Page::Reference, id))
        .does("card", "")
        .text(title)
        .into()
}
