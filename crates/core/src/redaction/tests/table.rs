//! Claims, one by one.

use super::super::{Class, NAMES, class};
use super::{redact, report, token, written};
use crate::report::{Artefact, Member, PartContent, Role};
use std::collections::BTreeSet;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

const HEADER: &str = r#"{"alg":"RS256","typ":"JWT","kid":"2026-11"}"#;

fn payload(artefact: &Artefact) -> &[Member] {
    let part = artefact
        .parts
        .iter()
        .find(|part| part.role == Role::Payload);
    match part.map(|part| &part.content) {
        Some(PartContent::Json { members, .. }) => members,
        other => panic!("{other:?}"),
    }
}

/// What becomes of one claim: its value, and the classes noted for its path.
fn after(claims: &str, keep: &[Class]) -> (String, Vec<(String, Class)>) {
    let redacted = redact(&token(HEADER, claims), keep);
    let artefact = redacted.report.artefacts.first().expect("a token");
    let value = payload(artefact)
        .first()
        .expect("a claim")
        .shown()
        .to_string();
    let masked = redacted
        .masked
        .iter()
        .filter(|masked| masked.path.starts_with("payload"));
    (
        value,
        masked
            .map(|masked| (masked.path.clone(), masked.class))
            .collect(),
    )
}

#[test]
fn what_says_who_a_person_is_is_masked() {
    for (claims, value, path, class) in [
        (
            r#"{"email":"kim@contoso.com"}"#,
            "•••• (15 characters)",
            "payload.email",
            Class::Login,
        ),
        (
            r#"{"name":"Kim Someone"}"#,
            "•••• (11 characters)",
            "payload.name",
            Class::Name,
        ),
        (
            r#"{"givenName":"Kim"}"#,
            "•••• (3 characters)",
            "payload.givenName",
            Class::Name,
        ),
        (
            r#"{"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress":"k"}"#,
            "•••• (1 character)",
            "payload.http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
            Class::Login,
        ),
        (
            r#"{"sub":"auth0|5f7c8ec7c33c6c004bbafe82"}"#,
            "•••• (30 characters)",
            "payload.sub",
            Class::Subject,
        ),
        (
            r#"{"sub":4711}"#,
            "•••• (4 characters)",
            "payload.sub",
            Class::Subject,
        ),
        (
            r#"{"phone_number":"+1 555 0100"}"#,
            "•••• (11 characters)",
            "payload.phone_number",
            Class::Phone,
        ),
        (
            r#"{"birthdate":"1980-01-02"}"#,
            "•••• (10 characters)",
            "payload.birthdate",
            Class::Person,
        ),
        (
            r#"{"picture":"https://x.example/kim.png"}"#,
            "•••• (25 characters)",
            "payload.picture",
            Class::Link,
        ),
        (
            r#"{"ipaddr":"203.0.113.7"}"#,
            "•••• (11 characters)",
            "payload.ipaddr",
            Class::Network,
        ),
        (
            r#"{"seen_from":"203.0.113.7"}"#,
            "•••• (11 characters)",
            "payload.seen_from",
            Class::Network,
        ),
        (
            r#"{"contact":"kim@contoso.com"}"#,
            "•••• (15 characters)",
            "payload.contact",
            Class::Login,
        ),
        (
            r#"{"desk":"call +49 170 1234567"}"#,
            "call •••• (15 characters)",
            "payload.desk",
            Class::Phone,
        ),
        (
            r#"{"dateOfBirth":"2001-02-03"}"#,
            "•••• (10 characters)",
            "payload.dateOfBirth",
            Class::Person,
        ),
        (
            r#"{"note":"ask kim@contoso.com."}"#,
            "ask •••• (15 characters).",
            "payload.note",
            Class::Login,
        ),
        (
            r#"{"jti":"AT.9f8e7d6c5b4a39281706"}"#,
            "AT.9f8… (23 characters)",
            "payload.jti",
            Class::OneTime,
        ),
        (
            r#"{"x":"Zk3vQ9sT1mB7xY2cW8nR4pL6dF0hJ5gK"}"#,
            "Zk3vQ9… (32 characters)",
            "payload.x",
            Class::Random,
        ),
    ] {
        let (shown, masked) = after(claims, &[]);
        assert_eq!(shown, value, "{claims}");
        assert_eq!(masked, [(path.to_string(), class)], "{claims}");
        let kept = after(claims, &[class]);
        assert!(kept.1.is_empty(), "{claims} kept: {kept:?}");
        assert!(!kept.0.contains('•'), "{claims} kept: {kept:?}");
    }
}

