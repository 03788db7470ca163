//! What stands around a token, and what is taken off it.

use std::format;

use super::{A, B, check, tokens, wrap};

#[test]
fn the_nineteen_pastes() {
    check(A, A, "", &[]);
    check(&format!("  {A} \n"), A, "", &[]);
    check(&wrap(A, 64, "\n"), A, "", &["2 line breaks"]);
    check(&format!("Bearer {A}"), A, "", &["the word Bearer"]);
    check(&format!("bearer {A}"), A, "", &["the word bearer"]);
    check(
        &format!("Authorization: Bearer {A}"),
        A,
        "the Authorization header",
        &["the header name Authorization", "the word Bearer"],
    );
    check(&format!("\"{A}\""), A, "", &["quotes"]);
    check(&format!("'{A}'"), A, "", &["quotes"]);
    check(&format!("{A},"), A, "", &["a trailing comma"]);
    check(
        &format!("curl -H \"Authorization: Bearer {A}\" https://api.example.com/v1"),
        A,
        "the Authorization header",
        &[
            "the curl command around it",
            "quotes",
            "the header name Authorization",
            "the word Bearer",
        ],
    );
    check(
        &format!("curl --oauth2-bearer {A} https://api.example.com/v1"),
        A,
        "the option --oauth2-bearer",
        &["the curl command around it", "the option --oauth2-bearer"],
    );
    check(
        &format!("{{\"access_token\":\"{A}\",\"token_type\":\"bearer\",\"expires_in\":86399}}"),
        A,
        "the JSON member access_token",
        &["the JSON around it", "quotes"],
    );
    check(
        &format!("{{\n  \"access_token\": \"{A}\",\n  \"token_type\": \"bearer\"\n}}\n"),
        A,
        "the JSON member access_token",
        &["the JSON around it", "quotes"],
    );
    check(
        &format!("https://app.example.com/cb#access_token={A}&token_type=bearer"),
        A,
        "the URL parameter access_token",
        &["the URL around it"],
    );
    check(
        &format!("Cookie: theme=dark; session={A}; lang=en"),
        A,
        "the cookie session",
        &["the Cookie header around it"],
    );
    check(
        &format!("Bearer {}", wrap(A, 64, "\n")),
        A,
        "",
        &["the word Bearer", "2 line breaks"],
    );
    check(&format!("{A}%0A"), A, "", &["a percent-encoded line break"]);
    assert_eq!(tokens(&format!("{A}\n{B}\n")), [A, B]);
    check(
        &format!("2026-01-02T03:04:05Z INFO auth ok token={A} user=5"),
        A,
        "the field token",
        &["the name token"],
    );
}

#[test]
fn names_around_a_token() {
    check(
        &format!("export TOKEN=\"{A}\""),
        A,
        "the variable TOKEN",
        &["the variable name TOKEN", "quotes"],
    );
    check(
        &format!("ACCESS_TOKEN={A}\n"),
        A,
        "the variable ACCESS_TOKEN",
        &["the variable name ACCESS_TOKEN"],
    );
    check(
        &format!("token: {A}"),
        A,
        "the entry token",
        &["the name token"],
    );
    check(
        &format!("token: >-\n  {A}"),
        A,
        "the entry token",
        &["the name token"],
    );
    check(
        &format!("AUTHORIZATION: bearer {A}"),
        A,
        "the AUTHORIZATION header",
        &["the header name AUTHORIZATION", "the word bearer"],
    );
    check(
        &format!("authorization: DPoP {A}"),
        A,
        "the authorization header",
        &["the header name authorization", "the word DPoP"],
    );
    check(
        &format!("DPoP: {A}"),
        A,
        "the DPoP header",
        &["the header name DPoP"],
    );
    check(
        &format!("X-Id-Token: {A}"),
        A,
        "the X-Id-Token header",
        &["the header name X-Id-Token"],
    );
    check(&format!("`{A}`"), A, "", &["backticks"]);
    check(&format!("```\n{A}\n```"), A, "", &["backticks"]);
    check(&format!("\u{201c}{A}\u{201d}"), A, "", &["quotes"]);
    check(&format!("\u{ab}{A}\u{bb}"), A, "", &["quotes"]);
    check(&format!("[{A}]"), A, "", &["brackets"]);
    check(&format!("{A};"), A, "", &["a trailing semicolon"]);
    check(&format!("{A}."), A, "", &["a trailing full stop"]);
    check(
        &format!("https://a.example/cb?x=1&id_token={A}"),
        A,
        "the URL parameter id_token",
        &["the URL around it"],
    );
    check(
        &format!(
            "https://a.example/?u=%2Fcb%3Fid_token%3D{}",
            A.replace('.', "%2E")
        ),
        A,
        "the URL parameter id_token",
        &["the URL around it", "percent-encoding"],
    );
    check(
        &format!("Set-Cookie: sid={A}; Path=/; HttpOnly"),
        A,
        "the cookie sid",
        &["the Set-Cookie header around it"],
    );
    check(
        &format!("curl -b 'sid={A}' https://a.example"),
        A,
        "the cookie sid",
        &["the curl command around it", "the Cookie header around it"],
    );
    check(
        &format!("<access_token>{A}</access_token>"),
        A,
        "the element access_token",
        &["the element access_token"],
    );
    check(
        &format!(
            "{{\"body\":\"{{\\\"access_token\\\":\\\"{}\\\"}}\"}}",
            A.replace('.', "\\u002e")
        ),
        A,
        "the JSON member access_token",
        &["the JSON around it", "quotes", "JSON escapes"],
    );
    check(
        &format!("{{\"headers\":[{{\"name\":\"Authorization\",\"value\":\"Bearer {A}\"}}]}}"),
        A,
        "the Authorization header",
        &["the JSON around it", "quotes", "the word Bearer"],
    );
    check(
        &format!("{A}\nsome\n{A}\nand {A}"),
        A,
        "",
        &["2 exact repeats"],
    );
    check(
        &format!("Authorization%3A%20Bearer%20{A}"),
        A,
        "the Authorization header",
        &["the header name Authorization", "the word Bearer"],
    );
}
