//! The parts of an outcome: several signatures, Disclosures, hashes, what was inside.

use super::checked::details;
use crate::markup::{Element, Node, button, el, icon, own, prose};
use crate::view_model::fold::{fold_at, grouped};
use crate::view_model::outcome::{Checked, Crypto, Decrypted, Outcome, Policy, Signature};
use crate::view_model::spoken::{key_name, lead};
use crate::view_model::states::Tone;

/// How many Disclosures are shown.
const SHOWN: usize = 100;

/// How many characters of what was decrypted are shown.
const TEXT: usize = 4000;

/// Each signature by itself, where there are several.
pub(super) fn signatures(outcome: &Outcome, checked: &Checked) -> Option<Node> {
    if outcome.signatures.len() < 2 {
        return None;
    }
    let items = outcome
        .signatures
        .iter()
        .take(SHOWN)
        .enumerate()
        .map(|(number, one)| signature(number, one, checked));
    let list = el("ul").class("verdict-list").children(items);
    Some(part("Signatures").child(list).into())
}

fn part(title: &'static str) -> Element {
    el("div").class("layer").child(el("h2").text(title))
}

fn signature(number: usize, one: &Signature, checked: &Checked) -> Node {
    let (tone, word) = word(one.crypto);
    let mut words = format!("Signature {}", number + 1);
    if let Some(algorithm) = &one.algorithm {
        words.push_str(&format!(", {algorithm}"));
    }
    let mut said = el("b").text(words);
    if let Some(kid) = &one.kid {
        said = said
            .text(", kid \u{201C}")
            .child(own(kid.clone()))
            .text("\u{201D}");
    }
    let mut after = String::new();
    if one.crypto == Crypto::Holds {
        after = format!("with {}", key_name(checked, one.key));
        if one.policy == Policy::Unfit {
            after.push_str(", which is unfit for it");
        }
        after.push('.');
    }
    let mut item = el("li")
        .class(tone.class())
        .child(icon(tone.icon()))
        .child(said.text([": ", word].concat()))
        .text(" ")
        .text(after);
    for reason in &one.reasons {
        item = item
            .text(" ")
            .child(prose(el("span").class("why"), &reason.sentence));
    }
    item.into()
}

fn word(crypto: Crypto) -> (Tone, &'static str) {
    match crypto {
        Crypto::Holds => (Tone::Good, "verifies"),
        Crypto::Fails => (Tone::Bad, "does not verify"),
        Crypto::SelfAsserted => (Tone::Warn, "self-asserted, which proves nothing"),
        Crypto::Decrypted => (Tone::Good, "decrypted"),
        Crypto::NotChecked => (Tone::Neutral, "not checked"),
    }
}

/// What an SD-JWT has beside its issuer's signature.
pub(super) fn presentation(outcome: &Outcome) -> Option<Node> {
    if outcome.disclosures.is_empty() && outcome.key_binding.is_none() {
        return None;
    }
    let mut items: Vec<Node> = Vec::new();
    for (number, (name, digest, is_signed)) in outcome.disclosures.iter().take(SHOWN).enumerate() {
        let (tone, words) = if *is_signed {
            (Tone::Good, ": its digest is signed")
        } else {
            (Tone::Bad, ": its digest stands nowhere in what was signed")
        };
        let name = match name {
            Some(name) => el("b").child(own(name.clone())),
            None if *is_signed => el("b").text("an element of a list"),
            // What nobody signed is not read.
            None => el("b").text(format!("number {}", number + 1)),
        };
        items.push(
            el("li")
                .class(tone.class())
                .attr("title", digest.clone())
                .child(icon(tone.icon()))
                .text("Disclosure of ")
                .child(name)
                .text(words)
                .into(),
        );
    }
    let (tone, words) = match outcome.key_binding {
        Some(Crypto::Holds) => (
            Tone::Good,
            "Key binding: verifies with the key that the issuer put into cnf",
        ),
        Some(Crypto::SelfAsserted) => (
            Tone::Warn,
            "Key binding: its signature matches, and the issuer's does not verify, so that it proves nothing",
        ),
        Some(Crypto::NotChecked) => (
            Tone::Neutral,
            "Key binding: it holds together; the issuer's signature was not checked",
        ),
        Some(_) => (Tone::Bad, "Key binding: does not verify"),
        None => (
            Tone::Neutral,
            "No key binding: whoever has this text can show it",
        ),
    };
    items.push(
        el("li")
            .class(tone.class())
            .child(icon(tone.icon()))
            .text(words)
            .into(),
    );
    let list = el("ul").class("verdict-list").children(items);
    Some(part("Disclosures and key binding").child(list).into())
}

