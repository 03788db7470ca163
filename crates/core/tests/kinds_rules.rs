//! Every rule of the kinds speaks where it should, and a clean input gives none.

#[path = "support/kinds.rs"]
mod support;

use std::collections::BTreeSet;

use claimlens_core::lint;
use claimlens_core::paste::{JsonShape, SamlForm, Shape};
use support::artefact;

const OPAQUE: Shape = Shape::Opaque {
    name: "GitHub personal access token (classic)",
    issuer: "GitHub",
    reason: "starts with ghp_",
};

fn json(shape: JsonShape) -> Shape {
    Shape::Json(shape)
}

fn pem(label: &str) -> Shape {
    Shape::Pem {
        label: label.to_owned(),
    }
}

#[rustfmt::skip]
fn cases() -> Vec<(&'static str, Shape, &'static str)> {
    use JsonShape::{Discovery, Error, Introspection, Jwk, JwkSet, TokenResponse, UserInfo};
    vec![
        ("pem.private_key", pem("RSA PRIVATE KEY"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"),
        ("pem.private_key.encrypted", pem("ENCRYPTED PRIVATE KEY"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----"),
        ("pem.unfinished", pem("PUBLIC KEY"), "-----BEGIN PUBLIC KEY-----\nAAAA\n"),
        ("opaque.long_lived_secret", OPAQUE, "ghp_0123456789abcdefghijABCDEFGHIJ012345"),
        ("paseto.parts", Shape::Paseto, "v4.public."),
        ("paseto.encoding", Shape::Paseto, "v4.local.AAA="),
        ("paseto.short", Shape::Paseto, "v4.public.AAAA"),
        ("paseto.version.deprecated", Shape::Paseto, "v1.local.AAAA"),
        ("basic.encoding", Shape::Basic, "dXN*lcjpwYXNz"),
        ("basic.no_colon", Shape::Basic, "dXNlcnBhc3M="),
        ("basic.newline", Shape::Basic, "dXNlcjpwYXNzd29yZAo="),
        ("basic.not_utf8", Shape::Basic, "dfw6cMO8"),
        ("basic.percent_encoded", Shape::Basic, "YSUyQmI6cGFzcw=="),
        ("basic.empty_part", Shape::Basic, "dXNlcjo="),
        ("basic.control_character", Shape::Basic, "dXMJZXI6cGFzcw=="),
        ("token_response.token_type.missing", json(TokenResponse), r#"{"access_token":"abc","expires_in":3600}"#),
        ("token_response.token_type.unusual", json(TokenResponse), r#"{"access_token":"abc","token_type":"mac","expires_in":3600}"#),
        ("token_response.expires_in.text", json(TokenResponse), r#"{"access_token":"abc","token_type":"Bearer","expires_in":"3600"}"#),
        ("token_response.expires_in.value", json(TokenResponse), r#"{"access_token":"abc","token_type":"Bearer","expires_in":1700000000}"#),
        ("token_response.access_token.missing", json(TokenResponse), r#"{"id_token":"abc","token_type":"Bearer"}"#),
        ("token_response.access_token.empty", json(TokenResponse), r#"{"access_token":"","token_type":"Bearer"}"#),
        ("error.with_token", json(TokenResponse), r#"{"access_token":"abc","token_type":"Bearer","error":"server_error"}"#),
        ("error.code.unknown", json(Error), r#"{"error":"no_such_code"}"#),
        ("challenge.syntax", Shape::Challenge, r#"Bearer realm="x"#),
        ("challenge.duplicate", Shape::Challenge, r#"Bearer realm="x", realm="y""#),
        ("introspection.active.type", json(Introspection), r#"{"active":"true"}"#),
        ("introspection.inactive.more", json(Introspection), r#"{"active":false,"sub":"x"}"#),
        ("userinfo.sub.missing", json(UserInfo), r#"{"name":"x"}"#),
        ("discovery.http", json(Discovery), r#"{"issuer":"https://a.example","token_endpoint":"http://a.example/t"}"#),
        ("discovery.issuer", json(Discovery), r#"{"issuer":"https://a.example?x","token_endpoint":"https://a.example/t"}"#),
        ("discovery.required", json(Discovery), r#"{"token_endpoint":"https://a.example/t"}"#),
        ("discovery.pkce", json(Discovery), r#"{"issuer":"https://a.example","token_endpoint":"https://a.example/t","code_challenge_methods_supported":[]}"#),
        ("jwk.private_key", json(Jwk), r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}"#),
        ("jwk.symmetric", json(Jwk), r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ"}"#),
        ("jwk.member.missing", json(Jwk), r#"{"kty":"EC","crv":"P-256"}"#),
        ("jwk.kty.unknown", json(Jwk), r#"{"kty":"rsa","n":"AQAB"}"#),
        ("jwk.rsa.short", json(Jwk), r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#),
        ("jwk.coordinate.length", json(Jwk), r#"{"kty":"OKP","crv":"Ed25519","x":"AQAB"}"#),
        ("jwks.kid.duplicate", json(JwkSet), r#"{"keys":[{"kty":"OKP","crv":"X","x":"AQ","kid":"a"},{"kty":"OKP","crv":"X","x":"AQ","kid":"a"}]}"#),
        ("jwks.empty", json(JwkSet), r#"{"keys":[]}"#),
        ("saml.doctype", Shape::Saml(SamlForm::Xml), "<!DOCTYPE x><samlp:Response ID='a'/>"),
        ("saml.unreadable", Shape::Saml(SamlForm::Base64), "AAAA"),
    ]
}

#[test]
fn each_rule_speaks() {
    for (code, shape, text) in cases() {
        let artefact = artefact(shape, text);
        let codes: Vec<_> = artefact.findings.iter().map(|f| f.code).collect();
        assert!(codes.contains(&code), "{code} of {text}: {codes:?}");
        for finding in &artefact.findings {
            let span = finding.span.expect("a finding here has a place");
            assert!(
                span.start >= 10 && span.end <= 10 + text.len(),
                "{code}: {span:?}"
            );
            assert!(finding.message.ends_with('.'), "{}", finding.message);
        }
    }
}

#[test]
fn each_rule_has_a_case_and_a_source() {
    let tested: BTreeSet<_> = cases().iter().map(|(code, ..)| *code).collect();
    let areas = [
        "pem.",
        "opaque.",
        "paseto.",
        "basic.",
        "token_response.",
        "error.",
        "challenge.",
        "introspection.",
        "userinfo.",
        "discovery.",
        "jwks.",
        "saml.",
    ];
    let mut seen = BTreeSet::new();
    for rule in lint::rules() {
        assert!(seen.insert(rule.code), "{} stands twice", rule.code);
        if areas.iter().any(|area| rule.code.starts_with(area)) {
            assert!(tested.contains(rule.code), "{} has no case", rule.code);
            assert!(
                !rule.reference.is_empty() && !rule.help.is_empty(),
                "{}",
                rule.code
            );
        }
    }
    for code in tested {
        assert!(seen.contains(code), "{code} is no rule");
    }
}

#[test]
#[rustfmt::skip]
fn clean_inputs_have_no_finding() {
    for (shape, text) in [
        (json(JsonShape::TokenResponse), r#"{"access_token":"abc","token_type":"bearer","expires_in":86399}"#),
        (json(JsonShape::Error), r#"{"error":"invalid_grant","error_description":"x"}"#),
        (json(JsonShape::Introspection), r#"{"active":true,"exp":1700000000}"#),
        (json(JsonShape::UserInfo), r#"{"sub":"1","email":"a@example.com"}"#),
        (json(JsonShape::Discovery), r#"{"issuer":"https://a.example","authorization_endpoint":"https://a.example/a","token_endpoint":"https://a.example/t","jwks_uri":"https://a.example/k"}"#),
        (json(JsonShape::Jwk), r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#),
        (Shape::Challenge, r#"Bearer realm="x", error="invalid_token""#),
        (Shape::Basic, "dXNlcjpwYXNz"),
        (Shape::Uuid, "919108f7-52d1-4320-9bac-f847db4148a8"),
        (Shape::Saml(SamlForm::Xml), "<samlp:Response ID='a'/>"),
        (pem("PUBLIC KEY"), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"),
    ] {
        let artefact = artefact(shape, text);
        assert!(artefact.findings.is_empty(), "{text}: {:?}", artefact.findings);
    }
}
