//! What can stand beside a token: its payload, an access token, a code; and the key it brings itself.

use super::room::{Topic, follow, look, page};
use super::{ACCESS, CODE, OWN, PAYLOAD};
use crate::markup::{Element, Node, el, live};
use crate::state;
use crate::view_model::members;
use claimlens_core::report::{Artefact, Role};

/// Header parameters with a key or the address of one (RFC 7515 §4.1).
const BROUGHT: [&str; 4] = ["jwk", "x5c", "jku", "x5u"];

/// The panel in the panel.
pub(super) fn more() -> Element {
    el("details")
        .id("check-more")
        .child(el("summary").text("More: payload apart, token beside it, its own key"))
        .child(area(
            PAYLOAD,
            "Payload that travels apart (detached)",
            "Exactly as it was signed: a line break at its end counts.",
        ))
        .child(area(
            ACCESS,
            "Access token beside it",
            "For at_hash of an ID token and ath of a DPoP proof.",
        ))
        .child(line(
            CODE,
            "Authorization code beside it",
            "For c_hash of an ID token.",
        ))
        .child(live(own))
}

fn area(id: &'static str, label: &'static str, hint: &'static str) -> Element {
    labelled(id, label, hint, el("textarea").attr("rows", "2"))
}

fn line(id: &'static str, label: &'static str, hint: &'static str) -> Element {
    labelled(id, label, hint, el("input"))
}

fn labelled(id: &'static str, label: &'static str, hint: &'static str, field: Element) -> Element {
    let described = [id, "-hint"].concat();
    el("div")
        .class("beside")
        .child(el("label").attr("for", id).text(label))
        .child(
            field
                .id(id)
                .class("secret")
                .attr("autocomplete", "off")
                .attr("autocapitalize", "off")
                .attr("spellcheck", "false")
                .attr("aria-describedby", described.clone()),
        )
        .child(el("p").id(described).class("note").text(hint))
}

/// The choice to try the token's own key; where it brings one.
fn own() -> Node {
    let page = page();
    page.follow(state::Topic::Inspected);
    page.follow(state::Topic::Selected);
    follow(Topic::Keys);
    let brought = page.read(|data| state::artefact_of(data).map(brought).unwrap_or_default());
    let chosen = look(|room| room.own_keys);
    let usable = brought
        .iter()
        .any(|(name, _)| matches!(*name, "jwk" | "x5c"));
    let shown = brought.iter().map(|(name, value)| {
        el("li")
            .child(el("code").text(*name))
            .text(" ")
            .child(el("code").child(el("bdi").text(value.clone())))
            .into()
    });
    let words = if brought.is_empty() {
        "The token shown brings no key."
    } else {
        "The token says with what it is to be checked. Whoever made it wrote that. No address in it is ever asked."
    };
    let input = el("input")
        .id(OWN)
        .attr("type", "checkbox")
        .attr("aria-describedby", "key-own-hint")
        .flag("disabled", !usable && !chosen)
        .flag("checked", chosen);
    el("div")
        .class("beside")
        .child(el("label").class("tick").child(input).child(
            el("span").text("Try the key the token brings itself, knowing it proves nothing"),
        ))
        .child(el("p").id("key-own-hint").class("note").text(words))
        .child((!brought.is_empty()).then(|| el("ul").class("brought").children(shown)))
        .into()
}

/// What a token brings of keys, by the names of its header, with the start of each value.
fn brought(artefact: &Artefact) -> Vec<(&'static str, String)> {
    let headers = artefact
        .parts
        .iter()
        .filter(|part| part.role == Role::Header);
    let mut found = Vec::new();
    for member in headers.flat_map(members::of) {
        let name = BROUGHT.iter().find(|name| **name == member.name);
        if let Some(name) = name {
            let text = members::copied(member);
            let mut value: String = text.chars().take(120).collect();
            if value.len() < text.len() {
                value.push('…');
            }
            found.push((*name, value));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::brought;
    use claimlens_core::jose::base64url::encode;
    use claimlens_core::{Context, inspect};

    #[test]
    fn what_a_token_brings_is_named_and_shown() {
        for (header, expected) in [
            (r#"{"alg":"RS256","kid":"a"}"#, &[][..]),
            (
                r#"{"alg":"RS256","jku":"https://a.example/keys"}"#,
                &[("jku", "https://a.example/keys")],
            ),
            (
                r#"{"alg":"RS256","jwk":{"kty":"RSA"},"x5u":"u"}"#,
                &[("jwk", r#"{"kty":"RSA"}"#), ("x5u", "u")],
            ),
        ] {
            let token = format!(
                "{}.{}.AAEC",
                encode(header.as_bytes()),
                encode(b"{\"sub\":\"a\"}")
            );
            let report = inspect(&token, &Context::default());
            let found = brought(&report.artefacts[0]);
            let found: Vec<_> = found
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            assert_eq!(found, expected);
        }
    }
}
