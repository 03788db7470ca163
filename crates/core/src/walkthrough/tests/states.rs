//! States, progress, blockers, what comes next.

use super::super::*;
use super::{ID, NOW, sso, walk};
use std::string::String;

#[test]
fn clients_are_read_from_an_answer_and_nothing_else_is_kept() {
    let mut walk = walk();
    assert_eq!(walk.clients.len(), 2);
    assert!(!to_json(&[walk.clone()]).contains("Zk3vQ9sT1mB7"));
    // Again, with another name: known by id, the key stays.
    let again = r#"{"entities":[{"id":"0a1b2c3d-1111-2222-3333-444455556666","name":"ETL nightly","authorizedGrantType":"CLIENT-CREDENTIALS","state":"inactive"}],"pageCount":2}"#;
    let added = walk.add_clients(again).unwrap();
    assert_eq!(
        (added.new.len(), added.updated.len(), added.more_pages),
        (0, 1, true)
    );
    assert_eq!(walk.client(ID).unwrap().name, "ETL nightly");
    assert!(walk.add_clients("nothing here").is_none());
    assert!(walk.add_clients(r#"{"entities":[]}"#).is_none());
    // By name, once.
    assert_eq!(walk.add_client(" Dialler ", "").new, ["name-1"]);
    assert!(walk.add_client("Dialler", "").new.is_empty());
    // A client added by name is known again in an answer.
    let found = r#"{"entities":[{"id":"77777777-1111-2222-3333-444455556666","name":"Dialler","authorizedGrantType":"client_credentials"}]}"#;
    assert_eq!(walk.add_clients(found).unwrap().updated, ["name-1"]);
    let client = walk.client("name-1").unwrap();
    assert_eq!(client.known_grant(), Some(Grant::ClientCredentials));
    walk.remove_client("name-1");
    assert!(walk.client("name-1").is_none());
}

#[test]
fn a_step_per_client_is_done_when_all_its_clients_are() {
    let sso = sso();
    let mut walk = walk();
    walk.add_client("Second", "CLIENT-CREDENTIALS");
    let step = sso.step("baseline").unwrap();
    // The portal is for users: not among them.
    assert_eq!(walk.clients_in(step).count(), 2);
    let mut set = |client, state, note| {
        walk.set(&sso, ("baseline", client), state, note, "Kim", NOW)
            .unwrap();
        walk.step_state(step)
    };
    assert_eq!(set(Some(ID), StepState::Done, ""), StepState::Open);
    assert_eq!(
        set(Some("name-1"), StepState::Blocked, "no vault"),
        StepState::Blocked
    );
    assert_eq!(
        set(Some("name-1"), StepState::NotApplicable, ""),
        StepState::Done
    );
    assert_eq!(
        set(Some(ID), StepState::NotApplicable, ""),
        StepState::NotApplicable
    );
    assert_eq!(set(Some(ID), StepState::Open, ""), StepState::Open);
    assert_eq!(
        set(None, StepState::NotApplicable, ""),
        StepState::NotApplicable
    );
}

#[test]
fn what_comes_next_and_what_is_in_the_way() {
    let sso = sso();
    let mut walk = walk();
    let next = |walk: &Walk| walk.next_open(&sso).map(|place| (place.step, place.client));
    assert_eq!(next(&walk), Some((String::from("region"), None)));
    for step in ["region", "clients", "people"] {
        walk.set(&sso, (step, None), StepState::Done, "", "Kim", NOW)
            .unwrap();
    }
    assert_eq!(
        next(&walk),
        Some((String::from("baseline"), Some(String::from(ID))))
    );
    let text = r#"{"entities":[{"name":"Webhook to chat"}]}"#;
    let judgement = judge(sso.step("people").unwrap(), &walk, None, text);
    walk.keep(&sso, ("people", None), &judgement, "Kim", NOW)
        .unwrap();
    assert_eq!(walk.state("people", None), StepState::Blocked);
    let blockers = walk.blockers(&sso);
    assert_eq!(blockers.len(), 1);
    assert!(blockers[0].stop && blockers[0].why.contains("Webhook to chat"));
    let progress = walk.progress(&sso);
    assert_eq!(
        (progress.done, progress.blocked, progress.total()),
        (2, 1, 18)
    );
    // Settled by hand: out of the way.
    walk.set(
        &sso,
        ("people", None),
        StepState::Done,
        "replaced",
        "Kim",
        NOW,
    )
    .unwrap();
    assert!(walk.blockers(&sso).is_empty());
    for step in sso.steps() {
        walk.set(
            &sso,
            (&step.id, None),
            StepState::NotApplicable,
            "",
            "",
            NOW,
        )
        .unwrap();
    }
    assert_eq!(next(&walk), None);
}

#[test]
fn evidence_ticks_and_unticks() {
    let sso = sso();
    let mut walk = walk();
    let mut paste = |text: &str| {
        let judgement = judge(sso.step("baseline").unwrap(), &walk, Some(ID), text);
        walk.keep(&sso, ("baseline", Some(ID)), &judgement, "Kim", NOW)
            .unwrap();
        walk.state("baseline", Some(ID))
    };
    let good = r#"{"access_token":"x","token_type":"bearer","expires_in":86399}"#;
    assert_eq!(paste("garbage"), StepState::Open);
    assert_eq!(paste(good), StepState::Done);
    assert_eq!(paste("garbage"), StepState::Done);
    assert_eq!(paste(r#"{"error":"invalid_client"}"#), StepState::Open);
    assert_eq!(paste(good), StepState::Done);
}

#[test]
fn what_cannot_be_set_is_said_and_changes_nothing() {
    let sso = sso();
    let mut walk = walk();
    let before = walk.clone();
    let mut other = sso.clone();
    other.id = String::from("other");
    for (list, place, state, fault) in [
        (
            &other,
            ("region", None),
            StepState::Done,
            SetFault::OtherChecklist,
        ),
        (
            &sso,
            ("nowhere", None),
            StepState::Done,
            SetFault::NoSuchStep,
        ),
        (
            &sso,
            ("baseline", Some("nobody")),
            StepState::Done,
            SetFault::NoSuchClient,
        ),
        (
            &sso,
            ("region", Some(ID)),
            StepState::Done,
            SetFault::NotPerClient,
        ),
        (
            &sso,
            ("region", None),
            StepState::Blocked,
            SetFault::NoteMissing,
        ),
    ] {
        assert_eq!(walk.set(list, place, state, " ", "", NOW), Err(fault));
        assert!(fault.message().ends_with('.'));
        assert_eq!(walk, before);
    }
}
