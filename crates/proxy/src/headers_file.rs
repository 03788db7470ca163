//! `headers.json`: the headers only the build can know, foremost the Content-Security-Policy with
//! the hash of the page's inline script. A flat JSON object, header name to value.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use axum::http::HeaderMap;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY_REPORT_ONLY, HeaderName, HeaderValue,
};
use serde_json::Value;

/// The file's name in the site folder. It is read at the start and never served.
pub const NAME: &str = "headers.json";

/// What the build may set. Everything else is the server's own (`headers`), so that a file in the
/// site folder can neither loosen it nor set cookies, redirects or CORS.
const ALLOWED: [HeaderName; 2] = [CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY_REPORT_ONLY];

/// Far above what a policy needs, far below what would trouble a browser or a proxy in front.
const MAX_FILE_BYTES: u64 = 64 * 1024;
const MAX_VALUE_BYTES: usize = 8 * 1024;

/// Why the file cannot be used.
#[derive(Debug)]
pub enum Fault {
    /// It cannot be read.
    Unreadable(io::Error),
    /// It is larger than 64 KiB.
    TooLarge,
    /// It is not JSON.
    NotJson(serde_json::Error),
    /// It is JSON, but no object.
    NotAnObject,
    /// A header outside the allow-list.
    NotAllowed(String),
    /// The same header twice, in different letter cases.
    Twice(String),
    /// The value is no string, empty, too long, or holds what a header must not.
    BadValue(String),
    /// There is no Content-Security-Policy.
    NoPolicy,
    /// The policy has no `default-src`: whatever it does not name would be open.
    OpenPolicy,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "reading it failed with: {error}"),
            Self::TooLarge => write!(f, "it is larger than {MAX_FILE_BYTES} bytes"),
            Self::NotJson(error) => write!(f, "it is not JSON ({error})"),
            Self::NotAnObject => f.write_str(
                "expected one JSON object of header names and values, found another JSON value",
            ),
            Self::NotAllowed(name) => {
                write!(f, "it sets the header {name:?}; allowed are ")?;
                for (index, allowed) in ALLOWED.iter().enumerate() {
                    write!(f, "{}{allowed}", if index == 0 { "" } else { " and " })?;
                }
                Ok(())
            }
            Self::Twice(name) => write!(f, "it sets the header {name:?} twice"),
            Self::BadValue(name) => write!(
                f,
                "the value of {name:?} is not a text of 1 to {MAX_VALUE_BYTES} printable ASCII \
                 characters"
            ),
            Self::NoPolicy => write!(f, "it has no {CONTENT_SECURITY_POLICY}"),
            Self::OpenPolicy => {
                write!(
                    f,
                    "its {CONTENT_SECURITY_POLICY} has no default-src directive"
                )
            }
        }
    }
}

/// Reads and checks the file.
///
/// # Errors
/// Every [`Fault`] of the file, not only the first.
pub fn read(path: &Path) -> Result<HeaderMap, Vec<Fault>> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| vec![Fault::Unreadable(error)])?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(vec![Fault::TooLarge]);
    }
    parse(&bytes)
}

/// Checks the content of the file.
///
/// # Errors
/// Every [`Fault`] of the content, not only the first.
pub fn parse(bytes: &[u8]) -> Result<HeaderMap, Vec<Fault>> {
    let object = match serde_json::from_slice(bytes) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return Err(vec![Fault::NotAnObject]),
        Err(error) => return Err(vec![Fault::NotJson(error)]),
    };
    let mut headers = HeaderMap::new();
    let mut faults = Vec::new();
    let mut has_policy = false;
    for (text, value) in object {
        let Some(name) = ALLOWED
            .iter()
            .find(|name| text.eq_ignore_ascii_case(name.as_str()))
        else {
            faults.push(Fault::NotAllowed(text));
            continue;
        };
        has_policy |= name == CONTENT_SECURITY_POLICY;
        match value.as_str().and_then(header_value) {
            None => faults.push(Fault::BadValue(text)),
            Some(value) => {
                if name == CONTENT_SECURITY_POLICY && !has_default(&value) {
                    faults.push(Fault::OpenPolicy);
                }
                if headers.insert(name.clone(), value).is_some() {
                    faults.push(Fault::Twice(text));
                }
            }
        }
    }
    if !has_policy {
        faults.push(Fault::NoPolicy);
    }
    if faults.is_empty() {
        Ok(headers)
    } else {
        Err(faults)
    }
}

