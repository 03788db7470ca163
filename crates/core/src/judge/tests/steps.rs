//! What to do next.

use alloc::format;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use super::{NOW, artefact, context, judged};
use crate::judge::*;
use crate::policy::Policy;
use crate::report::{Severity, TimeState};

#[test]
fn a_clean_token_is_to_be_verified_with_the_issuers_keys() {
    let payload = format!(
        r#"{{"iss":"https://id.example.org/t/","aud":"a","scope":"a","exp":{}}}"#,
        NOW + 7200
    );
    let artefact = judged(&payload, Policy::default());
    assert!(artefact.timely.is_empty());
    let command = artefact.next_steps[0]
        .command
        .as_ref()
        .expect("a line to copy");
    assert_eq!(
        command.text,
        "curl -sS 'https://id.example.org/t/.well-known/openid-configuration'"
    );
}

#[test]
fn an_expired_client_token_is_asked_for_again() {
    let payload = format!(
        r#"{{"sub":"c1","client_id":"c1","scope":"a","exp":{}}}"#,
        NOW - 5
    );
    let steps = judged(&payload, Policy::default()).next_steps;
    let command = steps[0].command.as_ref().expect("a line to copy");
    assert!(command.text.contains("grant_type=client_credentials"));
}

#[test]
fn a_fault_gives_its_help_once() {
    static FAULT: crate::report::Rule = crate::report::Rule {
        code: "header.crit.unknown",
        severity: Severity::Error,
        blame: crate::report::Blame::AgainstStandard,
        title: "t",
        help: "Do this.",
        reference: "r",
    };
    static SAME: crate::report::Rule = crate::report::Rule {
        code: "jws.alg.none",
        help: "Do that.",
        ..FAULT
    };
    let texts = |header: &str, rule| {
        let mut artefact = artefact(header, "{}");
        let finding = crate::report::Finding::new(rule, "", None, "");
        artefact.findings = vec![finding];
        judge(&mut artefact, &context(Policy::default()));
        let texts = artefact.next_steps.iter().map(|step| step.text.clone());
        texts.collect::<Vec<_>>()
    };
    assert_eq!(texts(r#"{"alg":"RS256"}"#, &FAULT)[0], "Do this.");
    let unsigned = texts(r#"{"alg":"none"}"#, &SAME);
    assert!(!unsigned.contains(&"Do that.".to_string()), "{unsigned:?}");
}

#[test]
fn other_kinds_keep_what_their_builder_said() {
    let mut artefact = artefact("{}", &format!(r#"{{"exp":{}}}"#, NOW - 5));
    artefact.kind = Kind::Introspection;
    artefact.headline.lead = "as built".into();
    judge(
        &mut artefact,
        &context(Policy {
            issuer: Some("i".into()),
            ..Policy::default()
        }),
    );
    assert_eq!(artefact.headline.lead, "as built");
    assert_eq!(artefact.verdicts.policy.state, PolicyState::NotSet);
    assert_eq!(artefact.verdicts.time.state, TimeState::Expired);
    assert!(artefact.next_steps.is_empty());
}
