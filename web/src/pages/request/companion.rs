//! The companion: whether there is one, how to start it, and which other one to take.

use claimlens_core::requests::{OWN_HEADER, START, no_companion, read_companion};

use super::super::card::copy;
use super::super::desk::{self, Topic};
use super::room::{At, Room, change, look};
use super::send::answer_of;
use super::{ADDRESS, REGION, say};
use crate::house;
use crate::markup::{Element, Node, button, el, prose};
use crate::platform::fetch::{self, Sent, Stop};
use crate::platform::{clock, dom};

/// Asks whether there is one: one request, for what it says about itself; a second one where this origin has none
/// and the page's policy names another.
pub(super) fn seek() {
    change(Topic::Companion, |room| room.at = At::Asking);
    clock::spawn(async {
        let base = look(|room| room.base.clone());
        let address = [&*look(Room::companion), "/proxy.json"].concat();
        let sent = Sent {
            method: "GET",
            address: &address,
            headers: &[OWN_HEADER],
            body: None,
        };
        let came = fetch::send(&sent, &["content-type"], &Stop::new()).await;
        let at = match came {
            Ok(came) => match read_companion(&answer_of(came)) {
                Ok(companion) => At::Here(companion),
                Err(refusal) => At::Missing(refusal),
            },
            Err(_) => At::Missing(Box::new(no_companion())),
        };
        // Another one was named meanwhile: this answer is not about that.
        if look(|room| room.base != base) {
            return;
        }
        // A page whose policy names another origin was made for the companion there. The line on top names it.
        if base.is_empty()
            && matches!(at, At::Missing(_))
            && let Some(other) = dom::allowed_origins().into_iter().next()
        {
            change(Topic::Companion, |room| room.base = other);
            seek();
            return;
        }
        change(Topic::Companion, |room| {
            if let At::Here(companion) = &at
                && !companion.regions.contains(&room.region)
            {
                room.region.clear();
            }
            room.at = at;
        });
        // There are other regions to choose from now: the choice must go on showing what it is.
        clock::later(0, || {
            dom::set_value(REGION, &look(|room| room.region.clone()))
        });
    });
}

/// Takes the companion at the address that was typed, if the policy of this page lets it.
pub(super) fn name() {
    let typed = dom::value(ADDRESS);
    let typed = typed.trim().trim_end_matches('/').to_owned();
    let own = dom::origin();
    let allowed = dom::allowed_origins();
    let words = if typed.is_empty() || typed == own || allowed.contains(&typed) {
        let base = if typed == own { String::new() } else { typed };
        change(Topic::Companion, |room| {
            room.base = base;
            room.named.clear();
        });
        seek();
        "Looking for the companion there."
    } else {
        if dom::is_file() {
            let words = "Nothing was sent: this page is one file on a disk, and its policy allows no request at all. Serve the page, or take the curl lines below.";
            change(Topic::Companion, |room| room.named = words.to_owned());
            return say(words);
        }
        let also = if allowed.is_empty() {
            String::new()
        } else {
            [" and ", &*allowed.join(", ")].concat()
        };
        let words = format!(
            "Nothing was sent: the policy of this page allows requests to {own}{also}, and to no other address. Whoever serves the page can allow one more: `claimlens-proxy --connect {}`.",
            if typed.contains("://") {
                &*typed
            } else {
                "ORIGIN"
            }
        );
        change(Topic::Companion, |room| room.named = words);
        "This address is not allowed."
    };
    say(words);
}

/// What is known about it.
pub(super) fn companion() -> Node {
    desk::follow(Topic::Companion);
    look(|room| {
        let said = match &room.at {
            At::Unasked | At::Asking => el("p").class("note").text("Looking for the companion …"),
            At::Here(companion) if !companion.has_client_credentials() => el("p")
                .class("warned")
                .text("The companion was started for other grants: start it with --grant client_credentials, or without --grant."),
            At::Here(companion) => el("p")
                .class("note")
                .text(format!("The companion, claimlens-proxy {}, is there.", companion.version)),
            At::Missing(refusal) => el("div")
                .class("missing bad")
                .child(el("h3").text("There is no companion at this address"))
                .child(el("p").text(refusal.says.clone()))
                .child(el("p").text(refusal.todo.clone()))
                .child(command(START))
                .child(el("p").text("From a copy of the source, which builds what is needed:"))
                .child(command("cargo xtask serve"))
                .child(el("p").child(button("Look again", "request-seek", ""))),
        };
        el("div")
            .id("companion")
            .child(said)
            .child(refused())
            .child(other(&room.base, &room.named))
            .into()
    })
}

/// Why the companion that is set is not called.
fn refused() -> Option<Element> {
    let words = house::companion::refused();
    (!words.is_empty()).then(|| prose(el("p").id("companion-refused").class("warned"), &words))
}

fn command(line: &'static str) -> Element {
    el("div")
        .class("command")
        .child(el("pre").child(el("code").text(line)))
        .child(copy("the command", line))
}

/// Another one, by its address.
fn other(base: &str, named: &str) -> Element {
    let said = (!named.is_empty()).then(|| prose(el("p").class("warned"), named));
    el("details")
        .child(el("summary").text("Another companion"))
        .child(
            el("p")
                .child(
                    el("label")
                        .attr("for", ADDRESS)
                        .text("Its address, as the policy of this page allows it"),
                )
                .child(
                    el("input")
                        .id(ADDRESS)
                        .attr("inputmode", "url")
                        .attr("autocomplete", "off")
                        .attr("spellcheck", "false")
                        .attr(
                            "placeholder",
                            if dom::is_file() {
                                String::new()
                            } else {
                                dom::origin()
                            },
                        )
                        .attr("value", base.to_owned()),
                ),
        )
        .child(el("p").child(button("Use it", "request-companion", "")))
        .child(el("div").attr("role", "status").child(said))
}
