//! The rules that speak of whole pastes, or of the time: each with a paste it speaks of, and a near
//! miss of which it says nothing.

use claimlens_core::jose::base64url::encode;
use claimlens_core::policy::Policy;
use claimlens_core::{Context, inspect, lint};

const NOW: i64 = 1_700_000_000;

/// The codes of everything found in a paste.
fn codes(text: &str, policy: &Policy) -> Vec<&'static str> {
    let report = inspect(
        text,
        &Context {
            now: NOW,
            policy: policy.clone(),
            ..Context::default()
        },
    );
    let of_artefacts = report
        .artefacts
        .iter()
        .flat_map(|artefact| artefact.findings.iter().chain(&artefact.timely));
    report
        .findings
        .iter()
        .chain(of_artefacts)
        .map(|finding| finding.code)
        .collect()
}

fn signed(header: &str, payload: &[u8]) -> String {
    [encode(header.as_bytes()), encode(payload), encode(&[7; 64])].join(".")
}

/// A token with these claims.
fn token(claims: &str) -> String {
    signed(r#"{"alg":"ES256","typ":"JWT"}"#, claims.as_bytes())
}

fn expiring(seconds: i64) -> String {
    token(&format!(r#"{{"exp":{}}}"#, NOW + seconds))
}

fn proof(age: i64) -> String {
    let header = r#"{"alg":"ES256","typ":"dpop+jwt","jwk":{"kty":"EC","crv":"P-256","x":"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ","y":"Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8"}}"#;
    let claims = format!(
        r#"{{"jti":"a","htm":"GET","htu":"https://api.example/x","iat":{}}}"#,
        NOW - age
    );
    signed(header, claims.as_bytes())
}

/// A token inside a token, and so on.
fn nested(depth: usize) -> String {
    (0..depth).fold(token(r#"{"iss":"me"}"#), |inner, _| {
        signed(r#"{"alg":"ES256","cty":"JWT"}"#, inner.as_bytes())
    })
}

/// An SD-JWT with this behind its first `~`.
fn selective(rest: &str) -> String {
    format!("{}~{rest}", token(r#"{"_sd_alg":"sha-256","_sd":[]}"#))
}

struct Case {
    code: &'static str,
    hit: String,
    miss: String,
    policy: Policy,
}

fn cases() -> Vec<Case> {
    let case = |code, hit: String, miss: String| Case {
        code,
        hit,
        miss,
        policy: Policy::default(),
    };
    let disclosure = encode(br#"["salt","given_name","Ana"]"#);
    let form = |rest: &str| {
        format!(
            r#"{{"payload":"e30","protected":"eyJhbGciOiJFUzI1NiJ9","signature":"{}"{rest}}}"#,
            encode(&[7; 64])
        )
    };
    let many = |count: usize| {
        (0..count)
            .map(|n| token(&format!(r#"{{"jti":"{n}"}}"#)))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let long = |bytes: usize| token(&format!(r#"{{"filler":"{}"}}"#, "x".repeat(bytes)));
    vec![
        case("claims.exp.expired", expiring(-400), expiring(400)),
        case("claims.exp.soon", expiring(200), expiring(301)),
        Case {
            policy: Policy {
                leeway: 60,
                ..Policy::default()
            },
            ..case("claims.exp.leeway", expiring(-30), expiring(-61))
        },
        case(
            "claims.nbf.future",
            token(&format!(r#"{{"nbf":{}}}"#, NOW + 4000)),
            token(&format!(r#"{{"nbf":{NOW}}}"#)),
        ),
        case(
            "claims.iat.future",
            token(&format!(r#"{{"iat":{}}}"#, NOW + 4000)),
            token(&format!(r#"{{"iat":{NOW}}}"#)),
        ),
        case(
            "claims.clock.skew",
            token(&format!(r#"{{"iat":{}}}"#, NOW + 20)),
            token(&format!(r#"{{"iat":{}}}"#, NOW - 20)),
        ),
        case("claims.dpop.stale", proof(4000), proof(5)),
        case("jws.json.form", form(r#","signatures":[]"#), form("")),
        case("jws.nesting", nested(9), nested(8)),
        case(
            "sd_jwt.disclosure",
            selective(&format!("{}~", encode(br#"{"a":1}"#))),
            selective(&format!("{disclosure}~")),
        ),
        case(
            "sd_jwt.end",
            selective(&disclosure),
            selective(&format!("{disclosure}~")),
        ),
        case("paste.too_many", many(501), many(500)),
        case(
            "paste.too_long",
            " ".repeat(33 * 1024 * 1024),
            " ".repeat(1024),
        ),
        case("paste.artefact_too_long", long(13_000_000), long(1_000)),
    ]
}

#[test]
fn every_rule_speaks_where_it_should_and_nowhere_near() {
    for Case {
        code,
        hit,
        miss,
        policy,
    } in cases()
    {
        let found = codes(&hit, &policy);
        assert!(found.contains(&code), "{code} is not among {found:?}");
        let found = codes(&miss, &policy);
        assert!(!found.contains(&code), "{code} is among {found:?}");
    }
}

#[test]
fn every_rule_of_pastes_and_selective_disclosure_has_a_case() {
    let cases = cases();
    let areas = ["paste.", "sd_jwt.", "claims.exp.", "claims.clock."];
    for rule in lint::rules().filter(|rule| areas.iter().any(|area| rule.code.starts_with(area))) {
        assert!(
            cases.iter().any(|case| case.code == rule.code),
            "{} has no case",
            rule.code
        );
    }
}
