//! A call that was refused: what the API's error says, for any step that calls it.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::answer::{Answer, text};
use super::{Judgement, Level, Reading};

/// The name of the reading that holds the status of a call.
pub(super) const STATUS: &str = "API status";

/// The judgement on an error of the API; none where the answer is none.
pub(super) fn judge(answer: &Answer<'_>) -> Option<Judgement> {
    let error = answer
        .objects()
        .find(|object| object.get("code").is_some() && object.get("message").is_some());
    if error.is_none() && answer.is_ok() && !answer.is_html {
        return None;
    }
    let code = error.map(|error| text(error, "code")).unwrap_or_default();
    let message = error
        .map(|error| text(error, "message"))
        .unwrap_or_default();
    let status = answer.status;
    let mut readings = Vec::new();
    readings.push(Reading::new(
        STATUS,
        status.map_or_else(|| String::from("refused"), |status| format!("{status}")),
    ));
    if !code.is_empty() {
        readings.push(Reading::new("API error", code.as_ref()));
    }
    let bad = |outcome: &str, says: String| Some(Judgement::new(Level::Bad, outcome, says));
    let judgement = match (status, code.as_ref()) {
        (_, "ip.not.authorized") => bad(
            "ip",
            String::from(
                "The address that this call came from is not in the organization's IP allowlist (ip.not.authorized).",
            ),
        ),
        (_, "authentication.required") => bad(
            "refused",
            String::from(
                "The call carried no token: the header must be “Authorization: Bearer …”.",
            ),
        ),
        (Some(401), _) | (None, "bad.credentials" | "credentials.expired") => bad(
            "refused",
            format!(
                "The token was refused{}: expired, idle for too long, revoked, or of another region.",
                in_brackets(&code)
            ),
        ),
        (Some(403), _)
        | (None, "missing.permissions" | "missing.any.permissions" | "not.authorized") => {
            bad("permission", refused(&message))
        }
        (Some(400), _) if message.contains("user context") => bad(
            "user-context",
            String::from(
                "This call needs a user behind the token; a client-credentials token has none. Use tokens/me instead.",
            ),
        ),
        (Some(429), _) => bad(
            "throttled",
            String::from("Too many requests: wait as long as Retry-After says, then try again."),
        ),
        (Some(404), _) => bad(
            "not-found",
            String::from("Not found: the path must begin with /api/v2 and the host with api."),
        ),
        (Some(500..), _) => bad(
            "service",
            String::from(
                "The service itself failed. Try again; the correlation id is for support.",
            ),
        ),
        _ if answer.is_html => Some(Judgement::unread(
            "This is a web page, not an answer of the API: the host or the path is another one.",
        )),
        _ => bad(
            "",
            format!(
                "The call failed{}, in a way that is not known here.",
                in_brackets(&code)
            ),
        ),
    };
    judgement.map(|judgement| judgement.with(readings))
}

fn in_brackets(code: &str) -> String {
    if code.is_empty() {
        String::new()
    } else {
        format!(" ({code})")
    }
}

/// A 403 in words: with the permission, where the message names it.
fn refused(message: &str) -> String {
    let named: Vec<&str> = message
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '"' | '\''))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| word.split(':').filter(|part| !part.is_empty()).count() == 3)
        .collect();
    if named.is_empty() {
        String::from("The token is good, but the call is not allowed.")
    } else {
        format!(
            "The token is good, but a permission is missing: {}.",
            named.join(", ")
        )
    }
}
