//! Errors as SDKs and tools write them into one line.

use alloc::string::String;

use super::evidence::Evidence;
use super::lines::number;

/// Reads what an SDK, the CLI or Terraform says; whether there was anything of the kind.
pub(super) fn read(text: &str, seen: &mut Evidence) -> bool {
    let mut told = false;
    // Go SDK, CLI and Terraform: `Auth Error: 400 - invalid_request (rate limit exceeded; …)`.
    if let Some(rest) = behind(text, "auth error:")
        && let Some((status, rest)) = rest.split_once(" - ")
    {
        let end = rest.find(['\n', '│']).unwrap_or(rest.len());
        let rest = rest.get(..end).unwrap_or(rest);
        let (code, words) = rest.split_once('(').unwrap_or((rest, ""));
        seen.status = number(status.trim()).unwrap_or(seen.status);
        seen.code = String::from(code.trim().trim_matches('"'));
        let closed = words.rfind(')').and_then(|at| words.get(..at));
        seen.text = String::from(closed.unwrap_or(words).trim());
        seen.cut = closed.is_none();
        seen.is_oauth = true;
        seen.is_genesys = true;
        told = true;
    }
    // The same tools about the API: `API Error: 403 - message (correlation id)`.
    if let Some(rest) = behind(text, "api error:")
        && let Some((status, rest)) = rest.split_once(" - ")
        && let Some(status) = number(status.trim())
    {
        seen.status = status;
        if seen.text.is_empty() {
            let line = rest.lines().next().unwrap_or_default();
            seen.text = String::from(line.split(" (").next().unwrap_or(line).trim());
        }
        seen.is_genesys = true;
        told = true;
        if seen.path.is_empty() {
            seen.path = String::from("/api/v2/");
        }
    }
    // Python: `ApiException: (401)` and `Reason: Unauthorized`.
    if let Some(rest) = behind(text, "apiexception:") {
        let status = rest.trim_start().trim_start_matches('(');
        seen.status = number(status.split(')').next().unwrap_or_default()).unwrap_or(seen.status);
        told = true;
        seen.is_genesys |= seen.words.contains("purecloud");
        let token = seen.words.contains("get_client_credentials_token")
            || seen.words.contains("oauth/token");
        if seen.path.is_empty() && seen.is_genesys {
            seen.path = String::from(if token { "/oauth/token" } else { "/api/v2/" });
        }
    }
    // Requests: `401 Client Error: Unauthorized for url: https://…`; Node: `status code 401`.
    for mark in [
        "status code ",
        "status: ",
        "status=",
        "statuscode: ",
        "\"status\":",
        "http error ",
        "error code: ",
    ] {
        if seen.status == 0
            && let Some(rest) = behind(text, mark)
        {
            let word = rest.split_whitespace().next().unwrap_or_default();
            seen.status = number(word.trim_end_matches([',', '}', '.'])).unwrap_or_default();
            told |= seen.status != 0;
        }
    }
    if seen.status == 0
        && let Some(at) = text.find(" Client Error:")
    {
        let word = text
            .get(..at)
            .and_then(|head| head.split_whitespace().next_back());
        seen.status = word.and_then(number).unwrap_or_default();
        told |= seen.status != 0;
    }
    // JavaScript SDK, after a redirect: `[access_denied] text`.
    if seen.code.is_empty()
        && let Some((_, rest)) = text.split_once('[')
        && let Some((code, words)) = rest.split_once(']')
        && code.contains('_')
        && code.len() <= 40
        && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    {
        seen.code = String::from(code);
        seen.text = String::from(words.lines().next().unwrap_or_default().trim());
        seen.is_oauth = true;
        told = true;
    }
    told | messages(seen)
}

/// Messages of the API that stand in a text without their body.
fn messages(seen: &mut Evidence) -> bool {
    const KNOWN: &[(&str, &str, u16)] = &[
        ("requires a user context", "", 400),
        (
            "no authentication bearer token specified",
            "authentication.required",
            401,
        ),
        ("invalid login credentials", "bad.credentials", 401),
        (
            "supplied credentials are expired",
            "credentials.expired",
            401,
        ),
        (
            "you are missing the following permission",
            "missing.permissions",
            403,
        ),
        (
            "at least one of the following permissions",
            "missing.any.permissions",
            403,
        ),
        (
            "you are not authorized to perform the requested action",
            "not.authorized",
            403,
        ),
        ("rate limit exceeded the maximum", "too.many.requests", 429),
    ];
    if !seen.code.is_empty() {
        return false;
    }
    let Some((says, code, status)) = KNOWN.iter().find(|(says, ..)| seen.words.contains(says))
    else {
        return false;
    };
    seen.code = String::from(*code);
    if seen.text.is_empty() || !seen.text.to_ascii_lowercase().contains(says) {
        seen.text = String::from(*says);
    }
    if seen.status == 0 {
        seen.status = *status;
    }
    seen.is_genesys = true;
    seen.is_oauth = false;
    true
}

/// What stands behind a phrase in small letters, whatever the case of the text.
fn behind<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let lower = text.to_ascii_lowercase();
    let at = lower.find(phrase)?;
    text.get(at + phrase.len()..)
}
