//! What a report says while not everything is loaded, and that nothing of a token's faults waits for it.

use claimlens_core::knowledge::{self, Knowledge};
use claimlens_core::policy::Policy;
use claimlens_core::report::{Artefact, Kind, PolicyState, Report};
use claimlens_core::{Context, inspect};

const ERROR: &str = r#"{"error":"invalid_grant","error_description":"expired"}"#;
/// `{"alg":"none"}`, `{"iss":"me","exp":"soon"}`, no signature.
const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJtZSIsImV4cCI6InNvb24ifQ.";

fn report(text: &str, knowledge: &'static Knowledge) -> Report {
    let policy = Policy {
        issuer: Some("me".into()),
        ..Policy::default()
    };
    let context = Context {
        now: 1_700_000_000,
        policy,
        knowledge,
    };
    inspect(text, &context)
}

fn only(report: &Report) -> &Artefact {
    assert_eq!(report.artefacts.len(), 1);
    &report.artefacts[0]
}

#[test]
fn what_cannot_be_read_yet_says_so_and_where_it_is() {
    for (knowledge, words) in [
        (&knowledge::AWAITED, "is being loaded"),
        (&knowledge::MISSING, "could not be loaded"),
    ] {
        let report = report(ERROR, knowledge);
        let artefact = only(&report);
        assert!(artefact.headline.lead.contains(words));
        assert_eq!(artefact.span.end, ERROR.len());
    }
    assert_eq!(
        only(&report(ERROR, &knowledge::ALL)).kind,
        Kind::ErrorResponse
    );
}

#[test]
fn a_token_has_all_its_findings_without_the_rest() {
    let all = report(TOKEN, &knowledge::ALL);
    assert!(only(&all).findings.len() > 1);
    for knowledge in [&knowledge::AWAITED, &knowledge::MISSING] {
        let report = report(TOKEN, knowledge);
        let artefact = only(&report);
        assert_eq!(artefact.findings, only(&all).findings);
        assert_eq!(artefact.verdicts.structure, only(&all).verdicts.structure);
        assert_eq!(artefact.facts, only(&all).facts);
    }
}

#[test]
fn expectations_that_nothing_can_check_are_undecided() {
    for knowledge in [&knowledge::AWAITED, &knowledge::MISSING] {
        let report = report(TOKEN, knowledge);
        let policy = &only(&report).verdicts.policy;
        assert_eq!(policy.state, PolicyState::Undecided);
        assert!(policy.detail.contains("loaded"));
    }
}
