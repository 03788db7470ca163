//! Export and import, and texts that are neither.

use super::super::*;
use super::{FILES, ID, NOW, all, sso, walk};
use proptest::prelude::*;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

#[test]
fn a_file_that_cannot_be_taken_says_why() {
    let good = to_json(&[walk()]);
    for (text, part) in [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("<!doctype html><html></html>", "not JSON"),
        (&good[..good.len() / 2], "not JSON"),
        ("[]", "no export"),
        ("{}", "no export"),
        (r#"{"format":"other","version":1}"#, "no export"),
        (
            &good.replace("\"version\": 1", "\"version\": 2"),
            "has version 2",
        ),
        (&good.replace("\"version\": 1", "\"version\": 0"), "damaged"),
        (
            &good.replace("\"version\": 1", "\"version\": 99999999999999999999"),
            "has version 9999",
        ),
        (
            &good.replace("\"checklist\"", "\"list\""),
            "no text checklist",
        ),
        (&good.replace("\"begun\": 18", "\"begun\": 0.8"), "damaged"),
        (
            &good.replace("\"records\": []", "\"records\": 7"),
            "no list records",
        ),
    ] {
        let message = from_json(text).unwrap_err().message();
        assert!(message.contains(part), "{text}: {message}");
        assert!(message.contains("Nothing was imported"), "{message}");
    }
    // A byte order mark, and members that are not known, do no harm.
    let text = format!(
        "\u{feff}{}",
        good.replacen("\"name\"", "\"new\": [1], \"name\"", 1)
    );
    assert_eq!(from_json(&text).unwrap(), [walk()]);
}

#[test]
fn what_is_imported_is_masked_too() {
    let secret = "Zk3vQ9sT1mB7xY2cW8nR4pL6dF0hJ5gK3aE1uI9oV7q";
    let text = to_json(&[walk()]).replace("Switch in May", secret);
    let walks = from_json(&text).unwrap();
    assert!(!to_json(&walks).contains(secret));
}

#[test]
fn a_large_export_is_taken() {
    let mut large = walk();
    for n in 0..200 {
        large.add_client(&format!("Client number {n}"), "CODE");
    }
    let walks: Vec<Walk> = core::iter::repeat_n(large, 150).collect();
    assert_eq!(from_json(&to_json(&walks)).unwrap(), walks);
}

/// An override in a name turned the moment behind it around, in the ticket and in the export.
#[test]
fn nothing_that_somebody_wrote_turns_an_export_around() {
    let sso = sso();
    let mut walk = walk();
    walk.name = "Switch\u{202e}".into();
    walk.domain = "mypurecloud.ie\u{2067}".into();
    walk.clients[0].name = "\u{202b}ETL".into();
    let place = ("region", None);
    walk.set(
        &sso,
        place,
        StepState::Blocked,
        "no\u{2066}te",
        "Kim\u{202e}",
        NOW,
    )
    .unwrap();
    let markdown = to_markdown(&walk, &sso, NOW);
    let json = to_json(core::slice::from_ref(&walk));
    for text in [&markdown, &json] {
        let turning = text.chars().find(|c| crate::text::is_turning(*c));
        assert_eq!(turning, None, "{text}");
    }
    assert!(markdown.contains("Kim\\u{202e}, 2027-"), "{markdown}");
    assert_eq!(from_json(&json).unwrap(), [walk]);
}

/// Letters that run to the left take the number behind them along, if nothing isolates them.
#[test]
fn a_name_that_runs_to_the_left_keeps_the_moment_behind_it() {
    let sso = sso();
    let mut walk = walk();
    let place = ("region", None);
    walk.set(&sso, place, StepState::Done, "", "שרה", NOW)
        .unwrap();
    let markdown = to_markdown(&walk, &sso, NOW);
    assert!(
        markdown.contains("- done: \u{2068}שרה\u{2069}, 2027-"),
        "{markdown}"
    );
}

#[test]
fn the_ticket_is_no_markup_of_somebody_elses() {
    let sso = sso();
    let mut walk = walk();
    walk.idp = Some(Idp::Okta);
    walk.set(
        &sso,
        ("region", None),
        StepState::Blocked,
        "<img src=x> | [a](b)\n# No",
        "Kim",
        NOW,
    )
    .unwrap();
    let text = to_markdown(&walk, &sso, NOW);
    for part in [
        "- Region: mypurecloud.ie",
        "- Identity provider: Okta",
        "## In the way",
        "| ETL | 0a1b2c3d-1111-2222-3333-444455556666 | CLIENT-CREDENTIALS | active |",
        "### [ ] 1. Fix the region",
        "### [ ] 14. Disable the Genesys Cloud login **CHANGE**",
        "0 of 18 steps settled, 1 blocked",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("<img") && !text.contains("\n# No"), "{text}");
}

/// A walk as somebody could have made it.
fn walks() -> impl Strategy<Value = Walk> {
    let change = (
        0..18_usize,
        any::<bool>(),
        0..4_usize,
        "\\PC{0,20}",
        "[A-Za-z \"\\\\\n\t•é😀]{0,12}",
        any::<i64>(),
        "\\PC{0,30}",
    );
    (
        "\\PC{0,20}",
        "[a-z.]{0,20}",
        proptest::option::of(0..8_usize),
        proptest::collection::vec(change, 0..12),
        proptest::collection::vec("\\PC{0,12}", 0..4),
    )
        .prop_map(|(name, domain, idp, changes, clients)| {
            let sso = sso();
            let mut walk = Walk::new(&name, &sso, &domain, NOW);
            walk.idp = idp.map(|at| Idp::ALL[at]);
            for client in clients {
                walk.add_client(&client, "CLIENT-CREDENTIALS");
            }
            for (step, per_client, state, note, who, when, pasted) in changes {
                let step = sso.steps().nth(step).unwrap();
                let key = walk.clients.first().map(|client| client.key.clone());
                let client = key.as_deref().filter(|_| per_client && step.per_client);
                let _ = walk.set(
                    &sso,
                    (&step.id, client),
                    StepState::ALL[state],
                    &note,
                    &who,
                    when,
                );
                let text = format!(r#"{{"access_token":"{pasted}","expires_in":{when}}} {pasted}"#);
                let judgement = judge(step, &walk, client, &text);
                let _ = walk.keep(&sso, (&step.id, client), &judgement, &who, when);
            }
            walk
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_exported_is_imported_as_it_was(walk in walks()) {
        let text = to_json(core::slice::from_ref(&walk));
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(read["walks"][0]["name"].as_str(), Some(walk.name.as_str()));
        prop_assert_eq!(from_json(&text), Ok(Vec::from([walk])));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,200}", cut in 0..4000_usize, from in 0..5_usize) {
        let _ = from_json(&text);
        let _ = Checklists::read(&[("x", &text)]);
        let good = to_json(&[walk()]);
        let mut damaged: String = good.chars().take(cut).collect();
        damaged.push_str(&text);
        damaged.extend(good.chars().skip(cut));
        let _ = from_json(&damaged);
        let file: String = FILES[from].1.chars().take(cut).collect();
        prop_assert!(Checklists::read(&[("x", &file)]).is_err());
    }

    #[test]
    fn any_evidence_is_judged_without_panic(
        text in "([{}\\[\\]\",:]|\"(entities|code|message|error|status|OAuthClient|roleDivisions|access_token|pageCount|id)\"|\\PC|\n[1-5][0-9][0-9]\n|HTTP/2 ){0,60}",
        domain in "\\PC{0,30}",
    ) {
        let mut walk = walk();
        for checklist in all().all {
            for step in checklist.steps() {
                let judgement = judge(step, &walk, Some(ID), &text);
                prop_assert!(!judgement.says.is_empty());
                prop_assert!(judgement.outcome.is_empty() || step.outcome(&judgement.outcome).is_some());
                for how in &step.how {
                    let shown = filled(&how.text, &domain, None);
                    prop_assert!(is_domain(&domain) || domain.len() < 3 || !shown.contains(&domain) || how.text.contains(&domain));
                }
            }
        }
        walk.add_clients(&text);
        let _ = masked(&text).text.to_string();
    }
}