#[test]
fn a_plain_word_under_the_name_of_a_secret_goes() {
    for (name, value) in [
        ("client_secret", "open sesame"),
        ("password", "hunter"),
        ("refresh_token", "plain"),
        ("apiKey", "words"),
    ] {
        let (shown, masked) = after(&format!(r#"{{"{name}":"{value}"}}"#), &[]);
        assert!(shown.starts_with("•••• ("), "{name}: {shown}");
        assert_eq!(masked, [(format!("payload.{name}"), Class::Secret)]);
    }
    let nested = r#"{"x":{"credentials":{"user":"kim","pass":["open sesame"]}}}"#;
    for text in written(&redact(&token(HEADER, nested), &[])) {
        assert!(!text.contains("sesame"), "{text}");
    }
    assert_eq!(after(r#"{"token_use":"access"}"#, &[]).0, "access");
}

#[test]
fn a_secret_behind_u_of_a_curl_line_goes() {
    for line in [
        "curl -u abc:hunter2secret https://x.example",
        "curl --user 'abc:hunter2secret' https://x.example",
        "curl --user=abc:hunter2secret https://x.example",
    ] {
        let redacted = redact(&token(HEADER, &format!(r#"{{"note":"{line}"}}"#)), &[]);
        for text in written(&redacted) {
            assert!(!text.contains("hunter2"), "{text}");
        }
    }
}

#[test]
fn a_short_name_goes_where_it_stands_as_a_word() {
    let claims = r#"{"given_name":"Kim","name":"Kim Doe","greeting":"Hello Kim Doe!","x":"Kim",
        "other":"Kimono","aud":"Kim","iss":"https://as.example"}"#;
    let redacted = redact(&token(HEADER, claims), &[]);
    let members = payload(&redacted.report.artefacts[0]);
    let shown: Vec<&str> = members.iter().map(Member::shown).collect();
    assert_eq!(
        shown[2..],
        [
            "Hello •••• (7 characters)!",
            "•••• (3 characters)",
            "Kimono",
            "Kim",
            "https://as.example"
        ]
    );
    assert!(
        redacted
            .masked
            .iter()
            .any(|m| m.path == "payload.greeting" && m.class == Class::Name)
    );
}

#[test]
fn what_repeats_a_masked_value_is_listed_too() {
    let claims = r#"{"preferred_username":"kimberley.someone","x":"of kimberley.someone","y":["someone: kimberley.someone"]}"#;
    let redacted = redact(&token(HEADER, claims), &[]);
    for path in ["payload.x", "payload.y[0]"] {
        let listed = redacted.masked.iter().find(|masked| masked.path == path);
        let listed = listed.map(|masked| (masked.class, masked.why));
        let expected = (Class::Login, "repeats what is masked elsewhere");
        assert_eq!(listed, Some(expected), "{path}");
    }
}

#[test]
fn what_a_report_is_about_stays() {
    for (claims, value) in [
        (
            r#"{"iss":"https://login.contoso.com/v2.0","email":"kim@login.contoso.com"}"#,
            "https://login.contoso.com/v2.0",
        ),
        (
            r#"{"aud":"https://api.contoso.com","upn":"kim@contoso.com"}"#,
            "https://api.contoso.com",
        ),
        (
            r#"{"client_id":"Zk3vQ9sT1mB7xY2cW8nR4pL6dF0hJ5gK"}"#,
            "Zk3vQ9sT1mB7xY2cW8nR4pL6dF0hJ5gK",
        ),
        (r#"{"sub":"robot","client_id":"robot"}"#, "robot"),
        (r#"{"sub":"abc@clients","azp":"abc"}"#, "abc@clients"),
        (r#"{"sub":"service","iss":"service"}"#, "service"),
        (
            r#"{"sub":"system:serviceaccount:default:builder"}"#,
            "system:serviceaccount:default:builder",
        ),
        (
            r#"{"sub":"repo:octo/app:ref:refs/heads/main"}"#,
            "repo:octo/app:ref:refs/heads/main",
        ),
        (
            r#"{"scope":"orders:read users:read"}"#,
            "orders:read users:read",
        ),
        (r#"{"email_verified":true,"email":"a@b.example"}"#, "true"),
        (r#"{"jti":"AT.1"}"#, "AT.1"),
        (r#"{"nonce":""}"#, ""),
        (
            r#"{"tid":"9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c"}"#,
            "9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c",
        ),
        (r#"{"exp":1700003600}"#, "1700003600"),
        (r#"{"ver":"1.0.3"}"#, "1.0.3"),
    ] {
        assert_eq!(after(claims, &[]).0, value, "{claims}");
    }
}

#[test]
fn nothing_of_a_nested_person_is_left() {
    let claims = r#"{"address":{"street_address":"1 Some Road","country":"NL","geo":[{"lat":52.1}]},
        "emails":["kim@contoso.com","someone@fabrikam.com"],"groups":["admins","Kim's team"],
        "people":{"kim@contoso.com":"owner"},"act":{"sub":"someone-else-99"},"verified_claims":{"claims":{"given_name":"Kimberley"}}}"#;
    let redacted = redact(&token(HEADER, claims), &[]);
    for text in written(&redacted) {
        for gone in ["Some Road", "NL", "52.1", "kim", "someone", "Kimberley"] {
            assert!(!text.contains(gone), "{gone} in {text}");
        }
        assert!(text.contains("admins") && text.contains("owner"), "{text}");
    }
    let paths: Vec<&str> = redacted
        .masked
        .iter()
        .map(|masked| masked.path.as_str())
        .collect();
    for path in [
        "payload.address.street_address",
        "payload.address.geo[0].lat",
        "payload.emails[1]",
        "payload.act.sub",
        "payload.verified_claims.claims.given_name",
        "signature",
    ] {
        assert!(paths.contains(&path), "{path} of {paths:?}");
    }
}

#[test]
fn the_raw_json_is_made_of_what_is_left() {
    let claims = r#"{ "b" : 1.50, "a" : [ 1, "x" ], "a" : {"c":[{}, null, {"d":"\u00e9"}]}, "email" : "kim\u0040contoso.com", "n":01 }"#;
    let redacted = redact(&token(HEADER, claims), &[]);
    let part = redacted.report.artefacts[0]
        .parts
        .iter()
        .find(|part| part.role == Role::Payload);
    let Some(PartContent::Json { text, .. }) = part.map(|part| &part.content) else {
        panic!("{part:?}");
    };
    assert_eq!(
        text,
        r#"{"b":1.50,"a":[ 1, "x" ],"a":{"c":[{},null,{"d":"é"}]},"email":"•••• (15 characters)","n":"01"}"#
    );
}

#[test]
fn text_and_bytes_go_unless_they_are_kept() {
    let secret = token(
        HEADER,
        "Dear Kim, the door is 4711. Bearer Zk3vQ9sT1mB7xY2cW8nR4pL6dF0hJ5gK",
    );
    let redacted = redact(&secret, &[]);
    for text in written(&redacted) {
        assert!(!text.contains("Dear") && !text.contains("4711"), "{text}");
    }
    let kept = redact(&secret, &[Class::Text, Class::Secret]);
    let [_, json] = written(&kept);
    assert!(json.contains("Dear Kim, the door is 4711."), "{json}");
    assert!(!json.contains("Zk3vQ9sT"), "{json}");
    let Some(PartContent::Bytes { hex, more }) = kept.report.artefacts[0]
        .parts
        .last()
        .map(|part| &part.content)
    else {
        panic!("no signature");
    };
    assert_eq!(
        (hex.as_str(), *more),
        ("", true),
        "a signature is never kept"
    );
}

#[test]
fn a_disclosure_is_masked_by_the_claim_it_discloses() {
    let disclosure = |text: &str| crate::jose::base64url::encode(text.as_bytes());
    let text = format!(
        "{}~{}~{}~",
        token(
            r#"{"alg":"ES256","typ":"dc+sd-jwt"}"#,
            r#"{"iss":"https://i.example","_sd":["x"]}"#
        ),
        disclosure(r#"["2GLC42sKQveCfGfryNRN9w","family_name","Someone"]"#),
        disclosure(
            r#"["eluV5Og3gSNII8EYnsxA_A","member_since",{"year":2019,"name":"Kimberley","value":"x"}]"#
        ),
    );
    let redacted = redact(&text, &[]);
    for text in written(&redacted) {
        assert!(
            !text.contains("Someone") && !text.contains("2GLC42sK") && !text.contains("Kimberley"),
            "{text}"
        );
        assert!(
            text.contains("2019")
                && (text.contains("family_name") || text.contains("family\\_name")),
            "{text}"
        );
    }
    assert!(
        redacted
            .masked
            .iter()
            .any(|m| m.path == "disclosure.value" && m.class == Class::Name)
    );
}

#[test]
fn places_in_the_paste_are_dropped() {
    let redacted = redact(
        &format!("Authorization: Bearer {}", token(HEADER, r#"{"exp":"x"}"#)),
        &[],
    );
    let json: serde_json::Value = serde_json::from_str(&redacted.to_json()).unwrap();
    let mut waiting = std::vec![&json];
    while let Some(value) = waiting.pop() {
        if let Some(object) = value.as_object() {
            if let Some(span) = object.get("span") {
                assert!(span.is_null() || span == &serde_json::json!({"start": 0, "end": 0}));
            }
            if let Some(pieces) = object.get("pieces") {
                assert_eq!(pieces, &serde_json::json!([]));
            }
            waiting.extend(object.values());
        }
        waiting.extend(value.as_array().into_iter().flatten());
    }
}

#[test]
fn a_hostile_value_blots_out_no_verdict() {
    let text = token(
        HEADER,
        r#"{"name":"Not checked","nickname":"Signature not checked: give a key"}"#,
    );
    let verdicts = &redact(&text, &[]).report.artefacts[0].verdicts;
    assert_eq!(
        verdicts.signature.label,
        report(&text).artefacts[0].verdicts.signature.label
    );
}

#[test]
fn what_was_masked_is_listed_at_the_end() {
    let redacted = redact(
        &token(
            HEADER,
            r#"{"iss":"https://as.example","email":"kim@contoso.com","jti":"0123456789abcdef"}"#,
        ),
        &[],
    );
    let markdown = redacted.to_markdown();
    let (_, list) = markdown.split_once("## What was masked\n").expect("a list");
    assert_eq!(
        list,
        "\n3 things were masked.\n\n- payload.email: an e-mail address (OpenID Connect Core §5.1)\n\
         - payload.jti: ties the report to one token (RFC 7519 §4.1.7)\n\
         - signature: a signature or encrypted bytes\n"
    );
    assert!(
        redact("routing:queue:view", &[])
            .to_markdown()
            .ends_with("Nothing was masked.\n")
    );
}

#[test]
fn the_table_has_each_name_once_with_reason_and_source() {
    let mut seen = BTreeSet::new();
    for row in NAMES {
        assert!(
            seen.insert(class::plain(row.name)),
            "{} stands there twice",
            row.name
        );
        assert!(
            !row.why.is_empty() && !row.source.is_empty(),
            "{}",
            row.name
        );
        assert!(
            core::ptr::eq(class::row(row.name).unwrap(), row),
            "{}",
            row.name
        );
    }
    for class in Class::ALL {
        assert_eq!(Class::of_word(class.word()), Some(class));
    }
}
