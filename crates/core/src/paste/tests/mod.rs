//! Tables of what is found in which paste, and what they share.

mod others;
mod tokens;
mod wrappers;

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::format;

use super::{Candidate, Shape, find, find_tokens};

/// An HS256 token (RFC 7515 A.1, compacted), and another one.
const A: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
const B: &str = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJodHRwczovL2lkcC5leGFtcGxlIiwiZXhwIjoxfQ.8iEiuHzQVvuG34nVSjWkwF1wcqJzZqqtLYkAVpjdMYlsvGs2YsYR7ym0Be0tTjHZY3uM2Iz7CQlRdd1cWqsaYA";

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

#[test]
fn the_tokens_alone_are_found_as_they_are_among_all() {
    let json = r#"{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AAAA"}"#;
    for text in [
        format!("Authorization: Bearer {A}"),
        format!("{A}\n{B}\n{A}"),
        format!(
            "curl -H 'Authorization: Bearer {}' https://a.example",
            wrap(A, 40, "\n")
        ),
        format!("{{\"access_token\":\"{B}\",\"token_type\":\"Bearer\"}}"),
        format!("the token: {json} and {A}~WyJhIiwiYiIsMV0~"),
        "no token at all".to_string(),
    ] {
        let mut expected = find(&text);
        expected.retain(|candidate| candidate.shape.is_token());
        for candidate in &mut expected {
            candidate.parent = None;
        }
        assert_eq!(find_tokens(&text), expected, "{text}");
    }
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

/// These shapes with these texts are found, in this order.
#[track_caller]
fn lists(text: &str, expect: &[(&str, &str)]) {
    let found = find(text);
    let found: Vec<(String, &str)> = found
        .iter()
        .map(|c| (label(&c.shape), c.text.as_str()))
        .collect();
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(label, text)| (label.as_str(), *text))
        .collect();
    assert_eq!(found, expect, "{text}");
}

fn label(shape: &Shape) -> String {
    match shape {
        Shape::Opaque { name, .. } => (*name).to_string(),
        Shape::Pem { label } => format!("PEM {label}"),
        other => format!("{other:?}"),
    }
}
