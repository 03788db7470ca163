//! Where the issuer's keys may be: each address in full, whose word it is, and how to get what is there.

use claimlens_core::site_config::Feature;

use super::KEY_URL;
use super::discovery::{self, Address, Document};
use super::room::{Topic, follow, look, page};
use crate::house;
use crate::markup::{Element, Node, button, el, icon, live, prose};
use crate::state;

/// The panel in the panel.
pub(super) fn places() -> Element {
    el("details")
        .id("check-places")
        .child(el("summary").text("Find the issuer's keys"))
        .child(live(by_token))
        .child(
            el("div")
                .class("beside")
                .child(
                    el("label")
                        .attr("for", KEY_URL)
                        .text("Your issuer, or the address of its keys"),
                )
                .child(
                    el("input")
                        .id(KEY_URL)
                        .attr("type", "url")
                        .attr("inputmode", "url")
                        .attr("autocomplete", "off")
                        .attr("spellcheck", "false")
                        .attr("placeholder", "https://login.example.com"),
                ),
        )
        .child(live(by_person))
        .child(live(by_document))
        .child(live(said))
}

/// What the token says of its issuer.
fn by_token() -> Node {
    let page = page();
    page.follow(state::Topic::Inspected);
    page.follow(state::Topic::Selected);
    follow(Topic::Discovered);
    let issuer = page.read(|data| state::artefact_of(data)?.facts.issuer.clone());
    let Some(issuer) = issuer else {
        return note("The token shown names no issuer.");
    };
    let Some(address) = discovery::well_known(&issuer) else {
        return note("The issuer that the token names is no https address.");
    };
    place(
        "by-token",
        "The issuer's keys may be found at",
        "This address comes from the token: whoever made it chose it. Use it only if you trust this issuer.",
        &address,
    )
}

/// What was typed.
fn by_person() -> Node {
    follow(Topic::Discovered);
    let text = look(|room| room.discovery.typed.trim().to_owned());
    if text.is_empty() {
        return Node::Nothing;
    }
    match discovery::typed(&text) {
        Ok(address) => place("by-person", "What you gave leads to", "", &address),
        Err(words) => el("p")
            .id("key-url-wrong")
            .class("bad said-of")
            .attr("role", "status")
            .child(icon("#i-bad"))
            .text(words)
            .into(),
    }
}

/// What a document names: the next step.
fn by_document() -> Node {
    follow(Topic::Discovered);
    let Some(Document { issuer, keys }) = look(|room| room.discovery.document.clone()) else {
        return Node::Nothing;
    };
    let by_token = page().read(|data| state::artefact_of(data)?.facts.issuer.clone());
    let other =
        by_token.is_some_and(|named| named.trim_end_matches('/') != issuer.trim_end_matches('/'));
    let words = if other {
        format!(
            "The document says it is of `{issuer}`, which is not the issuer in the token: these are not the keys to check it with."
        )
    } else {
        format!("The document of `{issuer}` names this address.")
    };
    match discovery::address(&keys) {
        Ok(address) => place("by-document", "Next: its keys are at", &words, &address),
        Err(why) => prose(
            el("p").class("bad said-of").child(icon("#i-bad")),
            &format!("The document names `{keys}` as the place of its keys. {why}"),
        )
        .into(),
    }
}

/// An address, and how to get what is there.
fn place(id: &'static str, title: &'static str, warning: &str, address: &Address) -> Node {
    let warns = (!warning.is_empty()).then(|| prose(el("p").class("note"), warning));
    let mut section = el("div")
        .id(id)
        .class("place")
        .child(el("p").text(title))
        .child(el("p").child(el("code").class("address").text(address.url.clone())))
        .child(warns);
    house::follow();
    let off = house::is_off(Feature::Discovery);
    if discovery::is_allowed(address) && !off {
        section = section.child(el("p").child(button(
            format!("Fetch from {}", address.host),
            "check-fetch",
            address.url.clone(),
        )));
    } else {
        let command = format!("curl -sS '{}'", address.url);
        section = section
            .child(el("p").class("note").text(if off {
                "Whoever runs this site has switched off that the page asks there. Run this, and paste what comes back into the field above:"
            } else {
                "The policy of this page lets it ask nobody there. Run this, and paste what comes back into the field above:"
            }))
            .child(
                el("div")
                    .class("command")
                    .child(
                        el("pre")
                            .attr("tabindex", "0")
                            .attr("role", "region")
                            .attr("aria-label", "curl line")
                            .child(el("code").text(command.clone())),
                    )
                    .child(button("Copy", "copy-this", command).class("quiet").attr("aria-label", "Copy the curl line")),
            );
    }
    section.into()
}

fn said() -> Node {
    follow(Topic::Discovered);
    look(|room| {
        let asking = &room.discovery.asking;
        let words = if asking.is_empty() {
            room.discovery.said.clone()
        } else {
            format!("Asking {asking} …")
        };
        el("p").id("key-fetched").class("note").text(words).into()
    })
}

fn note(words: &'static str) -> Node {
    el("p").class("note").text(words).into()
}
