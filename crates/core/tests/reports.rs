//! Whole reports, as a person reads them and as a program does. Review a change with `cargo insta review`.

use claimlens_core::jose::base64url::encode;
use claimlens_core::policy::Policy;
use claimlens_core::report::to_markdown;
use claimlens_core::{Context, inspect, judge_all};

const NOW: i64 = 1_700_000_000;

fn context(policy: Policy) -> Context {
    Context {
        now: NOW,
        policy,
        ..Context::default()
    }
}

fn token(header: &str, payload: &str) -> String {
    let length = if header.contains("RS256") { 256 } else { 64 };
    [
        encode(header.as_bytes()),
        encode(payload.as_bytes()),
        encode(&vec![7; length]),
    ]
    .join(".")
}

fn access_token(expires: i64) -> String {
    token(
        r#"{"alg":"RS256","typ":"at+jwt","kid":"2023-11"}"#,
        &format!(
            r#"{{"iss":"https://dev-1234.okta.com/oauth2/default","aud":"https://api.example.com","sub":"00u1","client_id":"0oa1","scope":"orders:read users:read","iat":{},"exp":{expires},"jti":"AT.1"}}"#,
            expires - 3600
        ),
    )
}

fn markdown(text: &str, policy: Policy) -> String {
    to_markdown(&inspect(text, &context(policy)))
}

#[test]
fn a_good_access_token() {
    insta::assert_snapshot!(markdown(
        &format!("Authorization: Bearer {}", access_token(NOW + 1800)),
        Policy::default()
    ));
}

#[test]
fn an_expired_one_held_against_a_policy() {
    let policy = Policy {
        issuer: Some("https://dev-1234.okta.com/oauth2/default/".into()),
        audience: Some("https://api.example.com".into()),
        scopes: vec!["orders:write".into(), "orders:read".into()],
        ..Policy::default()
    };
    insta::assert_snapshot!(markdown(&access_token(NOW - 840), policy));
}

#[test]
fn a_damaged_token_keeps_what_is_good() {
    let whole = access_token(NOW + 1800);
    let (kept, _) = whole.split_at(whole.len() - 400);
    insta::assert_snapshot!(markdown(kept, Policy::default()));
}

#[test]
fn an_unsigned_token_with_duplicates_and_a_key_of_its_own() {
    let header = r#"{"alg":"nOnE","jku":"https://attacker.example/keys","kid":"../../etc/passwd"}"#;
    let payload = r#"{"sub":"user","sub":"admin","exp":"tomorrow","iss":"http://as.example","n":12345678901234567890}"#;
    insta::assert_snapshot!(markdown(&token(header, payload), Policy::default()));
}

#[test]
fn a_nested_token() {
    let inner = token(
        r#"{"alg":"ES256","typ":"JWT"}"#,
        r#"{"iss":"https://inner.example","nonce":"n","aud":"app","sub":"1","iat":1699999900,"exp":1700000200}"#,
    );
    insta::assert_snapshot!(markdown(
        &token(r#"{"alg":"ES256","cty":"JWT"}"#, &inner),
        Policy::default()
    ));
}

#[test]
fn an_encrypted_token() {
    let text = [
        encode(br#"{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"enc-1"}"#),
        encode(&[1; 256]),
        encode(&[2; 12]),
        encode(&[3; 40]),
        encode(&[4; 16]),
    ];
    insta::assert_snapshot!(markdown(&text.join("."), Policy::default()));
}

#[test]
fn a_token_response_with_an_id_token_in_it() {
    let id_token = token(
        r#"{"alg":"RS256"}"#,
        r#"{"iss":"https://accounts.google.com","aud":"123.apps.googleusercontent.com","sub":"1","nonce":"n","email":"ana@example.com","iat":1699999900,"exp":1700003500}"#,
    );
    let text = format!(
        r#"{{"access_token":"ya29.a0AfH6SMBx","token_type":"Bearer","expires_in":3599,"scope":"openid email","id_token":"{id_token}"}}"#
    );
    insta::assert_snapshot!(markdown(&text, Policy::default()));
}

#[test]
fn the_json_form() {
    insta::assert_json_snapshot!(inspect(
        &access_token(NOW + 1800),
        &context(Policy::default())
    ));
}

#[test]
fn judging_again_is_inspecting_again() {
    let text = format!("{} {}", access_token(NOW + 1800), access_token(NOW - 10));
    let policy = Policy {
        audience: Some("https://api.example.com".into()),
        ..Policy::default()
    };
    let mut report = inspect(&text, &context(Policy::default()));
    for now in [NOW + 1600, NOW + 2000, NOW - 9000] {
        let context = Context {
            now,
            policy: policy.clone(),
            ..Context::default()
        };
        judge_all(&mut report, &context);
        assert_eq!(report, inspect(&text, &context), "at {now}");
    }
}
