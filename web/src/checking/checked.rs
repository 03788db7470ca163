//! What a check gave, before everything else in the report: the sentence, the reasons, and what lies inside.

use super::given::Reading;
use super::layers;
use super::overlay::is_encrypted;
use super::panel::is_key;
use super::recognised::lint;
use super::room::{Room, Stage, Topic, follow, look, page};
use super::tokens::MOST;
use crate::markup::{Element, Node, button, el, icon, prose};
use crate::state::{self, Data};
use crate::view_model::fold::grouped;
use crate::view_model::outcome::{Checked, Lint, Outcome, Policy};
use crate::view_model::spoken::{is_token, lead, signature, time_apart};
use crate::view_model::states::Tone;
use claimlens_core::report::Artefact;

/// The id of the outcome: where one is led to from the panel.
pub(super) const OUTCOME: &str = "outcome";

/// The outcome in a word, in the panel: where that stands above the report, the outcome is out of sight.
pub(super) fn short() -> Node {
    let page = page();
    page.follow(state::Topic::Inspected);
    page.follow(state::Topic::Selected);
    follow(Topic::Answered);
    page.read(|data| {
        look(|room| {
            let outcome = room.outcome(data.selected).zip(room.checked.as_ref());
            let found = outcome
                .zip(state::artefact_of(data))
                .filter(|_| room.is_asked());
            let Some(((outcome, checked), artefact)) = found else {
                return Node::Nothing;
            };
            let said = signature(outcome, checked, is_encrypted(artefact.kind));
            let (tone, ..) = lead(outcome, checked, is_encrypted(artefact.kind));
            let unfit = said.tone == Tone::Good && outcome.policy == Policy::Unfit;
            let but = if unfit { ", and the key is unfit" } else { "" };
            el("p")
                .id("in-short")
                .class(["in-short ", tone.class()].concat())
                .child(icon(tone.icon()))
                .child(el("b").text([said.label, but].concat()))
                .text(" ")
                .child(button("What the check gave", "check-show", "").class("link"))
                .into()
        })
    })
}

/// The block; nothing before a key was given.
pub(super) fn checked() -> Node {
    let page = page();
    page.follow(state::Topic::Inspected);
    page.follow(state::Topic::Selected);
    page.follow(state::Topic::Judged);
    follow(Topic::Answered);
    page.read(|data| look(|room| shown(data, room)))
}

fn shown(data: &Data, room: &Room) -> Node {
    let Some(artefact) = state::artefact_of(data) else {
        return Node::Nothing;
    };
    if is_key(artefact.kind) {
        return offer(data.selected);
    }
    if !room.is_asked() || !is_token(artefact.kind) {
        return Node::Nothing;
    }
    if !room.failed.is_empty() {
        return failed(room.failed.clone());
    }
    let late = match room.stage {
        Stage::Late(tried, of) => Some(checking(tried, of)),
        Stage::Stopped => return stopped(),
        _ => None,
    };
    let outcome = room.outcome(data.selected).zip(room.checked.as_ref());
    let Some((outcome, checked)) = outcome else {
        return late.map_or_else(|| unanswered(room), Node::from);
    };
    let block = block(artefact, outcome, checked, &room.sent);
    let block = if room.stage == Stage::Rest {
        block
    } else {
        block.attr("aria-busy", "true")
    };
    el("div").child(late).child(block).into()
}

/// What is shown is a key itself.
fn offer(number: usize) -> Node {
    el("p")
        .class("outcome-note")
        .child(button("Use it as the key", "check-use", number.to_string()))
        .text(" To check the signature of a token with it.")
        .into()
}

fn failed(why: String) -> Node {
    el("div")
        .class("outcome bad")
        .child(
            el("p")
                .class("lead")
                .child(icon("#i-bad"))
                .child(el("strong").text("Nothing was checked. "))
                .text(why),
        )
        .into()
}

fn stopped() -> Node {
    el("p")
        .class("outcome-note")
        .text("The check was stopped. ")
        .child(button("Check again", "check-again", "").class("quiet"))
        .into()
}

