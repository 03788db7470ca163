//! The rules' functions: each says where in the code it speaks, and with which facts.

use alloc::format;
use alloc::string::String;
use core::ops::Range;

use super::super::evidence::Evidence;
use super::super::signs::Sign;
use super::{names, rules};
use crate::report::Rule;
use crate::text::is_uuid;

/// What is looked at: the text, and the same in small letters, byte for byte.
pub(super) struct Code<'t> {
    pub(super) text: &'t str,
    pub(super) lower: &'t str,
    pub(super) seen: &'t Evidence,
}

/// One rule and where it speaks: the place, and the facts.
pub(super) type Check = fn(&Code<'_>) -> Option<(Range<usize>, String)>;

/// Each rule with its function.
pub(super) static CHECKS: &[(&Rule, Check)] = &[
    (&rules::SECRET, secret),
    (&rules::ADDRESS, address),
    (&rules::PACKAGE, names::package),
    (&rules::IMPORT_CASE, names::import_case),
    (&rules::NAME, names::invented),
    (&rules::BODY_SECRET, body_secret),
    (&rules::JSON, json),
    (&rules::SCOPE, scope),
    (&rules::PASSWORD, |code| {
        says(
            code,
            &[
                "grant_type=password",
                "\"grant_type\": \"password\"",
                "'grant_type': 'password'",
            ],
        )
    }),
    (&rules::USER_CONTEXT, user_context),
    (&rules::DECODES, |code| {
        says(
            code,
            &[
                "jwt.decode(",
                "jwt_decode(",
                "jwtdecode(",
                "jwks.json",
                "oauth/tokeninfo",
            ],
        )
    }),
    (&rules::ENCODING, encoding),
    (&rules::EXPIRY, expiry),
    (&rules::RETRY, retry),
    (&rules::HEADER, |code| {
        says(code, &["x-rate-limit", "x-ratelimit"])
    }),
];

/// The first of the phrases that the code holds.
pub(super) fn at<'p>(code: &Code<'_>, phrases: &[&'p str]) -> Option<(Range<usize>, &'p str)> {
    phrases.iter().find_map(|phrase| {
        let start = code.lower.find(phrase)?;
        Some((start..start + phrase.len(), *phrase))
    })
}

fn says(code: &Code<'_>, phrases: &[&str]) -> Option<(Range<usize>, String)> {
    let (place, phrase) = at(code, phrases)?;
    Some((
        place,
        format!("The code says {}.", phrase.trim_end_matches('(')),
    ))
}

/// A secret that stands in the code: a quoted value of letters and digits behind a name like client_secret.
fn secret(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    for name in ["secret", "password"] {
        for (found, _) in code.lower.match_indices(name).take(100) {
            let behind = found + name.len();
            let rest = code.text.get(behind..)?;
            let skipped = rest.len()
                - rest
                    .trim_start_matches([' ', '\'', '"', ']', ')', ':', '=', ',', '\t'])
                    .len();
            if !rest.get(..skipped)?.contains(['=', ':', ',']) {
                continue;
            }
            let value = rest.get(skipped..)?;
            let len = value
                .bytes()
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'+' | b'/'))
                .count();
            let value = value.get(..len)?;
            let digits = value.bytes().filter(u8::is_ascii_digit).count();
            let quoted = rest.get(..skipped)?.ends_with(['"', '\'', '=']);
            if len >= 20 && digits >= 3 && quoted {
                let start = behind + skipped;
                return Some((
                    start..start + len,
                    format!(
                        "A value of {len} characters that looks like a secret stands behind the name {name}."
                    ),
                ));
            }
        }
    }
    // `-u id:secret` with a real id.
    let (seen, place) = (code.seen, code.lower.find("-u ")?);
    let word = code.text.get(place + 3..)?.split_whitespace().next()?;
    let plain = word.trim_matches(['"', '\'']);
    let (id, secret) = plain.split_once(':')?;
    (seen.basic_seen && is_uuid(id.as_bytes()) && secret.len() >= 16 && !secret.contains('$')).then(
        || {
            (
                place + 3..place + 3 + word.len(),
                String::from("Id and secret stand in the command."),
            )
        },
    )
}

