//! What has to stand in the answers of whoever serves the page, and what must not.

use std::collections::BTreeSet;

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::headers::SecurityHeaders;

/// What only a header can say of the page's policy: browsers ignore it in a page.
const ONLY_AS_HEADER: &str = "frame-ancestors 'none'";

/// Headers that would store, load or report something beside the page, or let others in.
const UNWANTED: [&str; 11] = [
    "access-control-allow-origin",
    "content-security-policy-report-only",
    "link",
    "nel",
    "refresh",
    "report-to",
    "reporting-endpoints",
    "service-worker-allowed",
    "set-cookie",
    "sourcemap",
    "x-sourcemap",
];

/// Files that keep their name from build to build: a browser has to ask for them each time.
const ASKED_EACH_TIME: [&str; 4] = ["", "index.html", "sw.js", "build.json"];

/// What is wanted of the answers for a page.
#[derive(Debug)]
pub(super) struct Wanted(SecurityHeaders);

impl Wanted {
    /// For the page with this text: its own meta tag has the policy. (That the text is the one that was built, its
    /// hash tells.)
    pub(super) fn of_page(index: &[u8]) -> Self {
        let mut of_site = HeaderMap::new();
        let text = String::from_utf8_lossy(index);
        let policy = policy(&text).map(|policy| format!("{policy}; {ONLY_AS_HEADER}"));
        let policy = policy.and_then(|policy| HeaderValue::try_from(policy).ok());
        if let Some(policy) = policy {
            of_site.insert(CONTENT_SECURITY_POLICY, policy);
        }
        Self(SecurityHeaders::new(&of_site))
    }

    /// What the answer for a file lacks, has otherwise, or should not have.
    pub(super) fn faults(&self, name: &str, found: &HeaderMap) -> Vec<String> {
        let mut faults = Vec::new();
        for (header, wanted) in self.0.at(&format!("/{name}")) {
            let values: Vec<&HeaderValue> = found.get_all(header).iter().collect();
            if values.is_empty() {
                faults.push(format!("{header} is missing"));
            } else if !values.iter().any(|value| are_same(header, wanted, value)) {
                faults.push(format!("{header} is {}", shown(&values)));
            }
        }
        for header in UNWANTED {
            if found.contains_key(header) {
                faults.push(format!("{header} should not be there"));
            }
        }
        if ASKED_EACH_TIME.contains(&name) {
            let kept = found
                .get(CACHE_CONTROL)
                .and_then(|value| value.to_str().ok());
            let kept = kept.unwrap_or_default().to_ascii_lowercase();
            let asks = ["no-cache", "no-store", "max-age=0"];
            if !kept.split(',').any(|word| asks.contains(&word.trim())) {
                faults.push(format!(
                    "{CACHE_CONTROL} is {kept:?}: a browser may keep it and not see the next build"
                ));
            }
        }
        faults
    }
}

/// The policy in the page's meta tag.
fn policy(index: &str) -> Option<&str> {
    let (_, tag) = index.split_once("http-equiv=\"Content-Security-Policy\"")?;
    let (tag, _) = tag.split_once('>')?;
    let (_, value) = tag.split_once("content=\"")?;
    value.split_once('"').map(|(policy, _)| policy)
}

/// A policy is its directives, in whatever order; any other header is its text.
fn are_same(header: &HeaderName, wanted: &HeaderValue, found: &HeaderValue) -> bool {
    if header != CONTENT_SECURITY_POLICY {
        return wanted == found;
    }
    let directives = |value: &HeaderValue| {
        let text = value.to_str().unwrap_or_default();
        text.split(';')
            .map(|directive| {
                directive
                    .split_ascii_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .filter(|directive| !directive.is_empty())
            .collect::<BTreeSet<_>>()
    };
    directives(wanted) == directives(found)
}

/// Values as they can be printed: they are a stranger's.
fn shown(values: &[&HeaderValue]) -> String {
    const MOST: usize = 200;
    let texts: Vec<String> = values.iter().map(|value| format!("{value:?}")).collect();
    let text = texts.join(" and ");
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &[u8] = b"<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
        content=\"default-src 'none'; connect-src 'self'\"><p>";

    fn answer(name: &str) -> HeaderMap {
        let mut headers = Wanted::of_page(INDEX).0.at(&format!("/{name}")).clone();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers
    }

    fn faults(name: &str, headers: &HeaderMap) -> String {
        Wanted::of_page(INDEX).faults(name, headers).join("\n")
    }

    #[test]
    fn what_the_companion_sends_is_what_is_wanted() {
        for name in ["", "index.html", "sw.js", "a.wasm"] {
            assert_eq!(faults(name, &answer(name)), "");
        }
    }

    #[test]
    fn each_header_that_is_missing_or_otherwise_is_named() {
        let whole = answer("index.html");
        for header in whole.keys() {
            let mut less = whole.clone();
            less.remove(header);
            assert!(
                faults("index.html", &less).contains(header.as_str()),
                "{header}"
            );
        }
        let with = |name: &'static str, value: &'static str| {
            let mut changed = whole.clone();
            changed.insert(name, HeaderValue::from_static(value));
            faults("index.html", &changed)
        };
        let policy = "frame-ancestors 'none'; connect-src 'self';default-src  'none'";
        assert_eq!(with("content-security-policy", policy), "");
        let wider = with("content-security-policy", "default-src *");
        assert!(wider.contains("default-src *"), "{wider}");
        assert!(with("cache-control", "public, max-age=600").contains("next build"));
        assert_eq!(with("cache-control", "max-age=0, must-revalidate"), "");
        for name in UNWANTED {
            assert!(with(name, "x").contains(name), "{name}");
        }
        // A service worker under the page's policy is not as it was meant.
        assert!(faults("sw.js", &whole).contains("content-security-policy"));
    }

    #[test]
    fn a_long_value_is_cut() {
        let mut headers = answer("a");
        headers.insert("x-frame-options", "é".repeat(300).parse().expect("a value"));
        assert!(faults("a", &headers).chars().count() < 300);
    }
}
