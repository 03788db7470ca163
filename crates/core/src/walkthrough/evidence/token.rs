//! Answers of the token endpoint.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::answer::{Answer, text};
use super::{Judgement, Level, Reading};

/// See [`EvidenceKind::outcomes`](super::EvidenceKind::outcomes).
pub(super) const OUTCOMES: &[&str] = &[
    "token",
    "unknown-client",
    "wrong-secret",
    "other-grant",
    "throttled",
    "elsewhere",
];

pub(super) fn judge(answer: &Answer<'_>) -> Judgement {
    read(answer).unwrap_or_else(|| {
        Judgement::unread("This is no answer of the token endpoint that is known here: JSON with access_token, or with error.")
    })
}

/// The judgement on an answer of the token endpoint; none where there is none.
pub(super) fn read(answer: &Answer<'_>) -> Option<Judgement> {
    if let Some(body) = answer.with("access_token") {
        return Some(success(
            body.get("expires_in").and_then(|value| value.as_i64()),
        ));
    }
    let Some(body) = answer.with("error") else {
        return elsewhere(answer);
    };
    let error = text(body, "error");
    let mut description = text(body, "error_description");
    if description.is_empty() {
        description = text(body, "description");
    }
    let lower = description.to_ascii_lowercase();
    let (outcome, says) = match error.as_ref() {
        "invalid_client" if lower.contains("not found") => (
            "unknown-client",
            "The client id is not known there: another region, a slip in the id, or the client was deleted.",
        ),
        "invalid_client" => (
            "wrong-secret",
            "The client is known, its secret is not this one: mistyped, reset since, or of another client.",
        ),
        "unauthorized_client" => (
            "other-grant",
            "Id and secret are right, but the client is set up for another grant type.",
        ),
        "invalid_request" if lower.contains("rate limit") => (
            "throttled",
            "Tokens are asked for too often: this endpoint throttles with a 400. Keep a token until shortly before it expires.",
        ),
        "invalid_grant" => (
            "invalid-grant",
            "The code, the refresh token or the assertion was refused.",
        ),
        _ => (
            "",
            "The token endpoint refused, in a way that is not known here.",
        ),
    };
    let status = answer
        .status
        .map_or_else(|| String::from("not given"), |status| format!("{status}"));
    Some(Judgement::new(Level::Bad, outcome, says).with(Vec::from([
        Reading::new("token", "refused"),
        Reading::new("token status", status),
        Reading::new("token error", error.as_ref()),
        Reading::new("token error text", description.as_ref()),
    ])))
}

fn success(expires_in: Option<i64>) -> Judgement {
    let mut readings = Vec::from([Reading::new("token", "given")]);
    let says = match expires_in {
        Some(seconds) => {
            readings.push(Reading::new("expires_in", format!("{seconds}")));
            format!(
                "A token was given; it expires in {}. The token itself is not kept.",
                crate::time::duration(seconds)
            )
        }
        None => String::from(
            "A token was given; how long it is good for was not said. The token itself is not kept.",
        ),
    };
    Judgement::new(Level::Good, "token", says).with(readings)
}

/// An answer that is not the token endpoint's: a web page, an error of the API, a 404.
fn elsewhere(answer: &Answer<'_>) -> Option<Judgement> {
    let is_api = answer
        .with("code")
        .is_some_and(|body| body.get("message").is_some());
    (is_api || answer.is_html || answer.status == Some(404)).then(|| {
        Judgement::new(
            Level::Bad,
            "elsewhere",
            "This does not come from the token endpoint. It is POST https://login.<domain>/oauth/token, not on the api host and not under /api/v2.",
        )
    })
}
