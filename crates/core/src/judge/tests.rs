//! Judging in tables: dates, policies, headlines and steps of small tokens.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::claims;
use crate::jose::json::{Limits, read};
use crate::policy::Policy;
use crate::report::{
    Found, Headline, Part, Profile, Severity, SignatureState, StructureState, TimeState, Verdicts,
};
use crate::span::Span;
use crate::time;

/// 2026-11-21 14:16:10 UTC.
const NOW: i64 = 1_795_270_570;

/// An artefact as its builder leaves it, from the JSON of header and payload.
pub(crate) fn artefact(header: &str, payload: &str) -> Artefact {
    let header = read(header.as_bytes(), Limits::DEFAULT);
    let claims = read(payload.as_bytes(), Limits::DEFAULT);
    let facts = claims::facts(header.root(), claims.root());
    let mut members = Vec::new();
    let mut times = Vec::new();
    for entry in claims.root().iter().flat_map(|root| root.entries()) {
        let time = time::reading(&entry.name, entry.value);
        times.extend(time.clone());
        members.push(Member {
            name: entry.name.to_string(),
            kind: entry.value.kind(),
            value: entry.value.raw_text().into_owned(),
            text: None,
            span: Span::new(entry.name_range.start, entry.value.range().end),
            meaning: claims::meaning_of_claim(&entry.name, facts.vendor),
            time,
            duplicate: entry.duplicate,
            children: Vec::new(),
        });
    }
    let signature = signature_verdict(facts.algorithm.as_deref(), true);
    Artefact {
        kind: if claims.root().is_some() {
            Kind::Jwt
        } else {
            Kind::Jwe
        },
        title: String::new(),
        parent: None,
        span: Span::default(),
        pieces: Vec::new(),
        found: Found::default(),
        headline: Headline::default(),
        verdicts: Verdicts {
            structure: Verdict::new(StructureState::WellFormed, "Well-formed", ""),
            signature,
            time: Verdict::new(TimeState::Unknown, "", ""),
            policy: Verdict::new(PolicyState::NotSet, "", ""),
        },
        next_steps: Vec::new(),
        findings: Vec::new(),
        timely: Vec::new(),
        parts: vec![Part {
            role: Role::Payload,
            title: String::new(),
            span: Span::default(),
            pieces: Vec::new(),
            bytes: 0,
            content: PartContent::Json {
                text: String::new(),
                members,
            },
        }],
        times,
        timeline: None,
        scopes: claims.root().map(claims::scopes).unwrap_or_default(),
        policy_checks: Vec::new(),
        facts,
    }
}

fn context(policy: Policy) -> Context {
    Context {
        now: NOW,
        policy,
        ..Context::default()
    }
}