/// Hashes that were held against what was given beside the token.
pub(super) fn hashes(outcome: &Outcome) -> Option<Node> {
    if outcome.hashes.is_empty() {
        return None;
    }
    let items = outcome.hashes.iter().map(|hash| {
        let (tone, word) = if hash.holds {
            (Tone::Good, "matches what was given beside it")
        } else {
            (Tone::Bad, "does not match what was given beside it")
        };
        let item = el("li")
            .class(tone.class())
            .child(icon(tone.icon()))
            .child(el("code").text(hash.claim.clone()))
            .text(" ")
            .text(word);
        if hash.holds {
            item.into()
        } else {
            prose(
                item.text(": "),
                &format!("found `{}`, expected `{}`", hash.found, hash.expected),
            )
            .into()
        }
    });
    let list = el("ul").class("verdict-list").children(items);
    Some(part("Hashes").child(list).into())
}

/// What was encrypted or nested inside.
pub(super) fn inside(outcome: &Outcome, checked: &Checked) -> Vec<Node> {
    let mut all = Vec::new();
    if let Some(decrypted) = &outcome.decrypted {
        all.push(content(decrypted));
        if decrypted.text.is_some() {
            all.push(inspect());
        }
    }
    if let Some(nested) = &outcome.nested {
        all.push(within(nested, checked));
    }
    all
}

/// What was decrypted, as far as it is shown.
fn content(decrypted: &Decrypted) -> Node {
    let words = format!(
        "Decrypted: {}, {}",
        decrypted.algorithm, decrypted.encryption
    );
    let block = el("details")
        .class("decrypted")
        .child(el("summary").text(words));
    let Some(text) = &decrypted.text else {
        return block
            .child(el("p").class("note").text("It is no text."))
            .into();
    };
    let folded = fold_at(text, TEXT, TEXT / 4);
    let more = folded.total.map(|total| {
        let words = format!(
            "… {} characters in all; “Inspect it” shows them.",
            grouped(total)
        );
        el("p").class("note").text(words)
    });
    block
        .child(
            el("pre")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", "What was decrypted")
                .child(own(folded.shown.to_owned())),
        )
        .child(more)
        .into()
}

fn inspect() -> Node {
    el("p")
        .child(button("Inspect it", "check-inspect", "").id("inspect-it"))
        .child(
            el("span")
                .class("note")
                .text(" It takes the place of what is in the box."),
        )
        .into()
}

/// The token inside, with everything that was found of it.
fn within(nested: &Outcome, checked: &Checked) -> Node {
    let (tone, words, rest) = lead(nested, checked, false);
    let first = el("p")
        .child(icon(tone.icon()))
        .child(prose(el("b"), &words))
        .text(" ");
    el("div")
        .class(["layer nested ", tone.class()].concat())
        .child(el("h2").text("The token inside"))
        .child(prose(first, &rest))
        .children(details(nested, checked))
        .into()
}

#[cfg(test)]
mod tests {
    use super::super::checked::details;
    use crate::view_model::outcome::{
        Checked, Crypto, Decrypted, Hash, Outcome, Reason, Signature,
    };

    fn html(outcome: &Outcome) -> String {
        let mut html = String::new();
        for node in details(outcome, &Checked::default()) {
            node.write_html(&mut html);
        }
        html
    }

    #[test]
    fn every_signature_has_its_own_verdict() {
        let one = |crypto| Signature {
            crypto,
            ..Signature::default()
        };
        let mut outcome = Outcome {
            signatures: vec![one(Crypto::Holds)],
            ..Outcome::default()
        };
        assert!(!html(&outcome).contains("Signature 1"), "one is no list");
        outcome.signatures.push(Signature {
            kid: Some("a\u{202e}".into()),
            ..one(Crypto::Fails)
        });
        let html = html(&outcome);
        assert!(
            html.contains("Signature 1: verifies")
                && html.contains("Signature 2, kid “<bdi>a\u{202e}</bdi>”: does not verify"),
            "{html}"
        );
    }

    #[test]
    fn reasons_disclosures_hashes_and_what_is_inside_are_shown() {
        let outcome = Outcome {
            reasons: vec![Reason {
                code: "disclosure_unknown".into(),
                sentence: "A `digest` is missing.".into(),
            }],
            disclosures: vec![
                (Some("given_name".into()), "d".into(), true),
                (None, "e".into(), false),
            ],
            hashes: vec![Hash {
                claim: "at_hash".into(),
                found: "x".into(),
                expected: "y".into(),
                holds: false,
            }],
            decrypted: Some(Decrypted {
                algorithm: "dir".into(),
                encryption: "A256GCM".into(),
                key: Some(0),
                text: Some("<b>inside</b>".into()),
            }),
            nested: Some(Box::new(Outcome {
                crypto: Crypto::Fails,
                ..Outcome::default()
            })),
            ..Outcome::default()
        };
        let html = html(&outcome);
        for words in [
            "disclosure_unknown",
            "<code>digest</code>",
            "its digest is signed",
            "stands nowhere",
            "No key binding",
            "found <code>x</code>, expected <code>y</code>",
            "Inspect it",
            "&lt;b&gt;inside",
            "The token inside",
            "does not verify",
        ] {
            assert!(html.contains(words), "{words}: {html}");
        }
    }
}
