//! The checklists, walked.

mod data;
mod judging;
mod masking;
mod round;
mod states;

use super::{Checklist, Checklists, Walk};
use std::string::{String, ToString};
use std::vec::Vec;

/// The data files, as the page and the example bring them.
const FILES: &[(&str, &str)] = &[
    (
        "enforce-sso",
        include_str!("../../../data/walkthroughs/enforce-sso.json"),
    ),
    (
        "client-stopped",
        include_str!("../../../data/walkthroughs/client-stopped.json"),
    ),
    (
        "rotate-secret",
        include_str!("../../../data/walkthroughs/rotate-secret.json"),
    ),
    (
        "certificate-rollover",
        include_str!("../../../data/walkthroughs/certificate-rollover.json"),
    ),
    (
        "robot-user",
        include_str!("../../../data/walkthroughs/robot-user.json"),
    ),
];

const NOW: i64 = 1_800_000_000;

/// A client id.
const ID: &str = "0a1b2c3d-1111-2222-3333-444455556666";

fn all() -> Checklists {
    Checklists::read(FILES).unwrap()
}

fn sso() -> Checklist {
    all().get("enforce-sso").unwrap().clone()
}

/// A walk of the SSO checklist with one service client, `ID`, and one for users.
fn walk() -> Walk {
    let mut walk = Walk::new("Switch in May", &sso(), "mypurecloud.ie", NOW);
    let text = r#"{"entities":[
        {"id":"0a1b2c3d-1111-2222-3333-444455556666","name":"ETL","authorizedGrantType":"CLIENT-CREDENTIALS","state":"active","secret":"Zk3vQ9sT1mB7xY2cW8nR4pL6dF0hJ5gK3aE1uI9oV7q"},
        {"id":"99999999-1111-2222-3333-444455556666","name":"Portal","authorizedGrantType":"CODE","state":"active"}],
        "pageSize":100,"pageNumber":1,"total":2,"pageCount":1}"#;
    assert_eq!(walk.add_clients(text).unwrap().new.len(), 2);
    walk
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}