/// A token asked for at another address than the token endpoint's.
fn address(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    Sign::NotTokenEndpoint.seen(code.seen)?;
    let start = code.lower.find(code.seen.host.as_str())?;
    let end = start + code.seen.host.len();
    Some((
        start..end,
        format!(
            "Tokens are asked for at {}{}.",
            code.seen.host, code.seen.path
        ),
    ))
}

fn body_secret(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    let raw = code.lower.contains("oauth/token");
    let (place, _) = at(
        code,
        &["client_secret=", "\"client_secret\":", "'client_secret':"],
    )?;
    let data = code
        .seen
        .parameters
        .iter()
        .any(|sent| sent == "client_secret")
        || !code.lower.contains("&client_secret=");
    // A variable or option of that name is no body.
    let before = code.lower.get(..place.start)?.chars().next_back();
    let inside = matches!(before, Some('&' | '"' | '\'' | ' ' | '{' | '\n')) || before.is_none();
    let assigned = before == Some('\n')
        || code
            .lower
            .get(place.end..)?
            .trim_start()
            .starts_with(['"', '\''])
            && code.lower.get(place.clone())?.ends_with('=');
    (raw && data && inside && !assigned).then(|| {
        (
            place,
            String::from("The secret is sent in the body as client_secret."),
        )
    })
}

fn json(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    if !code.lower.contains("oauth/token") {
        return None;
    }
    let (place, _) = at(
        code,
        &[
            "json={\"grant_type",
            "json={'grant_type",
            "json=payload",
            "json.stringify({ grant_type",
            "json.stringify({grant_type",
            "'{\"grant_type",
            "json={",
        ],
    )?;
    Some((
        place,
        String::from("The request for a token is sent as JSON."),
    ))
}

fn scope(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    if !code.lower.contains("client_credentials") {
        return None;
    }
    let (place, _) = at(
        code,
        &[
            "&scope=",
            "\"scope\":",
            "'scope':",
            "scope=api",
            "scope=admin",
            "scopes=",
        ],
    )?;
    Some((
        place,
        String::from("A scope is sent with client credentials."),
    ))
}

fn user_context(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    if !code.lower.contains("client_credentials") && !code.lower.contains("clientcredentials") {
        return None;
    }
    says(code, &["/users/me", "get_users_me(", "getusersme("])
}

fn encoding(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    let piped = code.lower.find("base64")?;
    let head = code.lower.get(..piped)?;
    let echo = head.rfind("echo ")?;
    let between = head.get(echo..)?;
    let line = code.lower.get(piped..)?.lines().next()?;
    if between.contains('\n') || !between.contains('|') {
        return None;
    }
    let message = if !between.starts_with("echo -n") {
        "echo without -n adds a line break to the secret."
    } else if !line.contains("-w0") && !line.contains("-w 0") && !line.contains("tr -d") {
        "base64 breaks its lines at 76 columns on many systems, and nothing switches that off."
    } else {
        return None;
    };
    Some((echo..piped + 6, String::from(message)))
}

/// A token is asked for, and nothing looks at when it ends.
fn expiry(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    let program = !code.lower.trim_start().starts_with("curl") && code.text.lines().count() > 3;
    let (place, _) = at(
        code,
        &[
            "get_client_credentials_token(",
            "loginclientcredentialsgrant(",
            "set_oauth_client_credentials(",
            "post_oauth_token(",
            "get_oauth_token(",
            "oauth/token",
        ],
    )?;
    let looks = ["expires_in", "expires_at", "expiry", "expires", "401"]
        .iter()
        .any(|word| code.lower.contains(word));
    (program && !looks).then(|| {
        (
            place,
            String::from("A token is asked for, and nothing looks at expires_in or at a 401."),
        )
    })
}

/// It tries again without asking how long to wait.
fn retry(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    let honours = code.lower.contains("retry-after")
        || code.lower.contains("retry_after")
        || code.lower.contains("retryafter");
    if honours {
        return None;
    }
    let (place, phrase) = at(
        code,
        &[
            "== 429",
            "=== 429",
            "429:",
            "time.sleep(",
            "retries",
            "max_retries",
            "settimeout(",
        ],
    )?;
    Some((
        place,
        format!(
            "It tries again ({}) and never reads Retry-After.",
            phrase.trim_end_matches('(')
        ),
    ))
}