/// Printable ASCII only: `HeaderValue` itself would let bytes above 0x7f and tabs through.
fn header_value(text: &str) -> Option<HeaderValue> {
    let printable = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let sized = !text.trim().is_empty() && text.len() <= MAX_VALUE_BYTES;
    if printable && sized {
        HeaderValue::from_str(text).ok()
    } else {
        None
    }
}

/// Whether one of the policy's directives is `default-src`.
fn has_default(policy: &HeaderValue) -> bool {
    policy.to_str().is_ok_and(|policy| {
        policy.split(';').any(|directive| {
            directive
                .split_ascii_whitespace()
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case("default-src"))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

    #[test]
    fn a_policy_is_taken_as_written() {
        let text = format!(r#"{{"Content-Security-Policy": "{POLICY}"}}"#);
        let headers = parse(text.as_bytes()).expect("a good file");
        assert_eq!(headers.len(), 1);
        assert_eq!(headers[CONTENT_SECURITY_POLICY], POLICY);
    }

    #[test]
    fn every_fault_is_named() {
        let csp = format!(r#""content-security-policy": "{POLICY}""#);
        let long = format!(
            r#"{{"content-security-policy": "default-src {}"}}"#,
            "x".repeat(9000)
        );
        let table: &[(String, &[&str])] = &[
            (String::new(), &["not JSON"]),
            ("[]".into(), &["expected one JSON object"]),
            ("{}".into(), &["has no content-security-policy"]),
            (
                format!(r#"{{{csp}, "Set-Cookie": "a=b"}}"#),
                &["\"Set-Cookie\""],
            ),
            (
                format!(r#"{{{csp}, "location": "x", "x-frame-options": "ALLOWALL"}}"#),
                &["\"location\"", "\"x-frame-options\""],
            ),
            (
                format!(r#"{{{csp}, "Content-Security-Policy": "default-src *"}}"#),
                &["twice"],
            ),
            (
                r#"{"content-security-policy": "script-src *"}"#.into(),
                &["no default-src"],
            ),
            (
                r#"{"content-security-policy": ""}"#.into(),
                &["printable ASCII"],
            ),
            (
                r#"{"content-security-policy": 7}"#.into(),
                &["printable ASCII"],
            ),
            (
                r#"{"content-security-policy": "default-src 'none'\r\nset-cookie: a"}"#.into(),
                &["printable ASCII"],
            ),
            (
                r#"{"content-security-policy": "default-src é"}"#.into(),
                &["printable ASCII"],
            ),
            (long, &["printable ASCII"]),
            (
                r#"{"content-security-policy": null, "via": "x"}"#.into(),
                &["printable ASCII", "\"via\""],
            ),
        ];
        for (text, expected) in table {
            let faults = parse(text.as_bytes()).expect_err(text);
            let said: Vec<String> = faults.iter().map(Fault::to_string).collect();
            assert_eq!(said.len(), expected.len(), "{text}: {said:?}");
            for (said, expected) in said.iter().zip(*expected) {
                assert!(said.contains(expected), "{text}: {said}");
            }
        }
    }

    #[test]
    fn a_huge_file_is_not_read_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(NAME);
        std::fs::write(&path, vec![b' '; 100_000]).expect("written");
        let faults = read(&path).expect_err("too large");
        assert!(matches!(faults.as_slice(), [Fault::TooLarge]), "{faults:?}");
    }
}
