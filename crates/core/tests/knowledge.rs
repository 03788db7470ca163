//! What a report says while not everything is loaded, and that nothing looks sound meanwhile.

use claimlens_core::knowledge::{self, Knowledge};
use claimlens_core::policy::Policy;
use claimlens_core::report::{Artefact, Kind, PolicyState, Report, StructureState};
use claimlens_core::{Context, inspect};

const ERROR: &str = r#"{"error":"invalid_grant","error_description":"expired"}"#;
/// `{"alg":"none"}`, `{"iss":"me","exp":"soon"}`, no signature.
const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJtZSIsImV4cCI6InNvb24ifQ.";

fn report(text: &str, knowledge: &'static Knowledge) -> Report {
    inspect(text, &context(knowledge))
}

fn context(knowledge: &'static Knowledge) -> Context {
    let policy = Policy {
        issuer: Some("me".into()),
        ..Policy::default()
    };
    Context {
        now: 1_700_000_000,
        policy,
        knowledge,
        tables: None,
    }
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
fn a_token_is_decoded_without_the_rest_and_its_faults_are_said_to_be_open() {
    let all = report(TOKEN, &knowledge::ALL);
    assert!(only(&all).findings.len() > 1);
    for (knowledge, words) in [
        (&knowledge::AWAITED, "is being loaded"),
        (&knowledge::MISSING, "could not be loaded"),
    ] {
        let report = report(TOKEN, knowledge);
        let artefact = only(&report);
        assert_eq!(artefact.findings, []);
        assert_eq!(
            artefact.verdicts.structure.state,
            StructureState::Decoded,
            "nothing looked for faults, so nothing may look sound"
        );
        assert!(artefact.verdicts.structure.detail.contains(words));
        let (facts, known) = (&artefact.facts, &only(&all).facts);
        assert_eq!(
            (&facts.issuer, &facts.audience, facts.expires),
            (&known.issuer, &known.audience, known.expires)
        );
        assert_eq!(artefact.verdicts.signature, only(&all).verdicts.signature);
        assert_eq!(artefact.verdicts.time, only(&all).verdicts.time);
        assert_eq!(artefact.parts.len(), only(&all).parts.len());
    }
}

/// `{"alg":"HS256"}`, `{"iss":"me","exp":1700003600}`, a signature: no fault at all.
const CLEAN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJtZSIsImV4cCI6MTcwMDAwMzYwMH0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[test]
fn no_headline_speaks_well_of_a_token_whose_faults_were_not_looked_for() {
    let good = "Nothing here speaks against it";
    let all = report(CLEAN, &knowledge::ALL);
    assert!(only(&all).headline.rest.contains(good), "{:?}", only(&all));
    for knowledge in [&knowledge::AWAITED, &knowledge::MISSING] {
        let mut context = context(knowledge);
        context.policy = Policy::default();
        let report = inspect(CLEAN, &context);
        let headline = &only(&report).headline;
        assert!(!headline.rest.contains(good));
        assert!(
            headline.rest.contains("not been looked for"),
            "{headline:?}"
        );
    }
}

#[test]
fn a_token_is_found_in_whatever_is_around_it_without_the_rest() {
    for around in [
        "Authorization: Bearer {}",
        "{\"access_token\":\"{}\"}",
        "curl -H 'x: {}'",
    ] {
        let text = around.replace("{}", CLEAN);
        for knowledge in [&knowledge::AWAITED, &knowledge::MISSING] {
            let report = report(&text, knowledge);
            assert_eq!(only(&report).kind, Kind::Jwt, "{around}");
            assert_eq!(
                only(&report).span.end - only(&report).span.start,
                CLEAN.len()
            );
        }
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
