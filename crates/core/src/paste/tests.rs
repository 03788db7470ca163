//! Tables of what is found in which paste.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::format;

use super::{Candidate, JsonShape, SamlForm, Shape, find};

/// An HS256 token (RFC 7515 A.1, compacted), and another one.
const A: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
const B: &str = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJodHRwczovL2lkcC5leGFtcGxlIiwiZXhwIjoxfQ.8iEiuHzQVvuG34nVSjWkwF1wcqJzZqqtLYkAVpjdMYlsvGs2YsYR7ym0Be0tTjHZY3uM2Iz7CQlRdd1cWqsaYA";

fn shapes(candidates: &[Candidate]) -> Vec<&Shape> {
    candidates
        .iter()
        .map(|candidate| &candidate.shape)
        .collect()
}

/// The compact tokens found.
fn tokens(text: &str) -> Vec<String> {
    find(text)
        .into_iter()
        .filter(|c| matches!(c.shape, Shape::Compact | Shape::SdJwt))
        .map(|c| c.text)
        .collect()
}

fn wrap(text: &str, column: usize, line_break: &str) -> String {
    let pieces: Vec<&str> = text
        .as_bytes()
        .chunks(column)
        .map(|piece| core::str::from_utf8(piece).unwrap())
        .collect();
    pieces.join(line_break)
}

/// Exactly this token is found in `text`, at this place, with these things stripped.
#[track_caller]
fn check(text: &str, token: &str, place: &str, stripped: &[&str]) {
    let found = find(text);
    let one: Vec<&Candidate> = found
        .iter()
        .filter(|c| !matches!(c.shape, Shape::Json(_)))
        .collect();
    assert_eq!(one.len(), 1, "{text}\n{found:#?}");
    assert_eq!(one[0].text, token, "{text}");
    assert_eq!(one[0].place, place, "{text}");
    let what: Vec<&str> = one[0].stripped.iter().map(|s| s.what.as_str()).collect();
    assert_eq!(what, stripped, "{text}");
}

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
