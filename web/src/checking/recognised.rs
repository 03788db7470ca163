//! What was recognised: each key text with what is in it, what is to be said of it, and what it verifies.

use super::panel::{more_keys, readings, waiting};
use super::room::{Room, Stage, Topic, follow, look, page};
use crate::markup::{Element, Node, button, el, icon, prose};
use crate::state::Data;
use crate::view_model::citation::address;
use crate::view_model::fold::count;
use crate::view_model::outcome::{Checked, Key, Lint};
use crate::view_model::states::Tone;
use claimlens_core::time::utc;

/// How many keys of one text are shown.
const SHOWN: usize = 12;

/// The list; nothing while there is no key.
pub(super) fn recognised() -> Node {
    follow(Topic::Keys);
    follow(Topic::Answered);
    page().follow(crate::state::Topic::Inspected);
    let now = page().read(|data| data.now);
    look(|room| list(room, now))
}

fn list(room: &Room, now: i64) -> Node {
    if !room.has_keys() {
        return Node::Nothing;
    }
    let mut entries = Vec::new();
    for given in &room.given {
        let title = waiting(&given.from, given.bytes);
        entries.push(entry(room, given.number, &title, given.reading, now));
    }
    if !room.field.expose().trim().is_empty() {
        entries.push(entry(room, 0, "", room.reading, now));
    }
    el("section")
        .id("recognised")
        .class(if room.stage == Stage::Rest {
            ""
        } else {
            "stale"
        })
        .attr("aria-labelledby", "recognised-title")
        .child(el("h2").id("recognised-title").text("Recognised"))
        .child(el("ul").children(entries))
        .into()
}

/// One key text.
fn entry(room: &Room, number: u32, title: &str, reading: super::given::Reading, now: i64) -> Node {
    let place = room.sent.iter().position(|sent| *sent == number);
    let found = place.zip(room.checked.as_ref());
    let mut keys: Vec<&Key> = found.map_or_else(Vec::new, |(place, checked)| {
        let all = checked.keys.iter();
        all.filter(|key| key.source == place).collect()
    });
    let source = found.and_then(|(place, checked)| checked.sources.get(place));
    let total = source.map_or(keys.len(), |source| source.count);
    let all_secret = !keys.is_empty() && keys.iter().all(|key| key.is_secret);
    // What did something comes first: of a thousand keys one looks for that.
    keys.sort_by_key(|key| key.verifies.is_empty() && key.decrypts.is_empty());
    let mut item = el("li").attr("data-key", number.to_string());
    if number > 0 {
        let label = if title.is_empty() { "key" } else { title };
        item = item.child(
            el("p")
                .class("put-away")
                .child(el("span").text(title.to_owned()))
                .child(
                    button("Remove", "check-remove", number.to_string())
                        .class("link")
                        .attr("aria-label", format!("Remove the key: {label}")),
                ),
        );
    }
    if place.is_none() {
        let words = if room.stage == Stage::Rest {
            "A discovery document: it says where the keys are, and has none. See below."
        } else {
            "Being read …"
        };
        return item.child(el("p").class("note").text(words)).into();
    }
    let Some((_, checked)) = found else {
        return item
            .child(el("p").class("note").text("Being read …"))
            .into();
    };
    if keys.is_empty() {
        item = item.child(nothing());
    }
    for key in keys.iter().take(SHOWN) {
        item = item.child(one(key, checked, now));
    }
    let hidden = total.saturating_sub(keys.len().min(SHOWN));
    item = item.child(more_keys(hidden));
    if all_secret && keys.iter().any(|key| key.form.starts_with("secret")) {
        item = item.child(readings(number, reading));
    }
    let findings = source.map_or(&[][..], |source| &source.findings).iter();
    // What decrypts has to be a private key.
    let wanted = keys
        .iter()
        .filter(|key| key.is_private)
        .all(|key| !key.decrypts.is_empty());
    let findings = findings.filter(|lint| !(wanted && lint.code == "key.private"));
    let findings: Vec<Node> = findings.take(20).map(lint).collect();
    if !findings.is_empty() {
        item = item.child(el("ul").class("lints").children(findings));
    }
    item.into()
}

fn nothing() -> Element {
    el("p").class("bad").child(icon("#i-bad")).child(el("b").text("No key was recognised. ")).text(
        "Expected is a PEM block from its first dashes to its last, a JWK or JWK Set, an OpenSSH line, DER as hex or Base64, or a secret. Copy it again, whole.",
    )
}

