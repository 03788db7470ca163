//! What is said first of a token, and the verdict on what was expected.

use alloc::format;
use alloc::string::String;
use alloc::vec;

use super::{NOW, artefact, context, judged, judged_with};
use crate::judge::*;
use crate::policy::Policy;
use crate::report::{SignatureState, TimeState};

#[test]
fn headlines_answer() {
    let check = |payload: &str, lead: &str, rest: &str| {
        let artefact = judged(payload, Policy::default());
        assert_eq!(artefact.headline.lead, lead, "{payload}");
        assert_eq!(artefact.headline.rest, rest, "{payload}");
        assert!((1..=3).contains(&artefact.next_steps.len()));
    };
    let (past, future) = (NOW - 845, NOW + 7200);
    check(
        &format!(
            r#"{{"iss":"https://dev-1.okta.com/oauth2/default","aud":"https://api.example.com/","scp":["a"],"exp":{past}}}"#
        ),
        "Access token from Okta for api.example.com. Expired 14 minutes ago (14:02 UTC).",
        "Signature not checked: that takes the issuer's public key. Your API would answer 401.",
    );
    check(
        &format!(
            r#"{{"iss":"https://id.example.org/t","aud":["a","b","c"],"scope":"a","exp":{future}}}"#
        ),
        "Access token from id.example.org for a and 2 more. Expires in 2 hours (16:16 UTC).",
        "Signature not checked: that takes the issuer's public key. Nothing here speaks against it, if the signature holds.",
    );
    check(
        &format!(r#"{{"iss":"https://shop.auth0.com/","aud":"web","nonce":"n","exp":{future}}}"#),
        "ID token from Auth0 for the client web. Expires in 2 hours (16:16 UTC).",
        "Signature not checked: that takes the issuer's public key. It is for its client, not for an API: an API would answer 401.",
    );
    check(
        "{}",
        "JWT. It names no expiry.",
        "Signature not checked: that takes the issuer's public key. Nothing here speaks against it, if the signature holds.",
    );
    check(
        &format!(r#"{{"iss":"c1","sub":"c1","aud":"https://as.example/token","exp":{past}}}"#),
        "Client assertion from client c1 for as.example/token. Expired 14 minutes ago (14:02 UTC).",
        "Signature not checked: that takes the issuer's public key. Its receiver must refuse it.",
    );
}

#[test]
fn an_unsigned_token_is_never_clear() {
    let payload = format!(r#"{{"exp":{}}}"#, NOW + 7200);
    let artefact = judged_with(r#"{"alg":"none"}"#, &payload, Policy::default());
    assert_eq!(artefact.verdicts.signature.state, SignatureState::Unsecured);
    assert_eq!(
        artefact.headline.rest,
        "It is not signed: anyone can have written it. Your API would answer 401."
    );
    assert!(artefact.next_steps[0].text.starts_with("Do not accept it."));
}

#[test]
fn an_encrypted_token_leaves_open_what_cannot_be_seen() {
    let header = r#"{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"k1"}"#;
    let policy = Policy {
        audience: Some("a".into()),
        algorithms: vec!["RSA-OAEP-256".into()],
        ..Policy::default()
    };
    let mut artefact = artefact(header, "");
    artefact.verdicts.signature = Verdict::new(SignatureState::NotApplicable, "", "");
    judge(&mut artefact, &context(policy));
    assert_eq!(artefact.verdicts.time.state, TimeState::Unknown);
    assert_eq!(artefact.verdicts.policy.state, PolicyState::Undecided);
    assert_eq!(
        artefact.headline.lead,
        "Encrypted token (JWE). Its content is encrypted."
    );
    assert_eq!(
        artefact.next_steps[0].text,
        "Only who holds the private key it was encrypted for (kid k1) can read it: decrypt it with that, or ask its receiver."
    );
}

#[test]
fn untrusted_text_stays_harmless() {
    let long = "x".repeat(5000);
    let payload = format!(
        "{{\"iss\":\"https://a.example/';rm -rf ~'\",\"aud\":\"\u{202E}{long}\",\"sub\":\"{long}\",\"client_id\":\"{long}\"}}"
    );
    let policy = Policy {
        issuer: Some(long.clone()),
        audience: Some(long.clone()),
        client_id: Some("c".into()),
        token_type: Some(long),
        ..Policy::default()
    };
    let artefact = judged(&payload, policy);
    assert!(artefact.headline.lead.chars().count() < 200);
    assert!(!artefact.headline.lead.contains('\u{202E}'));
    for step in &artefact.next_steps {
        assert!(step.text.len() < 400 && step.command.is_none(), "{step:?}");
    }
    for check in &artefact.policy_checks {
        assert!(check.message.len() < 600 && check.actual.chars().count() <= 301);
    }
}

#[test]
fn the_policy_verdict_says_the_first_fault() {
    let policy = Policy {
        issuer: Some("https://i".into()),
        scopes: vec!["b".into()],
        ..Policy::default()
    };
    let payload = |iss: &str, scope: &str| {
        format!(
            r#"{{"iss":"{iss}","scope":"{scope}","exp":{}}}"#,
            NOW + 7200
        )
    };
    let check = |payload: String, state, rest: &str| {
        let artefact = judged(&payload, policy.clone());
        assert_eq!(artefact.verdicts.policy.state, state, "{payload}");
        assert!(
            artefact.headline.rest.ends_with(rest),
            "{}",
            artefact.headline.rest
        );
    };
    check(
        payload("https://i", "a b"),
        PolicyState::Met,
        "if the signature holds.",
    );
    check(
        payload("https://i", "a"),
        PolicyState::NotMet,
        "Your API would answer 403: it does not allow enough.",
    );
    check(
        payload("https://i/", "a"),
        PolicyState::NotMet,
        "Your API would answer 401.",
    );
}
