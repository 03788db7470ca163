//! All walks of this browser, and how to begin or bring in another.

use claimlens_core::walkthrough::{Walk, to_json};

use super::super::desk::{self, Topic};
use super::super::place::{Page, link};
use super::super::{heading, tables};
use super::notice;
use super::store::Held;
use crate::house;
use crate::markup::{Node, button, el, own};
use crate::platform::files::data_address;

/// The ids of the fields of a new walk, and of the file to import.
pub(super) const CHECKLIST: &str = "new-checklist";
pub(super) const NAME: &str = "new-name";
pub(super) const REGION: &str = "new-region";
pub(in super::super) const FILE: &str = "walk-file";

/// The walks, a form for a new one, and the way in and out.
pub(super) fn list() -> Node {
    desk::follow(Topic::Walks);
    el("div")
        .class("walks")
        .child(heading(Page::Walkthroughs.title()))
        .child(el("p").text("Checklists to walk, step by step. They are kept in this browser only; what looks like a token or a secret is masked before it is kept."))
        .child(notice())
        .child(known())
        .child(broken())
        .child(begin())
        .child(bring())
        .into()
}

fn known() -> Node {
    let data = desk::data();
    if data.walks.is_empty() {
        return Node::Nothing;
    }
    el("section")
        .child(el("h3").text("Your walks"))
        .child(el("ul").id("walks").children(data.walks.iter().map(one)))
        .into()
}

fn one(held: &Held) -> Node {
    let number = held.number.to_string();
    let line = el("li");
    match &held.walk {
        Ok(walk) => {
            let list = tables::library().and_then(|lists| lists.checklists.get(&walk.checklist));
            let state = list.map_or_else(String::new, |list| {
                let progress = walk.progress(list);
                format!(
                    "{}: {} of {} settled, {} blocked",
                    list.title,
                    progress.settled(),
                    progress.total(),
                    progress.blocked
                )
            });
            line.child(
                el("a")
                    .attr("href", link(Page::Walkthroughs, &number))
                    .child(own(walk.name.clone())),
            )
            .child(el("span").class("note").text(state))
            .into()
        }
        Err((text, why)) => line
            .child(el("b").text(format!("Walk {number} cannot be read")))
            .child(el("span").class("note").text(why.clone()))
            .child(download(
                "Save what is stored",
                &format!("walk-{number}.txt"),
                text,
            ))
            .into(),
    }
}

/// The checklists of this site that cannot be used.
fn broken() -> Node {
    let lists = house::house().map_or(&[][..], |house| &house.lists);
    let broken: Vec<Node> = lists
        .iter()
        .filter_map(|list| {
            let words = [&*list.file, ": ", list.fault.as_ref()?, "."].concat();
            Some(el("p").class("warned").child(el("bdi").text(words)).into())
        })
        .collect();
    if broken.is_empty() {
        return Node::Nothing;
    }
    el("section")
        .id("lists-broken")
        .child(el("h3").text("Checklists of this site that cannot be used"))
        .children(broken)
        .into()
}

fn begin() -> Node {
    let Some(library) = tables::library() else {
        return Node::Nothing;
    };
    let lists = library.checklists.all.iter();
    let options = lists.clone().map(|list| {
        el("option")
            .attr("value", &*list.id)
            .text(&*list.title)
            .into()
    });
    let leads = lists.flat_map(|list| {
        [
            el("dt").text(&*list.title).into(),
            el("dd").text(&*list.lead).into(),
        ]
    });
    let regions = library.tables.regions.iter().map(|region| {
        let words = format!("{} ({})", region.name, region.domain);
        el("option")
            .attr("value", &*region.domain)
            .text(words)
            .into()
    });
    let field = |id, label, field: crate::markup::Element| {
        Node::from(
            el("p")
                .child(el("label").attr("for", id).text(label))
                .child(field.id(id)),
        )
    };
    el("section")
        .child(el("h3").text("Begin a walk"))
        .child(el("dl").class("leads").children(leads))
        .child(
            el("div")
                .class("picks")
                .child(field(
                    CHECKLIST,
                    "Checklist",
                    el("select").children(options),
                ))
                .child(field(
                    NAME,
                    "Name",
                    el("input")
                        .attr("autocomplete", "off")
                        .attr("placeholder", "Production, autumn"),
                ))
                .child(field(
                    REGION,
                    "Region",
                    el("select")
                        .child(el("option").attr("value", "").text("Not known yet"))
                        .children(regions),
                )),
        )
        .child(button("Begin", "walk-begin", ""))
        .into()
}

fn bring() -> Node {
    let walks = super::store::all();
    let out = (!walks.is_empty()).then(|| {
        download(
            "Export all as JSON",
            "claimlens-walks.json",
            &to_json(&walks),
        )
    });
    el("section")
        .child(el("h3").text("Import and export"))
        .child(
            el("div")
                .class("tools")
                .child(
                    el("label")
                        .class("button quiet")
                        .child(
                            el("input")
                                .id(FILE)
                                .attr("type", "file")
                                .attr("accept", ".json,application/json")
                                .class("sr"),
                        )
                        .child(el("span").text("Import a file")),
                )
                .children(out),
        )
        .into()
}

/// A link that saves a text as a file. An address with the text in it needs nothing but the link.
pub(super) fn download(label: &'static str, file: &str, text: &str) -> Node {
    el("a")
        .class("button quiet")
        .attr("download", file.to_owned())
        .attr("href", data_address(text))
        .text(label)
        .into()
}

/// A name for a walk's file.
pub(super) fn file_name(walk: &Walk, end: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let name: String = walk.name.chars().take(40).map(plain).collect();
    format!("claimlens-{name}.{end}")
}
