//! The form, which reads like a sentence: as client … in region … ask for a token.

use claimlens_core::calls::REGIONS;
use claimlens_core::genesys::Region;
use claimlens_core::requests::DEMO;

use super::super::desk::{self, Topic};
use super::super::tables;
use super::question::Question;
use super::room::{At, Stage, look};
use super::{FIELD_ID, FIELD_SECRET, FORM, REGION, checks, demo};
use crate::markup::{Element, Node, button, el, live};

/// The form, with what is odd about what was typed.
pub(super) fn form() -> Node {
    el("form")
        .id(FORM)
        .attr("autocomplete", "off")
        .attr("novalidate", "")
        .attr("aria-label", "Ask for a token")
        .child(
            el("div")
                .class("sentence")
                .child(line("In region", REGION, live(regions)))
                .child(line(
                    "as client",
                    FIELD_ID,
                    field(FIELD_ID, "text").attr("placeholder", "Client id"),
                ))
                .child(line(
                    "with the secret",
                    FIELD_SECRET,
                    field(FIELD_SECRET, "password"),
                )),
        )
        .child(live(demo::demo))
        .child(live(checks::checks))
        .child(live(buttons))
        .into()
}

fn line(label: &'static str, id: &'static str, field: impl Into<Node>) -> Element {
    el("p")
        .child(el("label").attr("for", id).text(label))
        .child(field)
}

fn field(id: &'static str, kind: &'static str) -> Element {
    el("input")
        .id(id)
        .attr("type", kind)
        // Password managers are asked to stay out of it: a secret of a client is no login of a person.
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("autocorrect", "off")
        .attr("spellcheck", "false")
        .attr("data-1p-ignore", "")
        .attr("data-lpignore", "true")
        .attr("aria-describedby", "leaves")
}

/// The regions that the companion goes to; all of them where there is none.
fn regions() -> Node {
    desk::follow(Topic::Companion);
    desk::follow(Topic::Form);
    // Their names are in the reference data; without it their domains do.
    let known: Vec<(&str, String)> = match tables::reference() {
        Ok(tables) => {
            let named = |region: &'static Region| {
                let words = format!("{} ({})", region.name, region.domain);
                (&*region.domain, words)
            };
            tables.regions.iter().map(named).collect()
        }
        Err(_) => REGIONS
            .iter()
            .map(|(domain, aws)| (*domain, format!("{domain} ({aws})")))
            .collect(),
    };
    look(|room| {
        let forwarded = |key: &str| match &room.at {
            At::Here(companion) => companion.regions.iter().any(|known| known == key),
            _ => key != DEMO,
        };
        let option = |value: &str, words: String| {
            let option = el("option").attr("value", value.to_owned()).text(words);
            Node::from(option.flag("selected", value == room.region))
        };
        let first = [option("", "Choose …".into())];
        let demo = forwarded(DEMO).then(|| option(DEMO, "Demo (made up)".into()));
        let known = known
            .into_iter()
            .filter(|(domain, _)| forwarded(domain))
            .map(|(domain, words)| option(domain, words));
        el("select")
            .id(REGION)
            .children(first.into_iter().chain(demo).chain(known))
            .into()
    })
}

fn buttons() -> Node {
    desk::follow(Topic::Companion);
    desk::follow(Topic::Asked);
    look(|room| {
        let stage = room.of(Question::Token).map(|asked| &asked.stage);
        let busy = matches!(stage, Some(Stage::Sending | Stage::Waiting { .. }));
        let words = match room.at {
            At::Missing(_) => "Show the curl lines",
            _ => Question::Token.label(),
        };
        let send = el("button")
            .id("request-send")
            .attr("type", "submit")
            .class("main")
            .text(words);
        let send = if busy {
            send.attr("aria-disabled", "true")
        } else {
            send
        };
        el("p")
            .class("tools")
            .child(send)
            .child(
                button("Wipe", "request-wipe", "")
                    .class("quiet")
                    .attr("aria-label", "Wipe all that was typed and answered"),
            )
            .into()
    })
}
