//! Permissions: read, searched, held against what is needed.

use std::format;

use proptest::prelude::*;

use super::*;
use crate::genesys::{FILES, Tables};

fn subject() -> Subject {
    read_subject(&api("authorization-subject"), &subject_answer()).unwrap()
}

fn tables() -> Tables {
    let files: Vec<(&str, String)> = FILES
        .iter()
        .map(|name| {
            let path = format!("{}/data/genesys/{name}", env!("CARGO_MANIFEST_DIR"));
            (*name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    Tables::read(&files).unwrap()
}

#[test]
fn roles_are_resolved_to_permissions() {
    let subject = subject();
    let names: Vec<String> = subject.permissions.iter().map(Permission::name).collect();
    assert_eq!(
        names,
        [
            "analytics:conversationAggregate:view",
            "quality:*:*",
            "routing:queue:edit",
            "routing:queue:view"
        ]
    );
    let view = subject.permissions.last().unwrap();
    let held: Vec<String> = view.held.iter().map(Held::text).collect();
    assert_eq!(held, ["Analyst in all divisions", "Router in Sales"]);
    assert!(subject.grants[1].is_home && subject.grants[1].permissions == 3);
    assert!(subject.permissions[1].is_wildcard());
    let refused = api_error(
        403,
        "missing.permissions",
        "permission(s): authorization:grant:view",
    );
    let refusal = read_subject(&api("authorization-subject"), &refused).unwrap_err();
    assert_eq!(refusal.permissions, ["authorization:grant:view"]);
}

#[test]
fn a_condition_and_a_division_without_a_name_are_said() {
    let body = r#"{"id":"x","grants":[{"role":{"id":"r","policies":[
        {"domain":"routing","entityName":"queue","actions":["view"],"condition":"{\"a\":1}"},
        {"domain":"routing","entityName":"queue","actions":["edit"],"condition":""}]}}]}"#;
    let subject = read_subject(&api("authorization-subject"), &answer(200, body)).unwrap();
    assert_eq!(
        subject.grants[0].text(),
        "r in a division that is not named"
    );
    let needs = needs(
        "routing:queue:view, routing:queue:edit",
        None,
        &subject.permissions,
        None,
    );
    assert!(
        needs[0].says.contains("under a condition"),
        "{}",
        needs[0].says
    );
    assert!(!needs[1].says.contains("condition"));
}

#[test]
fn permissions_are_searched() {
    let subject = subject();
    let found = |query: &str| -> Vec<String> {
        let found = search(&subject.permissions, query);
        found.into_iter().map(Permission::name).collect()
    };
    assert_eq!(found("").len(), 4);
    assert_eq!(found("QUEUE view"), ["routing:queue:view"]);
    assert_eq!(found("sales").len(), 3);
    assert_eq!(found("analyst queue"), ["routing:queue:view"]);
    assert_eq!(found("quality:evaluation:view"), ["quality:*:*"]);
    assert_eq!(found("nothing"), [""; 0]);
}

#[test]
fn needs_are_held_against_what_is_held() {
    let (subject, tables) = (subject(), tables());
    let list = "# what the job needs\nrouting:queue:view, routing:queue:edit in Support\n- quality:evaluation:add\n\
                * analytics:conversationDetail:view\nusers:readonly\nrouting:queue:read\nqueues\nrouting:queue:view\n\
                routing:queue:edit in sales; Routing:Queue:Edit @ d-1";
    let needs = needs(list, None, &subject.permissions, Some(&tables));
    let states: Vec<(&str, NeedState)> = needs
        .iter()
        .map(|need| (need.name.as_str(), need.state))
        .collect();
    use NeedState::*;
    assert_eq!(
        states,
        [
            ("routing:queue:view", Met),
            ("routing:queue:edit", OtherDivision),
            ("quality:evaluation:add", Met),
            ("analytics:conversationDetail:view", Missing),
            ("users:readonly", NotAPermission),
            ("routing:queue:read", NotAPermission),
            ("queues", NotAPermission),
            ("routing:queue:edit", Met),
            ("Routing:Queue:Edit", Met),
        ]
    );
    assert!(
        needs[1].says.contains("Router in Sales"),
        "{}",
        needs[1].says
    );
    assert_eq!(needs[2].by, ["quality:*:*"]);
    let scope = needs[4].fault.as_ref().unwrap();
    assert!(
        scope.is_scope && scope.why.contains("roles and"),
        "{}",
        scope.why
    );
    let invented = needs[5].fault.as_ref().unwrap();
    assert!(
        invented
            .meant
            .iter()
            .any(|meant| meant == "routing:queue:view")
    );
}

#[test]
fn a_division_can_be_named_for_all() {
    let subject = subject();
    let state = |division: &str| {
        let list = "routing:queue:view\nrouting:queue:edit";
        let needs = needs(list, Some(division), &subject.permissions, None);
        needs.into_iter().map(|need| need.state).collect::<Vec<_>>()
    };
    use NeedState::*;
    assert_eq!(state(""), [Met, Met]);
    assert_eq!(state("sales"), [Met, Met]);
    assert_eq!(state("Support"), [Met, OtherDivision]);
}

#[test]
fn a_wildcard_does_not_make_an_invented_name_right() {
    let all = Permission {
        domain: "*".to_string(),
        entity: "*".to_string(),
        action: "*".to_string(),
        held: Vec::from([Held {
            role: "Admin".to_string(),
            division: "*".to_string(),
            division_id: "*".to_string(),
            has_condition: false,
        }]),
    };
    let all = [all];
    let tables = tables();
    let needs = needs(
        "routing:queue:view\nrouting:queue:read\n*:*:*\nrouting:queue",
        None,
        &all,
        Some(&tables),
    );
    let states: Vec<NeedState> = needs.iter().map(|need| need.state).collect();
    use NeedState::*;
    assert_eq!(states, [Met, NotAPermission, Met, NotAPermission]);
}

#[test]
fn lists_as_people_have_them() {
    let permissions = subject().permissions;
    for list in [
        r#"["routing:queue:view", "routing:queue:edit"]"#,
        "• routing:queue:view\r\n• routing:queue:edit\r\n",
        "routing:queue:view;routing:queue:edit",
        "`routing:queue:view`,\n  'routing:queue:edit',",
    ] {
        let needs = needs(list, None, &permissions, None);
        let met = needs
            .iter()
            .filter(|need| need.state == NeedState::Met)
            .count();
        assert_eq!((needs.len(), met), (2, 2), "{list} {needs:?}");
    }
    let odd = needs("routing queue view", None, &permissions, None);
    assert_eq!(odd[0].state, NeedState::NotAPermission);
    assert_eq!(odd[0].name, "routing queue view");
}

proptest! {
    #[test]
    fn any_list_is_read(list in "[a-z:*,; \n@#in]{0,120}|\\PC{0,80}", division in "\\PC{0,10}") {
        let subject = subject();
        for need in needs(&list, Some(&division), &subject.permissions, None) {
            prop_assert!(!need.says.is_empty() && !need.name.is_empty());
            prop_assert_eq!(need.fault.is_some(), need.state == NeedState::NotAPermission);
        }
        let _ = search(&subject.permissions, &list);
    }
}
