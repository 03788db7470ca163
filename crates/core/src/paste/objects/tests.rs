//! Objects in small texts, read in steps of several sizes.

use super::*;

fn check(text: &str, expect: &[(JsonShape, &str)]) {
    for budget in [1, 7, usize::MAX] {
        let mut objects = Objects::new(0, text.len(), 0);
        while objects.step(text.as_bytes(), budget) {}
        let found: Vec<_> = objects
            .found
            .iter()
            .map(|object| (object.shape, &text[object.span.start..object.span.end]))
            .collect();
        assert_eq!(found, expect, "{text} in steps of {budget}");
    }
}

#[test]
fn objects_are_told_by_their_members() {
    let response = r#"{"access_token":"x","token_type":"Bearer"}"#;
    check(response, &[(JsonShape::TokenResponse, response)]);
    check(
        &std::format!("{{\"data\":[1,{response}]}} {{"),
        &[(JsonShape::TokenResponse, response)],
    );
    check(
        r#"{"error":"x"}"#,
        &[(JsonShape::Error, r#"{"error":"x"}"#)],
    );
    check(r#"{"error":{"x":1}}"#, &[]);
    let nested = r#"{"error":{"code":401,"message":"no"}}"#;
    check(nested, &[(JsonShape::Error, nested)]);
    let keys = r#"{"keys":[{"kty":"EC","x":"a"}]}"#;
    check(keys, &[(JsonShape::JwkSet, keys)]);
    check(
        r#"{"a":{"kty":"EC"}}"#,
        &[(JsonShape::Jwk, r#"{"kty":"EC"}"#)],
    );
    check(
        r#"{"active":false}"#,
        &[(JsonShape::Introspection, r#"{"active":false}"#)],
    );
    check(r#"{"active":true,"id":1}"#, &[]);
    check(
        r#"{"iss":"a","exp":1"#,
        &[(JsonShape::Claims, r#"{"iss":"a","exp":1"#)],
    );
    check(
        "{\"a\":\"broken\n{\"error\":\"x\"}",
        &[(JsonShape::Error, r#"{"error":"x"}"#)],
    );
}

#[test]
fn objects_inside_strings_are_found() {
    check(
        r#"{"text":"{\"error\":\"a\\\"b\"}","n":1}"#,
        &[(JsonShape::Error, r#"{\"error\":\"a\\\"b\"}"#)],
    );
    check(
        r#"{"text":"{\n  \"error\" : \"x\"\n}"}"#,
        &[(JsonShape::Error, r#"{\n  \"error\" : \"x\"\n}"#)],
    );
}