/// There is no answer about this one: not yet, or it was not asked about.
fn unanswered(room: &Room) -> Node {
    if room.beyond && room.stage == Stage::Rest {
        let words = format!(
            "Not checked: of one paste the first {} tokens are. Paste this one by itself.",
            grouped(MOST)
        );
        return el("p").class("outcome-note").text(words).into();
    }
    let soon = matches!(room.stage, Stage::Due | Stage::Asked).then(|| {
        // In the place of the outcome, so that nothing moves when it is there.
        el("div")
            .class("outcome neutral")
            .attr("aria-busy", "true")
            .child(
                el("p")
                    .class("lead")
                    .child(icon("#i-neutral"))
                    .text("Checking …"),
            )
    });
    soon.into()
}

/// A check that takes long.
fn checking(tried: usize, of: usize) -> Element {
    let words = if of > 1 {
        format!("Checking … {} of {} tokens ", grouped(tried), grouped(of))
    } else {
        "Checking … ".to_owned()
    };
    el("p")
        .class("outcome-note")
        .attr("role", "status")
        .text(words)
        .child(button("Cancel", "check-cancel", "").class("quiet"))
}

/// The outcome for one token; `sent` has the entries that its keys came from.
fn block(artefact: &Artefact, outcome: &Outcome, checked: &Checked, sent: &[u32]) -> Element {
    let (tone, words, rest) = lead(outcome, checked, is_encrypted(artefact.kind));
    let first = el("p")
        .class("lead")
        .child(icon(tone.icon()))
        .child(prose(el("strong"), &words))
        .text(" ");
    el("section")
        .class(["outcome ", tone.class()].concat())
        .id(OUTCOME)
        .attr("tabindex", "-1")
        .attr("aria-label", "What the check gave")
        .child(prose(first, &rest))
        .child(remedy(outcome, sent))
        .child(time_apart(outcome, &artefact.verdicts).map(|words| prose(el("p"), &words)))
        .children(details(outcome, checked))
}

/// The button that reads a key as the sentence says, where that is what would make it verify.
fn remedy(outcome: &Outcome, sent: &[u32]) -> Option<Element> {
    let remedy = outcome.explanation.as_ref()?.remedy.as_ref()?;
    let entry = sent.get(remedy.place)?;
    let reading = Reading::of(&remedy.reading)?;
    let label = ["Read it ", reading.label()].concat();
    let value = format!("{entry} {}", reading.word());
    Some(el("p").child(button(label, "check-read", value).id("read-it-so")))
}

/// Everything below the sentence.
pub(super) fn details(outcome: &Outcome, checked: &Checked) -> Vec<Node> {
    let mut all: Vec<Node> = vec![reasons(outcome)];
    all.extend(layers::signatures(outcome, checked));
    all.extend(layers::presentation(outcome));
    all.extend(layers::hashes(outcome));
    let said = outcome
        .explanation
        .as_ref()
        .map(|told| told.sentence.as_str());
    let findings: Vec<Node> = outcome
        .findings
        .iter()
        .take(20)
        .map(|one| {
            // What the sentence on top says already is not said again; what to do about it is.
            if Some(one.message.as_str()) == said {
                lint(&Lint {
                    severity: one.severity.clone(),
                    code: one.code.clone(),
                    message: one.help.clone(),
                    help: String::new(),
                    reference: one.reference.clone(),
                })
            } else {
                lint(one)
            }
        })
        .collect();
    if !findings.is_empty() {
        all.push(el("ul").class("lints").children(findings).into());
    }
    all.extend(layers::inside(outcome, checked));
    all
}

/// The reasons, each with its code.
fn reasons(outcome: &Outcome) -> Node {
    // Of several signatures each has its own below.
    if outcome.reasons.is_empty() || outcome.signatures.len() > 1 {
        return Node::Nothing;
    }
    let items = outcome.reasons.iter().take(20).map(|reason| {
        prose(el("li"), &reason.sentence)
            .text(" ")
            .child(el("code").class("code").text(reason.code.clone()))
            .into()
    });
    el("ul")
        .class("reasons")
        .attr("aria-label", "Reasons")
        .children(items)
        .into()
}

#[cfg(test)]
mod tests {
    use super::shown;
    use crate::checking::room::{Room, Stage};
    use crate::checking::tokens::of_report;
    use crate::state::Data;
    use crate::view_model::outcome::{
        Checked, Crypto, Explanation, Outcome, Policy, Reason, Remedy,
    };
    use crate::view_model::pasted::Pasted;
    use crate::view_model::testing;
    use claimlens_core::report::{Kind, TimeState, Verdict};
    use claimlens_core::requests::Secret;

