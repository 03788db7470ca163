//! Each expectation met, missed, nearly missed and undecided; here what the tables share.

mod dates;
mod form;
mod parties;

use alloc::string::String;
use alloc::vec::Vec;

use super::*;
use crate::context::Context;
use crate::judge::tests::artefact;
use crate::report::{CheckState, PolicyCheck};

const NOW: i64 = 1_795_270_570;

/// The check of one subject.
fn checked(subject: &str, header: &str, payload: &str, policy: Policy) -> PolicyCheck {
    let artefact = artefact(header, payload);
    let checks = check(
        &artefact,
        &Context {
            now: NOW,
            policy,
            ..Context::default()
        },
    );
    let subjects: Vec<&str> = checks.iter().map(|check| check.subject).collect();
    let found = checks.iter().find(|check| check.subject == subject);
    found
        .unwrap_or_else(|| panic!("{subject} in {subjects:?}"))
        .clone()
}

fn expect(check: &PolicyCheck, state: CheckState, status: u16, message: &str) {
    assert_eq!(check.state, state, "{check:?}");
    assert_eq!(
        check.answer.map_or(0, |answer| answer.status),
        status,
        "{check:?}"
    );
    assert_eq!(check.message, message);
}

fn some(text: &str) -> Option<String> {
    Some(text.into())
}

#[test]
fn nothing_is_checked_where_nothing_is_expected() {
    let dates_only = Policy {
        leeway: 60,
        renewal_margin: Some(5),
        ..Policy::default()
    };
    let artefact = artefact("{}", "{}");
    assert_eq!(
        check(
            &artefact,
            &Context {
                now: NOW,
                policy: dates_only,
                ..Context::default()
            }
        ),
        []
    );
}
