//! What is written is read, and holds nothing that was masked.

use super::super::{
    MOST, NOTICE, POLICY_PREFIX, Received, Section, SendFault, SharedArtefact, is_link,
    policy_link, read,
};
use super::{json, received, sent, taken, token};
use crate::jose::base64url::encode;
use crate::policy::Policy;
use crate::report::SignatureState;
use proptest::prelude::*;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

const CLAIMS: &str = r#"{"iss":"https://as.example","aud":["https://api.example","x"],"sub":"kim-someone-4711","client_id":"0oa1","scope":"orders:read","exp":1700003600,"iat":1700000000,"email":"kim@contoso.com","jti":"AT.0123456789abcdef"}"#;

#[test]
fn a_link_holds_what_is_needed_and_no_more() {
    let link = sent(&taken(&token(CLAIMS), &[]));
    insta::assert_snapshot!(json(&link));
    assert!(link.starts_with("#share/1/") && is_link(&link));
}

#[test]
fn what_is_written_is_read() {
    for text in [
        "",
        "hello",
        "routing:queue:view and 9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c",
        &token(CLAIMS),
        &token("not JSON"),
        &format!("{} {}", token(CLAIMS), token(r#"{"exp":1}"#)),
        &format!(
            r#"{{"access_token":"{}","id_token":"{}","token_type":"Bearer"}}"#,
            token(CLAIMS),
            token(r#"{"nonce":"n"}"#)
        ),
        "Authorization: Basic dXNlcjpwYXNzd29yZA==",
        r#"{"error":"invalid_client","error_description":"two\nlines \u202e"}"#,
        "-----BEGIN PRIVATE KEY-----\nMIIC\n-----END PRIVATE KEY-----",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "eyJhbGciOiJub25lIn0.eyJhIjoiYiJ9.",
    ] {
        let report = taken(text, &[]);
        assert_eq!(received(&sent(&report)), report, "{text}");
    }
    assert!(NOTICE.contains("nothing here was checked"));
}

#[test]
fn what_is_left_out_is_named() {
    let both = format!(
        "{} {}",
        token(CLAIMS),
        token(r#"{"iss":"https://other.example","exp":1}"#)
    );
    for section in Section::CHOICES {
        let report = taken(&both, &[section]);
        assert_eq!(report.left_out, [section]);
        assert_eq!(received(&sent(&report)), report);
        assert!(
            sent(&report).len() < sent(&taken(&both, &[])).len(),
            "{section:?}"
        );
    }
    let main = taken(&both, &[Section::OtherArtefacts]);
    assert_eq!((main.artefacts.len(), main.primary), (1, Some(0)));
    let inner = token(r#"{"iss":"https://inner.example"}"#);
    let outer = [
        encode(br#"{"alg":"ES256","cty":"JWT"}"#),
        encode(inner.as_bytes()),
        encode(&[1; 64]),
    ]
    .join(".");
    let nested = taken(&outer, &[]);
    assert_eq!(nested.artefacts[1].parent, Some(0));
    let inner = nested.without(Section::OtherArtefacts);
    assert_eq!(
        (inner.artefacts.len(), inner.primary),
        (nested.primary.map_or(0, |at| at + 1), nested.primary)
    );
}

#[test]
fn a_link_that_is_too_long_says_what_to_leave_out() {
    let claims: Vec<String> = (0..190)
        .map(|n| format!(r#""claim number {n}":"some words that are not very short""#))
        .collect();
    let report = taken(&token(&format!("{{{}}}", claims.join(","))), &[]);
    let Err(fault) = super::report_link(&report) else {
        panic!("too short");
    };
    let SendFault::TooLong { length, leave_out } = &fault else {
        panic!("{fault:?}");
    };
    assert!(*length > MOST);
    let (first, saved) = leave_out[0];
    assert_eq!(first, Section::Claims);
    let shorter = sent(&report.without(first));
    assert_eq!(shorter.len(), length - saved);
    assert!(
        fault.message().contains("The claims table saves"),
        "{}",
        fault.message()
    );
}

#[test]
fn long_values_are_cut_and_that_is_said() {
    let long = "word ".repeat(300);
    let report = taken(&token(&format!(r#"{{"note":"{long}"}}"#)), &[]);
    assert_eq!(report.left_out, [Section::Long]);
    let value = &report.artefacts[0].claims.last().expect("a claim").value;
    assert!(value.chars().count() <= 500 && value.ends_with('…'));
    assert_eq!(received(&sent(&report)), report);
}

/// One way to put a text into an artefact.
type Put = fn(&mut SharedArtefact, &str);

#[test]
fn the_writer_refuses_tokens_secrets_and_keys_wherever_they_stand() {
    let puts: [Put; 11] = [
        |artefact, text| artefact.title = text.into(),
        |artefact, text| artefact.lead = text.into(),
        |artefact, text| artefact.rest = text.into(),
        |artefact, text| artefact.structure.detail = text.into(),
        |artefact, text| artefact.signature.detail = text.into(),
        |artefact, text| artefact.time.detail = text.into(),
        |artefact, text| artefact.policy.detail = text.into(),
        |artefact, text| artefact.next_steps.push(text.into()),
        |artefact, text| artefact.findings[0].message = text.into(),
        |artefact, text| artefact.claims[0].value = text.into(),
        |artefact, text| artefact.claims[1].name = text.into(),
    ];
    let jwt = [
        encode(br#"{"alg":"HS256"}"#),
        encode(b"{}"),
        encode(&[7; 32]),
    ]
    .join(".");
    let good = taken(&token(r#"{"exp":"x"}"#), &[]);
    assert!(!sent(&good).is_empty());
    for (n, put) in puts.into_iter().enumerate() {
        for secret in [
            jwt.as_str(),
            "ghp_0123456789abcdefghijABCDEFGHIJ012345",
            "-----BEGIN PRIVATE KEY----- MIIC -----END PRIVATE KEY-----",
            "Authorization: Basic dXNlcjpwYXNzd29yZA==",
        ] {
            for text in [secret.to_string(), format!("It says {secret}, look.")] {
                let mut report = good.clone();
                put(&mut report.artefacts[0], &text);
                let refused = super::report_link(&report);
                let short_name = n == 10 && text.len() > 200;
                assert!(
                    matches!(refused, Err(SendFault::LooksSecret { .. }))
                        || short_name && refused.is_err(),
                    "{n} {text}: {refused:?}"
                );
            }
        }
    }
}

#[test]
fn a_client_id_that_looks_random_is_sent() {
    let claims = r#"{"iss":"https://as.example","azp":"4d9f0c1ab2e37788c0ffee0011223344","aud":["4d9f0c1ab2e37788c0ffee0011223344"],"sub":"x"}"#;
    let text = json(&sent(&taken(&token(claims), &[])));
    assert!(
        text.contains("for 4d9f0c1ab2e37788c0ffee0011223344."),
        "{text}"
    );
    assert!(
        text.contains(r#"["payload","azp","4d9f0c1ab2e37788c0ffee0011223344"]"#),
        "{text}"
    );
}

#[test]
fn verdicts_have_the_labels_of_a_report() {
    let context = crate::Context {
        now: super::NOW,
        ..crate::Context::default()
    };
    for text in [
        token(CLAIMS),
        token(r#"{"exp":1}"#),
        token("{"),
        "hello".into(),
        "eyJhbGciOiJub25lIn0.e30.".into(),
    ] {
        let report = crate::inspect(&text, &context);
        let ours = taken(&text, &[]);
        for (ours, theirs) in ours.artefacts.iter().zip(&report.artefacts) {
            assert_eq!(
                ours.structure.label(),
                theirs.verdicts.structure.label,
                "{text}"
            );
            assert_eq!(
                ours.signature.label(),
                theirs.verdicts.signature.label,
                "{text}"
            );
            assert_eq!(ours.policy.label(), theirs.verdicts.policy.label, "{text}");
        }
    }
    let label = super::super::SharedVerdict {
        state: SignatureState::NotChecked,
        detail: String::new(),
    }
    .label();
    assert_eq!(label, "Not checked");
}

#[test]
fn a_policy_goes_there_and_back() {
    let policy = Policy {
        issuer: Some("https://as.example".into()),
        audience: Some("https://api.example".into()),
        scopes: ["a:b".into(), "c".into()].into(),
        client_id: Some("4d9f0c1ab2e37788c0ffee0011223344".into()),
        token_type: Some("at+jwt".into()),
        algorithms: ["RS256".into()].into(),
        max_lifetime: Some(3600),
        leeway: 30,
        renewal_margin: Some(0),
    };
    for policy in [policy, Policy::default()] {
        let link = policy_link(&policy).expect("a link");
        assert!(link.starts_with(&format!("#{POLICY_PREFIX}")));
        assert_eq!(read(&link), Ok(Received::Policy(policy.clone())));
        assert_eq!(
            serde_json::from_str::<Policy>(&json(&link)).expect("serde's form"),
            policy
        );
    }
    let jwt = token("{}");
    for (policy, words) in [
        (
            Policy {
                leeway: i64::MAX,
                ..Policy::default()
            },
            "0 to 3600 seconds",
        ),
        (
            Policy {
                audience: Some(jwt),
                ..Policy::default()
            },
            "looks like a token (JWT)",
        ),
        (
            Policy {
                issuer: Some("a\u{202e}b".into()),
                ..Policy::default()
            },
            "U+202E",
        ),
        (
            Policy {
                scopes: std::vec!["x".into(); 101],
                ..Policy::default()
            },
            "at most 100",
        ),
    ] {
        let fault = policy_link(&policy).expect_err("refused").message();
        assert!(fault.contains(words), "{fault}");
    }
}

proptest! {
    #[test]
    fn nothing_that_was_masked_is_in_a_link(
        person in "[A-Z0-9]{4}[a-z0-9_*|<>. ]{8,40}",
        name in prop::sample::select(std::vec!["sub", "email", "name", "upn", "oid"]),
        other in "[a-z]{4,9}",
    ) {
        let claims = serde_json::json!({ name: &person, &other: [&person, {"in": format!("<{person}>")}], "iss": format!("https://{other}/{person}") });
        let token = token(&claims.to_string());
        let link = sent(&taken(&format!("Bearer {token}"), &[]));
        let text = json(&link);
        let person: Vec<char> = person.chars().collect();
        for piece in person.windows(8) {
            let piece: String = piece.iter().collect();
            prop_assert!(!text.contains(&piece), "{piece} in {text}");
        }
        for part in token.split('.') {
            for at in 0..part.len().saturating_sub(8) {
                prop_assert!(!text.contains(&part[at..at + 8]), "{} in {text}", &part[at..at + 8]);
            }
        }
    }

    #[test]
    fn any_report_is_sent_and_read(text in "\\PC{0,200}", name in ".{0,12}", value in ".{0,60}") {
        let claims = serde_json::json!({ &name: &value, "x": { &value: [1.5, { &name: null }] } });
        for text in [text, token(&claims.to_string()), claims.to_string()] {
            let report = taken(&text, &[]);
            match super::report_link(&report) {
                Ok(link) => prop_assert_eq!(received(&link), report),
                Err(fault) => prop_assert!(matches!(fault, SendFault::TooLong { .. }), "{}", fault.message()),
            }
        }
    }
}