fn judged(payload: &str, policy: Policy) -> Artefact {
    judged_with(r#"{"alg":"RS256"}"#, payload, policy)
}

fn judged_with(header: &str, payload: &str, policy: Policy) -> Artefact {
    let mut artefact = artefact(header, payload);
    judge(&mut artefact, &context(policy.clone()));
    let once = artefact.clone();
    judge(&mut artefact, &context(policy));
    assert_eq!(artefact, once, "judging again changes nothing");
    artefact
}

fn codes(artefact: &Artefact) -> Vec<(&'static str, Severity)> {
    artefact
        .timely
        .iter()
        .map(|f| (f.code, f.severity))
        .collect()
}

#[test]
fn dates_are_judged() {
    use Severity::{Advice, Error, Warning};
    use TimeState::*;
    let check =
        |claims: &[(&str, i64)], leeway: i64, state, findings: &[(&'static str, Severity)]| {
            let members: Vec<String> = claims
                .iter()
                .map(|(n, by)| format!("\"{n}\":{}", NOW + by))
                .collect();
            let policy = Policy {
                leeway,
                ..Policy::default()
            };
            let artefact = judged(&format!("{{{}}}", members.join(",")), policy);
            let time = &artefact.verdicts.time;
            assert_eq!(time.state, state, "{claims:?} {time:?}");
            assert_ne!(time.label.to_lowercase(), "valid");
            assert_eq!(codes(&artefact), findings, "{claims:?}");
        };
    check(&[("exp", 3600)], 0, Current, &[]);
    check(&[("exp", 301)], 0, Current, &[]);
    check(
        &[("exp", 300)],
        0,
        ExpiresSoon,
        &[("claims.exp.soon", Advice)],
    );
    check(
        &[("exp", 1)],
        0,
        ExpiresSoon,
        &[("claims.exp.soon", Advice)],
    );
    check(&[("exp", 0)], 0, Expired, &[("claims.exp.expired", Error)]);
    check(
        &[("exp", 0)],
        60,
        WithinLeeway,
        &[("claims.exp.leeway", Warning)],
    );
    check(
        &[("exp", -59)],
        60,
        WithinLeeway,
        &[("claims.exp.leeway", Warning)],
    );
    check(
        &[("exp", -60)],
        60,
        Expired,
        &[("claims.exp.expired", Error)],
    );
    check(
        &[("exp", -60)],
        -5,
        Expired,
        &[("claims.exp.expired", Error)],
    );
    check(&[("nbf", 0), ("exp", 3600)], 0, Current, &[]);
    check(
        &[("nbf", 1), ("exp", 3600)],
        0,
        NotYetValid,
        &[("claims.clock.skew", Error)],
    );
    check(
        &[("nbf", 300), ("iat", 300), ("exp", 3600)],
        0,
        NotYetValid,
        &[("claims.clock.skew", Error)],
    );
    check(
        &[("nbf", 301), ("exp", 3600)],
        0,
        NotYetValid,
        &[("claims.nbf.future", Error)],
    );
    check(
        &[("nbf", 30), ("exp", 3600)],
        60,
        Current,
        &[("claims.clock.skew", Advice)],
    );
    check(
        &[("iat", 30), ("exp", 3600)],
        0,
        Current,
        &[("claims.clock.skew", Warning)],
    );
    check(
        &[("iat", 30), ("exp", 3600)],
        60,
        Current,
        &[("claims.clock.skew", Advice)],
    );
    check(
        &[("iat", 301), ("exp", 3600)],
        0,
        Current,
        &[("claims.iat.future", Warning)],
    );
    check(
        &[("iat", 301), ("nbf", 301), ("exp", 3600)],
        0,
        NotYetValid,
        &[("claims.nbf.future", Error), ("claims.iat.future", Warning)],
    );
    check(
        &[("nbf", 3600), ("exp", -1)],
        0,
        Expired,
        &[("claims.exp.expired", Error), ("claims.nbf.future", Error)],
    );
    check(&[("iat", -5)], 0, NoExpiry, &[]);
    check(&[], 0, NoExpiry, &[]);
}

#[test]
fn dates_that_are_no_numeric_date_are_said_to_be() {
    let check = |exp: &str, words: &str| {
        let artefact = judged(&format!("{{\"exp\":{exp}}}"), Policy::default());
        let time = &artefact.verdicts.time;
        assert_eq!(time.state, TimeState::Unreadable, "{exp}");
        assert!(time.detail.contains(words), "{}", time.detail);
        assert!(
            artefact
                .headline
                .rest
                .ends_with("A strict API would answer 401.")
        );
        let late = artefact.headline.lead.contains(" As meant, it expired ");
        assert_eq!(late, time.detail.contains(" ago)"), "{exp}");
    };
    check(
        "1516239022123",
        "reads year 50017. Read as meant: 2018-01-18 01:30:22 UTC (8 years 307 days ago).",
    );
    check(
        "\"1795274170\"",
        "A strict receiver refuses it. Read as meant: 2026-11-21 15:16:10 UTC (in 1 hour).",
    );
    check("true", "Found true or false");
}

#[test]
fn a_stale_proof_is_noticed() {
    let header = r#"{"alg":"ES256","typ":"dpop+jwt"}"#;
    let payload = format!(
        r#"{{"htm":"GET","htu":"https://a.example","iat":{}}}"#,
        NOW - 400
    );
    let artefact = judged_with(header, &payload, Policy::default());
    assert_eq!(codes(&artefact), [("claims.dpop.stale", Severity::Warning)]);
    assert_eq!(artefact.timely[0].span, Some(Span::new(39, 55)));
    assert_eq!(
        artefact.headline.lead,
        "DPoP proof. Made 6 minutes ago (14:09 UTC)."
    );
}

#[test]
fn the_timeline_follows_the_dates() {
    let payload = format!(r#"{{"iat":{},"exp":{}}}"#, NOW - 10, NOW + 3600);
    let timeline = judged(&payload, Policy::default())
        .timeline
        .expect("has dates");
    assert_eq!(timeline.issued, Some(NOW - 10));
    assert_eq!(timeline.renewal, Some(NOW + 3300));
    assert_eq!(timeline.now, NOW);
    assert_eq!(judged("{}", Policy::default()).timeline, None);
}

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
        "Encrypted token (JWE). Its content is encrypted and cannot be read here."
    );
    assert_eq!(
        artefact.next_steps[0].text,
        "Only who holds the private key it was encrypted for (kid k1) can read it: ask its receiver, or look there after decryption."
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

#[test]
fn every_rule_has_its_words() {
    for rule in RULES {
        assert!(rule.code.starts_with("claims."));
        assert!(!rule.title.is_empty() && !rule.help.is_empty() && !rule.reference.is_empty());
    }
}

proptest! {
    #[test]
    fn any_dates_are_judged(
        exp in any::<i64>(),
        nbf in any::<i64>(),
        iat in any::<i64>(),
        now in any::<i64>(),
        leeway in any::<i64>(),
        margin in any::<i64>(),
    ) {
        let mut artefact = artefact(r#"{"alg":"RS256"}"#, r#"{"scope":"a"}"#);
        artefact.facts.expires = Some(exp);
        artefact.facts.not_before = Some(nbf);
        artefact.facts.issued_at = Some(iat);
        let policy = Policy {
            leeway,
            renewal_margin: Some(margin),
            max_lifetime: Some(margin),
            ..Policy::default()
        };
        judge(&mut artefact, &Context { now, policy, ..Context::default() });
        prop_assert!(!artefact.headline.lead.is_empty());
        prop_assert_eq!(artefact.facts.profile, Profile::LikelyAccessToken);
    }
}