    fn data() -> Data {
        let (text, report) = testing::report("Bearer ", "");
        Data {
            pasted: Pasted::new(text),
            report: Some(report),
            ..Data::default()
        }
    }

    fn room(data: &Data, outcome: Outcome) -> Room {
        let report = data.report.as_ref().expect("a report");
        let (tokens, beyond) = of_report(report, data.pasted.text());
        Room {
            field: Secret::new("a key"),
            about: tokens.iter().map(|token| token.text.clone()).collect(),
            tokens,
            beyond,
            checked: Some(Checked {
                tokens: vec![outcome],
                ..Checked::default()
            }),
            ..Room::default()
        }
    }

    fn html(data: &Data, room: &Room) -> String {
        let mut html = String::new();
        shown(data, room).write_html(&mut html);
        html
    }

    #[test]
    fn the_sentence_comes_first_then_time_then_the_reasons() {
        let mut data = data();
        if let Some(report) = &mut data.report {
            let time = Verdict::new(TimeState::Expired, "Expired", "14 minutes ago.");
            report.artefacts[0].verdicts.time = time;
        }
        let outcome = Outcome {
            crypto: Crypto::Holds,
            policy: Policy::Unfit,
            reasons: vec![Reason {
                code: "rsa_short".into(),
                sentence: "The modulus has 1024 bits.".into(),
            }],
            ..Outcome::default()
        };
        let html = html(&data, &room(&data, outcome));
        let places = [
            "outcome warn",
            "The signature verifies",
            "unfit for it",
            "Time is another matter: expired.",
            "The modulus has 1024 bits.",
            "rsa_short",
        ]
        .map(|words| {
            html.find(words)
                .unwrap_or_else(|| panic!("{words}: {html}"))
        });
        assert!(places.is_sorted(), "{html}");
    }

    #[test]
    fn a_remedy_is_a_button_only_where_its_key_is_there_and_its_reading_known() {
        let data = data();
        for (place, reading, button) in [
            (1, "base64", Some(">Read it in Base64<")),
            (
                1,
                "trimmed",
                Some(">Read it without the white space at its ends<"),
            ),
            (2, "base64", None),
            (1, "rot13", None),
        ] {
            let explanation = Explanation {
                sentence: "It verifies when the secret is read otherwise.".into(),
                verifies: true,
                remedy: Some(Remedy {
                    place,
                    reading: reading.into(),
                }),
            };
            let mut room = room(
                &data,
                Outcome {
                    crypto: Crypto::Fails,
                    explanation: Some(explanation),
                    ..Outcome::default()
                },
            );
            room.sent = vec![3, 0];
            let html = html(&data, &room);
            let value = format!("data-do=\"check-read\" data-v=\"0 {reading}\"");
            let found = html.contains(&value);
            assert_eq!(found, button.is_some(), "{html}");
            assert!(button.is_none_or(|label| html.contains(label)), "{html}");
        }
    }

    #[test]
    fn before_a_key_there_is_nothing_and_every_stage_says_what_can_be_done() {
        let mut data = data();
        assert_eq!(html(&data, &Room::default()), "");
        let mut room = room(&data, Outcome::default());
        room.stage = Stage::Late(3, 9);
        let late = html(&data, &room);
        assert!(
            late.contains("3 of 9 tokens") && late.contains("check-cancel"),
            "{late}"
        );
        assert!(late.contains("aria-busy"), "what is shown is not of now");
        room.stage = Stage::Stopped;
        assert!(html(&data, &room).contains("check-again"));
        room.failed = "It cannot be loaded.".into();
        assert!(html(&data, &room).contains("Nothing was checked. </strong>It cannot be loaded."));
        room.failed.clear();
        room.stage = Stage::Rest;
        room.tokens.clear();
        room.beyond = true;
        assert!(html(&data, &room).contains("the first 100 tokens"));
        if let Some(report) = &mut data.report {
            report.artefacts[0].kind = Kind::Pem;
        }
        assert!(html(&data, &Room::default()).contains("Use it as the key"));
    }
}
