//! What is remembered, compared, and handed to a walk.

use std::format;

use proptest::prelude::*;

use super::*;
use crate::walkthrough::{Checklist, Checklists, EvidenceKind, Level, Walk, judge};

/// A baseline of a client that works.
fn works() -> Baseline {
    let mut baseline = Baseline::new(REGION, ID, NOW);
    baseline.note_token(
        read_token(&for_token(), &given())
            .as_ref()
            .map_err(|refusal| &**refusal),
    );
    baseline.note_me(
        read_me(&api("tokens-me"), &me_answer())
            .as_ref()
            .map_err(|refusal| &**refusal),
    );
    baseline.note_subject(&read_subject(&api("authorization-subject"), &subject_answer()).unwrap());
    baseline.note_organization(&Organization {
        id: "org-1".to_string(),
        name: "Acme".to_string(),
        short_name: "acme".to_string(),
        domain: String::new(),
    });
    baseline.note_idle(&Idle {
        is_on: true,
        seconds: Some(900),
        text: String::new(),
    });
    let queues = answer(200, r#"{"entities":[],"total":7}"#);
    baseline.note_read(&read_real(&api("routing-queues"), &queues));
    baseline
}

/// The same after its client was broken.
fn broken() -> Baseline {
    let mut baseline = Baseline::new(REGION, ID, NOW + 60);
    let refused = token_error(401, "invalid_client", "authentication failed");
    let refused = read_token(&for_token(), &refused).unwrap_err();
    baseline.note_token(Err(&refused));
    baseline
}

fn sso() -> Checklist {
    // Steps of one checklist lead into others, so all are read.
    let files = [
        "enforce-sso",
        "client-stopped",
        "rotate-secret",
        "certificate-rollover",
        "robot-user",
    ];
    let text = |name: &str| {
        let folder = env!("CARGO_MANIFEST_DIR");
        std::fs::read_to_string(format!("{folder}/data/walkthroughs/{name}.json")).unwrap()
    };
    let texts: Vec<(&str, String)> = files.iter().map(|name| (*name, text(name))).collect();
    let texts: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let all = Checklists::read(&texts).unwrap();
    all.get("enforce-sso").unwrap().clone()
}

fn walk(checklist: &Checklist) -> Walk {
    let mut walk = Walk::new("Switch", checklist, REGION, NOW);
    let clients = format!(
        r#"{{"entities":[{{"id":"{ID}","name":"ETL","authorizedGrantType":"CLIENT-CREDENTIALS","state":"active"}}],"pageCount":1}}"#
    );
    walk.add_clients(&clients).unwrap();
    walk
}

#[test]
fn it_comes_back_from_its_export() {
    let all = [works(), broken(), Baseline::default()];
    let text = baseline_to_json(&all);
    assert_eq!(baseline_from_json(&text).unwrap(), all);
    assert_eq!(baseline_from_json(&format!("\u{feff}{text}")).unwrap(), all);
    let fault = |text: &str| baseline_from_json(text).unwrap_err();
    assert_eq!(fault(""), BaselineFault::NotJson);
    assert_eq!(fault(&text[..text.len() / 2]), BaselineFault::NotJson);
    assert_eq!(fault("[]"), BaselineFault::NotBaselines);
    assert_eq!(
        fault(r#"{"format":"claimlens-walks","version":1}"#),
        BaselineFault::NotBaselines
    );
    let newer = text.replace("\"version\": 1", "\"version\": 2");
    assert_eq!(fault(&newer), BaselineFault::Newer("2".to_string()));
    let damaged = text.replace("\"works\"", "\"perhaps\"");
    assert!(matches!(fault(&damaged), BaselineFault::Damaged(_)));
    let damaged = text.replace("\"status\": 200", "\"status\": \"200\"");
    assert!(fault(&damaged).text().contains("Nothing was taken"));
}

#[test]
fn before_and_after() {
    let before = works();
    let same = compare(&before, &before);
    assert!(same.iter().all(|row| !row.is_change), "{same:?}");
    let mut after = works();
    after.expires_in = Some(86_397);
    assert!(
        compare(&before, &after).iter().all(|row| !row.is_change),
        "seconds are no difference"
    );
    after.expires_in = Some(3_600);
    after
        .permissions
        .retain(|name| name != "routing:queue:edit");
    after.permissions.push("users:user:view".to_string());
    after.state = "inactive".to_string();
    let rows = compare(&before, &after);
    let changes: Vec<&str> = rows
        .iter()
        .filter(|row| row.is_change)
        .map(|row| row.name.as_str())
        .collect();
    assert_eq!(changes, ["state", "life of a token", "permissions"]);
    let permissions = rows.iter().find(|row| row.name == "permissions").unwrap();
    assert_eq!(permissions.lost, ["routing:queue:edit"]);
    assert_eq!(permissions.gained, ["users:user:view"]);
    assert!(
        rows.iter().take(3).all(|row| row.is_change),
        "changes come first"
    );
    // What was not read the second time is no change by itself; what was refused is.
    let rows = compare(&before, &broken());
    let changes: Vec<&str> = rows
        .iter()
        .filter(|row| row.is_change)
        .map(|row| row.name.as_str())
        .collect();
    assert_eq!(changes, ["token"]);
    assert_eq!(rows[0].after.as_deref(), Some("401 invalid_client"));
}

#[test]
fn what_the_companion_refuses_is_not_remembered() {
    let own = answer(
        403,
        r#"{"source":"claimlens-proxy","code":"origin","message":"m","do":"d"}"#,
    );
    let mut baseline = Baseline::new(REGION, ID, NOW);
    baseline.note_token(Err(&refusal(&for_token(), &own)));
    baseline.note_me(Err(&no_companion()));
    baseline.note_read(&read_real(&api("users"), &own));
    assert!(baseline.is_empty());
    assert_eq!(baseline.evidence(), Evidence::default());
}

#[test]
fn a_walk_takes_it_as_evidence() {
    let checklist = sso();
    let mut walk = walk(&checklist);
    let judged = |walk: &Walk, step: &str, baseline: &Baseline| {
        let step = checklist.step(step).unwrap();
        let text = baseline.evidence_for(step.evidence.unwrap()).unwrap();
        let client = step.per_client.then_some(ID);
        let judgement = judge(step, walk, client, &text);
        assert!(!judgement.masked, "nothing was left to mask: {text}");
        (judgement.level, judgement.outcome.clone(), judgement)
    };
    for (step, outcome) in [("region", "known"), ("baseline", "token"), ("rights", "ok")] {
        let (level, found, judgement) = judged(&walk, step, &works());
        assert_eq!((level, found.as_str()), (Level::Good, outcome), "{step}");
        let client = (step != "region").then_some(ID);
        walk.keep(&checklist, (step, client), &judgement, "", NOW)
            .unwrap();
    }
    let repeats: Vec<&str> = checklist
        .steps()
        .filter(|step| step.evidence == Some(EvidenceKind::Repeat))
        .map(|step| step.id.as_str())
        .collect();
    assert!(!repeats.is_empty());
    for step in repeats {
        assert_eq!(judged(&walk, step, &works()).1, "same", "{step}");
        assert_eq!(judged(&walk, step, &broken()).1, "different", "{step}");
    }
    assert_eq!(judged(&walk, "baseline", &broken()).1, "wrong-secret");
    for (code, status, outcome) in [
        ("bad.credentials", 401, "refused"),
        ("ip.not.authorized", 401, "ip"),
    ] {
        let mut baseline = works();
        let refused = read_me(&api("tokens-me"), &api_error(status, code, "x")).unwrap_err();
        baseline.note_me(Err(&refused));
        assert_eq!(judged(&walk, "rights", &baseline).1, outcome);
    }
    let mut baseline = works();
    let missing = api_error(
        403,
        "missing.permissions",
        "missing the following permission(s): analytics:conversationAggregate:view",
    );
    baseline.note_read(&read_real(&api("conversation-aggregates"), &missing));
    let (_, outcome, judgement) = judged(&walk, "rights", &baseline);
    assert_eq!(outcome, "permission");
    assert!(
        judgement
            .says
            .contains("analytics:conversationAggregate:view"),
        "{}",
        judgement.says
    );
    // What needs a user says nothing of the client.
    let mut baseline = works();
    let needs = api_error(400, "bad.request", "This request requires a user context.");
    baseline.note_read(&read_real(&api("conversations"), &needs));
    assert_eq!(judged(&walk, "rights", &baseline).1, "ok");
}

proptest! {
    /// Names of any length and form come back as they were kept.
    #[test]
    fn what_is_kept_stays_as_it_is(name in "\\PC{0,40}|[a-zA-Z0-9:=. ]{900,1100}|(token: [a-z0-9]{1,9} ){90,130}") {
        let mut baseline = works();
        let mut me = read_me(&api("tokens-me"), &me_answer()).unwrap();
        me.client_name = name;
        baseline.note_me(Ok(&me));
        let read = baseline_from_json(&baseline_to_json(&[baseline.clone()])).unwrap();
        prop_assert_eq!(read, [baseline]);
    }

    #[test]
    fn any_text_is_read_or_not(text in "\\PC{0,200}", cut in 0_usize..3_000, at in 0_usize..3_000) {
        let _ = baseline_from_json(&text);
        let whole: Vec<char> = baseline_to_json(&[works()]).chars().collect();
        let cut: String = whole.iter().take(cut).collect();
        let _ = baseline_from_json(&cut);
        let changed: String = whole.iter().enumerate().map(|(i, c)| if i == at { '7' } else { *c }).collect();
        if let Ok(read) = baseline_from_json(&changed) {
            prop_assert_eq!(baseline_from_json(&baseline_to_json(&read)).unwrap(), read);
        }
    }
}
