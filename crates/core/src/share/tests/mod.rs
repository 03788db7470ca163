//! Links, in both directions.

mod hostile;
mod round;

use super::{Received, Section, SharedReport, read, report_link, shared};
use crate::jose::base64url::{decode, encode};
use crate::redaction::redacted;
use crate::{Context, inspect};
use std::string::String;
use std::vec::Vec;

const NOW: i64 = 1_700_000_000;

fn token(payload: &str) -> String {
    [
        encode(br#"{"alg":"RS256","typ":"at+jwt","kid":"2026-11"}"#),
        encode(payload.as_bytes()),
        encode(
            &(0_u8..=255)
                .map(|byte| byte.wrapping_mul(31))
                .collect::<Vec<_>>(),
        ),
    ]
    .join(".")
}

fn taken(text: &str, leave_out: &[Section]) -> SharedReport {
    let context = Context {
        now: NOW,
        ..Context::default()
    };
    let redacted = redacted(&inspect(text, &context), text, &[]);
    shared(&redacted, NOW + 60, "0.1.0", leave_out)
}

/// The JSON in a link.
fn json(link: &str) -> String {
    let body = link.rsplit('/').next().unwrap_or_default();
    String::from_utf8(decode(body).bytes).expect("text")
}

/// A link with that JSON.
fn link(json: &str) -> String {
    std::format!("#share/1/{}", encode(json.as_bytes()))
}

fn received(link: &str) -> SharedReport {
    match read(link) {
        Ok(Received::Report(report)) => report,
        other => panic!("{other:?}"),
    }
}

fn sent(report: &SharedReport) -> String {
    report_link(report).unwrap_or_else(|fault| panic!("{}", fault.message()))
}
