//! The panel of keys: the field, what can be done with it, and what was put away.

use super::given::Reading;
use super::room::{Room, Stage, Topic, follow, look, page};
use super::{KEY_FILE, KEY_TEXT, checked, more, places, recognised, weak};
use crate::markup::{Element, Node, button, el, icon, live, prose};
use crate::state;
use crate::view_model::fold::{count, size};
use claimlens_core::report::Kind;

/// The panel. Its fields are live nodes of their own, or not live at all: what was typed stays in them.
pub(super) fn panel() -> Node {
    el("div")
        .class("keys-panel")
        .child(
            el("p").class("note").text(
                "Keys are neither sent nor stored. They stay in this tab's memory, and are gone with Clear keys, with Clear, or when the page is left.",
            ),
        )
        .child(el("label").attr("for", KEY_TEXT).text("Key"))
        .child(live(field))
        .child(el("p").id("key-hint").class("note").text(
            "A public key, certificate, JWK, JWK Set or OpenSSH key (PEM; DER as hex or Base64), a shared secret, or your private key for what is encrypted. Files can be dropped here.",
        ))
        .child(tools())
        .child(live(offers))
        .child(live(note))
        .child(live(checked::short))
        .child(live(recognised::recognised))
        .child(live(weak::weak))
        .child(more::more())
        .child(places::places())
        .into()
}

/// The field. Masked out of focus unless it is known to hold nothing secret.
fn field() -> Node {
    follow(Topic::Answered);
    let public = look(is_public);
    el("textarea")
        .id(KEY_TEXT)
        .class(if public { "" } else { "secret" })
        .attr("rows", "4")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("autocorrect", "off")
        .attr("spellcheck", "false")
        .attr("translate", "no")
        .attr("data-gramm", "false")
        .attr("aria-describedby", "key-hint")
        .attr("placeholder", "-----BEGIN PUBLIC KEY----- …")
        .into()
}

/// Whether what is in the field was recognised, and all of it is public.
fn is_public(room: &Room) -> bool {
    let Some(place) = room.sent.iter().position(|number| *number == 0) else {
        return room.discovery.document.is_some();
    };
    let Some(checked) = room.checked.as_ref().filter(|_| room.stage == Stage::Rest) else {
        return false;
    };
    let mut keys = checked
        .keys
        .iter()
        .filter(|key| key.source == place)
        .peekable();
    keys.peek().is_some() && keys.all(|key| !key.is_private && !key.is_secret && !key.is_unusable)
}

fn tools() -> Element {
    el("div")
        .class("tools")
        .child(
            el("label")
                .class("button quiet")
                .child(
                    el("input")
                        .id(KEY_FILE)
                        .attr("type", "file")
                        .flag("multiple", true)
                        .class("sr"),
                )
                .child(el("span").text("Choose a file")),
        )
        .child(button("Add another key", "check-add", "").class("quiet"))
        .child(
            button("Clear keys", "check-forget", "")
                .id("clear-keys")
                .class("quiet"),
        )
}

/// Keys that were found in the paste itself.
fn offers() -> Node {
    let page = page();
    page.follow(state::Topic::Inspected);
    page.read(|data| {
        let all = data
            .report
            .iter()
            .flat_map(|report| report.artefacts.iter().enumerate());
        let keys = all.filter(|(_, one)| is_key(one.kind)).take(5);
        let offers: Vec<Node> = keys
            .map(|(number, one)| {
                el("li")
                    .text(format!("In your paste: {}. ", one.title))
                    .child(
                        button("Use it as the key", "check-use", number.to_string()).class("quiet"),
                    )
                    .into()
            })
            .collect();
        if offers.is_empty() {
            return Node::Nothing;
        }
        el("ul").class("offers").children(offers).into()
    })
}

/// Whether an artefact of that kind is a key.
pub(super) fn is_key(kind: Kind) -> bool {
    matches!(kind, Kind::Pem | Kind::Jwk | Kind::JwkSet)
}

/// What is to be known of what was just done, and why nothing can be checked. Its room is kept.
fn note() -> Node {
    follow(Topic::Keys);
    follow(Topic::Answered);
    look(|room| {
        if !room.failed.is_empty() {
            return el("div")
                .id("key-note")
                .class("verdict bad")
                .child(
                    el("p")
                        .child(icon("#i-bad"))
                        .child(el("b").text("The checker does not answer. "))
                        .text(room.failed.clone()),
                )
                .child(el("p").child(button("Try again", "check-again", "").class("quiet")))
                .into();
        }
        prose(el("p").id("key-note").class("note"), &room.note).into()
    })
}

/// A key that was put away: from where, and how long; what it is called before anything is known of it.
pub(super) fn waiting(from: &str, bytes: usize) -> String {
    if from.is_empty() {
        format!("Key put away, {}", size(bytes))
    } else {
        format!("{from}, {}", size(bytes))
    }
}

/// How a shared secret is written: a choice, because nothing in it tells.
pub(super) fn readings(number: u32, chosen: Reading) -> Node {
    let options = Reading::offered(chosen).map(|one| {
        let option = el("option").attr("value", one.word()).text(one.label());
        option.flag("selected", one == chosen).into()
    });
    let id = format!("key-reading-{number}");
    el("p")
        .class("reading")
        .child(
            el("label")
                .attr("for", id.clone())
                .text("The secret is written"),
        )
        .child(el("select").id(id).children(options))
        .into()
}

/// How many keys there are, where there are many.
pub(super) fn more_keys(number: usize) -> Option<Element> {
    (number > 0).then(|| {
        el("li").class("note").text(format!(
            "And {} that are not listed; all of them are tried.",
            count(number, "more key")
        ))
    })
}
