//! A program that uses the grant: for a region and a language or tool, to copy.

use claimlens_core::grants::Grant;
use claimlens_core::snippets::{Kind, offered, snippet};

use super::card::copy;
use super::desk::{self, Topic};
use super::facts::statements;
use super::tables;
use crate::house;
use crate::markup::{Node, el, live};

/// The ids of the two choices.
pub(super) const REGION: &str = "snippet-region";
pub(super) const KIND: &str = "snippet-kind";

/// The choice of region and language, and the program.
pub(super) fn snippets(grant: Grant) -> Node {
    el("section")
        .class("snippets")
        .attr("aria-labelledby", "snippets-title")
        .child(el("h3").id("snippets-title").text("A program to copy"))
        .child(
            el("div")
                .class("picks")
                .child(
                    el("p")
                        .child(el("label").attr("for", REGION).text("Region"))
                        .child(live(regions)),
                )
                .child(
                    el("p")
                        .child(el("label").attr("for", KIND).text("Language or tool"))
                        .child(kinds(grant)),
                ),
        )
        .child(live(move || program(grant)))
        .into()
}

fn regions() -> Node {
    house::follow();
    let tables = match tables::reference() {
        Ok(tables) => tables,
        Err(words) => return words,
    };
    let chosen = region();
    let options = tables.regions.iter().map(|region| {
        let words = format!("{} ({})", region.name, region.domain);
        let option = el("option").attr("value", &*region.domain).text(words);
        option.flag("selected", region.domain == chosen).into()
    });
    el("select").id(REGION).children(options).into()
}

fn kinds(grant: Grant) -> Node {
    let chosen = kind(grant);
    let options = offered(grant).into_iter().map(|kind| {
        let option = el("option").attr("value", kind.id()).text(kind.title());
        option.flag("selected", Some(kind) == chosen).into()
    });
    el("select").id(KIND).children(options).into()
}

/// The domain that was chosen last.
fn region() -> String {
    let region = desk::data().region.clone();
    if region.is_empty() {
        house::region().unwrap_or("mypurecloud.com").to_owned()
    } else {
        region
    }
}

/// The language that was chosen last, if the grant has it.
fn kind(grant: Grant) -> Option<Kind> {
    let offered = offered(grant);
    let chosen = Kind::of(&desk::data().kind).filter(|kind| offered.contains(kind));
    chosen.or_else(|| offered.first().copied())
}

fn program(grant: Grant) -> Node {
    desk::follow(Topic::Picked);
    let Some(kind) = kind(grant) else {
        return el("p")
            .class("note")
            .text("There is no tested program for this grant yet.")
            .into();
    };
    match snippet(kind, grant, &region()) {
        Err(why) => el("p").class("note").text(why.to_string()).into(),
        Ok(made) => {
            let needs = made
                .needs
                .into_iter()
                .map(|need| el("li").text(need).into());
            el("div")
                .id("program")
                .child(el("h4").text("What it needs to run"))
                .child(el("ul").class("needs").children(needs))
                .child(
                    el("p")
                        .class("file")
                        .child(el("code").text(made.file))
                        .child(copy(made.file, &made.text)),
                )
                .child(
                    el("pre")
                        .attr("tabindex", "0")
                        .attr("role", "region")
                        .attr("aria-label", made.title)
                        .child(el("code").text(made.text)),
                )
                .child(statements(&made.notes))
                .into()
        }
    }
}