/// One key.
fn one(key: &Key, checked: &Checked, now: i64) -> Element {
    let tone = if key.is_unusable {
        Tone::Bad
    } else {
        Tone::Neutral
    };
    let mut lines = el("div").class(["one-key ", tone.class()].concat());
    let what = if key.is_unusable {
        el("p")
            .child(icon("#i-bad"))
            .child(el("b").text("Cannot be used. "))
            .child(prose(el("span"), &key.what))
    } else {
        let form = key.form.strip_prefix("secret, ").unwrap_or(&key.form);
        el("p")
            .child(el("b").text(key.what.clone()))
            .text(format!(", {form}"))
    };
    lines = lines.child(what);
    let says = [("kid", &key.kid), ("alg", &key.alg), ("use", &key.usage)];
    let says = says.into_iter().filter_map(|(name, value)| {
        let value = value.as_deref().filter(|value| !value.is_empty())?;
        Some(fact(name, value, false).into())
    });
    let says: Vec<Node> = says.collect();
    if !says.is_empty() {
        lines = lines.child(el("div").class("says").children(says));
    }
    if let Some(print) = &key.thumbprint {
        lines = lines.child(fact("Thumbprint (SHA-256)", print, true));
    }
    if let Some(certificate) = &key.certificate {
        lines = lines.child(fact("Subject", &certificate.subject, false));
        lines = lines.child(fact("Issued by", &certificate.issuer, false));
        let from = certificate.not_before.map_or_else(|| "?".into(), utc);
        let until = certificate.not_after.map_or_else(|| "?".into(), utc);
        lines = lines.child(fact("Valid dates", &format!("{from} to {until}"), false));
        if certificate.not_after.is_some_and(|until| until < now) {
            lines = lines.child(
                el("p")
                    .class("warn")
                    .child(icon("#i-warn"))
                    .text("The certificate has ended. The key still verifies what it signed."),
            );
        }
    }
    if key.is_secret && key.verifies.is_empty() && key.decrypts.is_empty() {
        lines = lines.child(el("p").class("note").text(
            "It has none of the forms of a key, so it is taken as a shared secret. If it was meant as a public key, copy it whole: from -----BEGIN to -----END, or the JWK with its braces.",
        ));
    }
    lines.child(does(key, checked))
}

fn fact(name: &'static str, value: &str, copied: bool) -> Element {
    let copy = copied.then(|| {
        button("Copy", "copy-this", value.to_owned())
            .class("link")
            .attr("aria-label", ["Copy ", name].concat())
    });
    el("p")
        .class("fact")
        .child(el("span").text(name))
        .text(" ")
        .child(el("code").child(el("bdi").text(value.to_owned())))
        .text(" ")
        .child(copy)
}

/// Which tokens it verifies or decrypts.
fn does(key: &Key, checked: &Checked) -> Option<Element> {
    let several = checked.tokens.len() > 1;
    let (tokens, word) = if key.verifies.is_empty() {
        (&key.decrypts, "Decrypts")
    } else {
        (&key.verifies, "Verifies")
    };
    if checked.tokens.is_empty() {
        return None;
    }
    if tokens.is_empty() {
        let words = if several {
            "Verifies none of the tokens found."
        } else {
            return None;
        };
        return Some(el("p").class("note").text(words));
    }
    let words = if several {
        format!(
            "{word} {} of {}: {}.",
            tokens.len(),
            count(checked.tokens.len(), "token"),
            page().read(|data| names(data, tokens))
        )
    } else {
        let parts = checked
            .tokens
            .first()
            .map_or(0, |token| token.signatures.len());
        if parts > 1 && word == "Verifies" {
            "Verifies a signature of the token.".to_owned()
        } else {
            format!("{word} the token.")
        }
    };
    Some(
        el("p")
            .class("good does")
            .child(icon("#i-good"))
            .text(words),
    )
}

/// The tokens by their titles, and their numbers where those are alike.
fn names(data: &Data, tokens: &[usize]) -> String {
    let names = tokens.iter().take(4).map(|number| {
        let artefact = look(|room| {
            let about = room.about.get(*number)?;
            let token = room
                .tokens
                .iter()
                .find(|token| token.inside == 0 && token.text == *about)?;
            Some(token.artefact)
        });
        let found = artefact.and_then(|at| Some((at, data.report.as_ref()?.artefacts.get(at)?)));
        found.map_or_else(
            || format!("number {}", number + 1),
            |(at, one)| format!("{} (number {})", one.title, at + 1),
        )
    });
    let mut words: Vec<String> = names.collect();
    if tokens.len() > 4 {
        words.push(format!("{} more", tokens.len() - 4));
    }
    words.join(", ")
}

/// Something that is to be said of a key.
pub(super) fn lint(lint: &Lint) -> Node {
    let tone = match lint.severity.as_str() {
        "error" => Tone::Bad,
        "warning" => Tone::Warn,
        _ => Tone::Neutral,
    };
    let word = match tone {
        Tone::Bad => "Error: ",
        Tone::Warn => "Warning: ",
        _ => "Note: ",
    };
    let said = el("p")
        .class("message")
        .child(icon(tone.icon()))
        .child(el("b").text(word));
    el("li")
        .class(tone.class())
        .child(prose(said, &lint.message))
        .child((!lint.help.is_empty()).then(|| prose(el("p").class("help"), &lint.help)))
        .child(
            el("p")
                .class("origin")
                .child(el("code").text(lint.code.clone()))
                .text(" ")
                .child(cite(&lint.reference)),
        )
        .into()
}

/// Where something is written; a link where it has an address.
fn cite(reference: &str) -> Option<Element> {
    if reference.is_empty() {
        return None;
    }
    Some(match address(reference) {
        Some(address) => el("a")
            .class("cite")
            .attr("href", address)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .text(reference.to_owned()),
        None => el("cite").class("cite").text(reference.to_owned()),
    })
}

#[cfg(test)]
mod tests;
