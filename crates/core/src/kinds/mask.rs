//! Secrets do not get into a report: values are masked by the name they stand under.
//!
//! A report is shown, copied and exported. What was pasted stays in the box; here a secret is only its
//! length.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::jose::json::{Document, Value};
use crate::report::{Member, ValueKind};
use crate::text::floor;

/// What stands for a secret of that many characters.
pub(crate) fn mask(characters: usize) -> String {
    let plural = if characters == 1 { "" } else { "s" };
    format!("•••• ({characters} character{plural})")
}

/// Endings of names whose values are secrets; compared in lower case with `_` for `-`.
const SECRET_ENDINGS: &[&str] = &[
    "token",
    "secret",
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "api_key",
    "apikey",
    "private_key",
    "privatekey",
    "secret_key",
    "secretkey",
    "secretaccesskey",
    "authorization",
    "cookie",
    "assertion",
    "device_code",
    "code_verifier",
    "credential",
    "credentials",
];

/// The members of a JWK that make it a private or secret key (RFC 7518 §6.2.2, §6.3.2, §6.4.1).
const JWK_PRIVATE: &[&str] = &["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

/// Whether a value under that name is a secret.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let plain: String = name
        .chars()
        .map(|c| {
            if c == '-' {
                '_'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    SECRET_ENDINGS.iter().any(|ending| plain.ends_with(ending))
}

/// Whether a text is a token or a header value with credentials, whatever its name.
fn is_secret_text(text: &str) -> bool {
    let starts = |prefix: &str| {
        text.get(..prefix.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    };
    text.len() >= 16
        && !text.contains("=\"")
        && ((text.starts_with("eyJ") && !text.contains(' '))
            || starts("bearer ")
            || starts("basic ")
            || starts("dpop ")
            || text.contains(" PRIVATE KEY-----"))
}

/// What the surroundings say about the members of one object.
#[derive(Clone, Copy, Default)]
struct Around {
    /// Inside a secret: every value is one.
    secret: bool,
    /// The object is a JWK.
    jwk: bool,
    /// The object is a name and value pair (as in HAR files) whose name is a secret's.
    pair: bool,
}

impl Around {
    fn hides(self, name: &str) -> bool {
        self.secret
            || is_secret_name(name)
            || (self.jwk && JWK_PRIVATE.contains(&name))
            || (self.pair && name == "value")
    }
}

/// The ranges of the secrets in a JSON text, in the order of the text, each the whole value.
pub(crate) fn ranges(document: &Document<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(Value<'_, '_>, bool)> =
        document.root().map(|r| (r, false)).into_iter().collect();
    while let Some((value, secret)) = open.pop() {
        let mut around = Around {
            secret,
            ..Around::default()
        };
        if value.kind() == ValueKind::Object && !secret {
            for entry in value.entries() {
                around.jwk |= entry.name == "kty";
                around.pair |= entry.name == "name"
                    && entry
                        .value
                        .as_str()
                        .is_some_and(|name| is_secret_name(&name));
            }
        }
        for entry in value.entries() {
            let hidden = around.hides(&entry.name);
            match entry.value.kind() {
                ValueKind::Object | ValueKind::Array => open.push((entry.value, hidden)),
                ValueKind::String
                    if (hidden
                        || entry
                            .value
                            .as_str()
                            .is_some_and(|text| is_secret_text(&text))) =>
                {
                    found.push(entry.value.range());
                }
                ValueKind::Number if hidden => found.push(entry.value.range()),
                _ => {}
            }
        }
    }
    if !document.is_strict() {
        by_name(document.text(), &mut found);
    }
    crate::order::sort_by(&mut found, |a, b| a.start.cmp(&b.start));
    found
}

/// Finds secrets in a text that is not quite JSON: whatever follows a secret's name and `:` or `=`.
fn by_name(text: &[u8], found: &mut Vec<Range<usize>>) {
    let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    let byte = |at: usize| text.get(at).copied();
    let mut at = 0;
    while at < text.len() {
        if !byte(at).is_some_and(is_name) {
            at += 1;
            continue;
        }
        let start = at;
        while byte(at).is_some_and(is_name) {
            at += 1;
        }
        let name = text.get(start..at).unwrap_or_default();
        if name.len() > 64 {
            continue;
        }
        let mut next = at;
        let quoted = |b: u8| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b'\\');
        while byte(next).is_some_and(quoted) {
            next += 1;
        }
        if !matches!(byte(next), Some(b':' | b'='))
            || !is_secret_name(core::str::from_utf8(name).unwrap_or_default())
        {
            continue;
        }
        next += 1;
        while byte(next).is_some_and(quoted) {
            next += 1;
        }
        let value = next;
        while byte(next).is_some_and(|b| !matches!(b, b'"' | b'\'' | b',' | b'}' | b'\n' | b'\r')) {
            next += 1;
        }
        if next > value {
            found.push(value..next);
        }
        at = next.max(at);
    }
}

/// The JSON text with every secret masked. `ranges` must be sorted; overlaps are taken together.
pub(crate) fn masked_text(text: &str, ranges: &[Range<usize>]) -> String {
    if ranges.is_empty() {
        return String::from(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges {
        let start = floor(text, range.start.max(at));
        let end = floor(text, range.end);
        if end <= start {
            continue;
        }
        out.push_str(text.get(at..start).unwrap_or_default());
        let raw = text.get(start..end).unwrap_or_default();
        out.push_str(&masked_value(raw));
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// A JSON value as written, masked: a string stays one.
fn masked_value(raw: &str) -> String {
    let quotes = raw.starts_with('"');
    let inner = raw.trim_matches('"').chars().count();
    if quotes {
        format!("\"{}\"", mask(inner))
    } else {
        mask(inner)
    }
}

/// Masks the secrets among members, at every depth.
pub(crate) fn mask_members(members: &mut [Member]) {
    walk(members, false);
}

// Members nest no deeper than the reader does: 128 levels.
fn walk(members: &mut [Member], secret: bool) {
    let around = Around {
        secret,
        jwk: members.iter().any(|member| member.name == "kty"),
        pair: members
            .iter()
            .any(|member| member.name == "name" && is_secret_name(member.shown())),
    };
    for member in members {
        let hidden = around.hides(&member.name);
        if !member.children.is_empty() {
            walk(&mut member.children, hidden);
            continue;
        }
        let hides = match member.kind {
            ValueKind::String => hidden || is_secret_text(member.shown()),
            ValueKind::Number => hidden,
            // An array of plain values is written in one piece.
            ValueKind::Array => hidden || member.value.contains("\"eyJ"),
            _ => false,
        };
        if hides && !member.value.is_empty() {
            member.value = masked_value(&member.value);
            member.text = None;
            member.time = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::json::{Limits, read};

    fn masked(text: &str) -> String {
        let document = read(text.as_bytes(), Limits::DEFAULT);
        masked_text(text, &ranges(&document))
    }

    #[test]
    fn secrets_are_masked_by_name_at_any_depth() {
        assert_eq!(
            masked(r#"{"access_token":"abc","token_type":"bearer"}"#),
            r#"{"access_token":"•••• (3 characters)","token_type":"bearer"}"#
        );
        assert_eq!(
            masked(
                r#"{"a":[{"Client-Secret":"x"}],"password":["p","q"],"token":{"v":"s","n":true}}"#
            ),
            r#"{"a":[{"Client-Secret":"•••• (1 character)"}],"password":["•••• (1 character)","•••• (1 character)"],"token":{"v":"•••• (1 character)","n":true}}"#
        );
        assert_eq!(
            masked(r#"{"kty":"RSA","n":"AQ","d":"AQ"}"#),
            r#"{"kty":"RSA","n":"AQ","d":"•••• (2 characters)"}"#
        );
        assert_eq!(
            masked(
                r#"[{"name":"Authorization","value":"Secret 1"},{"name":"Accept","value":"x"}]"#
            ),
            r#"[{"name":"Authorization","value":"•••• (8 characters)"},{"name":"Accept","value":"x"}]"#
        );
    }

    #[test]
    fn damaged_text_is_masked_by_name_too() {
        for text in [
            r#"{"access_token":"SECRETSECRET"#,
            r#"{access_token: 'SECRETSECRET', x: 1}"#,
            r#"{"a":1} {"client_secret":"SECRETSECRET"}"#,
            r#"{"x": nope, "password" : "SECRETSECRET"}"#,
            r#"access_token=SECRETSECRET"#,
        ] {
            assert!(!masked(text).contains("SECRET"), "{}", masked(text));
        }
    }

    #[test]
    fn members_are_masked_like_the_text() {
        for (name, hides) in [
            ("access_token", true),
            ("token_type", false),
            ("token_endpoint", false),
            ("X-Api-Key", true),
            ("client_secret_expires_at", false),
            ("sub", false),
        ] {
            assert_eq!(is_secret_name(name), hides, "{name}");
        }
    }
}
