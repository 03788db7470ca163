//! Dates on either side of now.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::{NOW, artefact, codes, judged, judged_with};
use crate::judge::*;
use crate::policy::Policy;
use crate::report::{Profile, Severity, TimeState};
use crate::span::Span;

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
