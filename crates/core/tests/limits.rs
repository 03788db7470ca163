//! Beyond each limit: a finding, and a report of the rest.

use claimlens_core::jose::base64url::encode;
use claimlens_core::report::{Artefact, Finding, PartContent, Report, Role};
use claimlens_core::{Context, inspect};

fn report(text: &str) -> Report {
    inspect(
        text,
        &Context {
            now: 1_700_000_000,
            ..Context::default()
        },
    )
}

fn token(payload: &str) -> String {
    [
        encode(br#"{"alg":"RS256"}"#),
        encode(payload.as_bytes()),
        encode(b"signature"),
    ]
    .join(".")
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code).collect()
}

fn members(artefact: &Artefact) -> usize {
    let payload = artefact
        .parts
        .iter()
        .find(|part| part.role == Role::Payload)
        .expect("a payload");
    match &payload.content {
        PartContent::Json { members, .. } => members.len(),
        _ => 0,
    }
}

#[test]
fn a_text_beyond_32_megabytes_is_inspected_up_to_there() {
    let text = format!(
        "{} {}",
        token(r#"{"iss":"first"}"#),
        "word ".repeat(7_000_000)
    );
    let report = report(&text);
    assert_eq!(report.input_bytes, text.len());
    assert!(report.inspected_bytes <= 32 * 1024 * 1024);
    assert_eq!(codes(&report.findings), ["paste.too_long"]);
    assert_eq!(report.artefacts.len(), 1);
}

#[test]
fn a_token_beyond_16_megabytes_is_reported_in_part() {
    let text = token(&format!(
        r#"{{"iss":"me","filler":"{}"}}"#,
        "x".repeat(13_000_000)
    ));
    let report = report(&text);
    let all: Vec<&str> = report
        .artefacts
        .iter()
        .flat_map(|a| codes(&a.findings))
        .chain(codes(&report.findings))
        .collect();
    assert!(all.contains(&"paste.artefact_too_long"), "{all:?}");
    assert_eq!(report.artefacts.len(), 1);
    assert_eq!(
        report
            .artefacts
            .first()
            .and_then(|a| a.facts.issuer.as_deref()),
        Some("me")
    );
}

#[test]
fn a_hundred_thousand_members_are_kept_and_the_rest_is_not() {
    let claims: Vec<String> = (0..100_010).map(|n| format!("\"c{n}\":{n}")).collect();
    let report = report(&token(&format!("{{{}}}", claims.join(","))));
    let artefact = report.artefacts.first().expect("an artefact");
    assert_eq!(members(artefact), 100_000);
    assert!(
        codes(&artefact.findings).contains(&"json.members"),
        "{:?}",
        codes(&artefact.findings)
    );
}

#[test]
fn depth_128_is_read_and_129_is_skipped() {
    let nested = |depth: usize| {
        format!(
            r#"{{"deep":{}1{},"iss":"me"}}"#,
            "[".repeat(depth),
            "]".repeat(depth)
        )
    };
    let at_limit = report(&token(&nested(127)));
    let beyond = report(&token(&nested(128)));
    let found = |report: &Report| {
        report
            .artefacts
            .first()
            .is_some_and(|a| codes(&a.findings).contains(&"json.depth"))
    };
    assert!(!found(&at_limit));
    assert!(found(&beyond));
    let issuer = beyond
        .artefacts
        .first()
        .and_then(|a| a.facts.issuer.clone());
    assert_eq!(
        issuer.as_deref(),
        Some("me"),
        "what stands after the deep part is read"
    );
}

#[test]
fn of_a_huge_unknown_text_the_beginning_is_looked_at_and_it_says_so() {
    let text = format!("{}é", "lorem ipsum ".repeat(200_000));
    let report = inspect(&text, &Context::default());
    let rest = &report.artefacts[0].headline.rest;
    assert!(rest.contains("Only its first 256 kB"), "{rest}");
    let report = inspect("lorem ipsum dolor", &Context::default());
    assert!(!report.artefacts[0].headline.rest.contains("Only its first"));
}
