//! Every row of the data.

use super::super::*;
use super::{FILES, all, sso, strings};
use std::string::String;
use std::vec::Vec;
use std::{format, println};

#[test]
fn there_are_five_walks_and_the_first_has_eighteen_steps() {
    let ids: Vec<String> = all().all.into_iter().map(|list| list.id).collect();
    assert_eq!(
        ids,
        strings(&[
            "enforce-sso",
            "client-stopped",
            "rotate-secret",
            "certificate-rollover",
            "robot-user"
        ])
    );
    let sso = sso();
    assert_eq!(sso.steps().count(), 18);
    let phases: Vec<&str> = sso.phases.iter().map(|phase| phase.id.as_str()).collect();
    assert_eq!(
        phases,
        [
            "inventory",
            "baseline",
            "prepare",
            "pilot",
            "switch",
            "verify",
            "roll-back",
            "keep-healthy"
        ]
    );
    let changes: Vec<usize> = sso
        .steps()
        .filter(|step| step.kind == StepKind::Change)
        .filter_map(|step| sso.number(&step.id))
        .collect();
    assert_eq!(changes, [8, 14, 17]);
}

#[test]
fn every_row_has_a_mark_a_source_and_words() {
    for list in all().all {
        for step in list.steps() {
            let place = format!("{}/{}", list.id, step.id);
            assert!(!step.facts.is_empty(), "{place} rests on nothing");
            assert!(!step.how.is_empty(), "{place} does not say how");
            assert!(!step.outcomes.is_empty(), "{place} has no outcome");
            let bases = step
                .how
                .iter()
                .map(|how| &how.basis)
                .chain(step.outcomes.iter().map(|outcome| &outcome.basis))
                .chain(step.idps.iter().map(|note| &note.basis));
            let sources = bases
                .map(|basis| &basis.source)
                .chain(step.facts.iter().map(|fact| &fact.source));
            for source in sources {
                assert!(
                    source.len() > 5 && !source.contains("facts.md"),
                    "{place}: {source}"
                );
            }
            for text in texts(step) {
                assert!(!masked(text).found, "{place} looks like a secret: {text}");
                assert!(text.len() > 1 && text.trim() == text, "{place}: {text}");
            }
        }
    }
}

/// All that a reader sees of a step.
fn texts(step: &Step) -> Vec<&str> {
    let mut texts = Vec::from([step.title.as_str(), &step.why]);
    for how in &step.how {
        texts.push(&how.text);
    }
    for outcome in &step.outcomes {
        texts.extend([outcome.seen.as_str(), &outcome.means, &outcome.todo]);
    }
    texts.extend(step.facts.iter().map(|fact| fact.text.as_str()));
    texts.extend(step.idps.iter().map(|note| note.text.as_str()));
    texts.extend(step.jumps.iter().map(|jump| jump.why.as_str()));
    texts
}

#[test]
fn what_can_be_judged_has_all_its_outcomes() {
    let mut seen = Vec::new();
    for list in all().all {
        for step in list.steps() {
            let Some(kind) = step.evidence else { continue };
            seen.push(kind);
            for id in kind.outcomes() {
                assert!(
                    step.outcome(id).is_some(),
                    "{}/{} lacks {id}",
                    list.id,
                    step.id
                );
            }
        }
    }
    for kind in EvidenceKind::ALL {
        assert!(seen.contains(&kind), "{kind:?} is used nowhere");
        assert_eq!(EvidenceKind::of(kind.word()), Some(kind));
        println!("{}", kind.asks());
    }
}

#[test]
fn every_provider_has_notes_where_providers_are_asked_for() {
    for list in all().all {
        assert_eq!(
            list.asks_idp,
            list.steps().any(|step| !step.idps.is_empty())
        );
        for step in list.steps().filter(|step| !step.idps.is_empty()) {
            for idp in Idp::ALL {
                assert!(
                    step.notes_for(Some(idp)).next().is_some(),
                    "{}: {idp:?}",
                    step.id
                );
            }
        }
    }
}

#[test]
fn commands_are_for_the_right_hosts() {
    for list in all().all {
        for how in list.steps().flat_map(|step| &step.how) {
            if !matches!(how.kind, HowKind::Shell | HowKind::Value) {
                assert!(!how.text.contains('{'), "{}", how.text);
                continue;
            }
            let text = filled(&how.text, "mypurecloud.ie", None);
            assert!(
                !text.contains("{domain}") && !text.contains("{client_id}"),
                "{text}"
            );
            assert!(text.contains("https://"), "{text}");
            let on_api = text.contains("https://api.mypurecloud.ie/api/v2/");
            let on_login = ["/oauth/token", "/saml", "/saml/logout"]
                .iter()
                .any(|path| text.ends_with(&format!("https://login.mypurecloud.ie{path}")));
            assert!(on_api != on_login, "{text}");
            assert!(
                !text.contains("tokens/me") || text.contains("preserveIdleTTL=true"),
                "{text}"
            );
        }
    }
}

#[test]
fn a_template_takes_no_command_in() {
    let evil = Client {
        id: String::from("x; rm -rf ~"),
        ..Client::default()
    };
    let text = filled(
        "curl {client_id} https://{domain}/",
        "a.b$(id)",
        Some(&evil),
    );
    assert_eq!(text, "curl $CLIENT_ID https://$DOMAIN/");
    for (text, is) in [
        ("mypurecloud.com.au", true),
        ("use2.us-gov-pure.cloud", true),
        ("", false),
        ("localhost", false),
        ("a..b", false),
        ("-o.b", false),
        ("a.b/c", false),
        ("a.b\n", false),
    ] {
        assert_eq!(is_domain(text), is, "{text:?}");
    }
}

#[test]
fn a_file_that_is_no_checklist_is_named() {
    let fault = |text: &str| Checklists::read(&[("x.json", text)]).unwrap_err();
    for text in [
        "",
        "{",
        "[]",
        "{}",
        r#"{"id":1}"#,
        r#"{"id":"a","title":"b"}"#,
    ] {
        assert_eq!(fault(text).file, "x.json", "{text}");
    }
    let twice = Checklists::read(&[FILES[4], FILES[0], FILES[1], FILES[2], FILES[4]]);
    assert!(twice.is_err());
    // A jump into a checklist that was not brought leads nowhere.
    assert!(Checklists::read(&[FILES[4]]).is_err());
    let text = FILES[4].1.replace("\"observed\"", "\"surely\"");
    assert!(fault(&text).what.contains("surely is not known"));
}
