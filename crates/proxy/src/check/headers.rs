//! What has to stand in the answers of whoever serves the page, and what must not.

use std::collections::BTreeSet;

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::headers::SecurityHeaders;

/// What only a header can say of the page's policy: browsers ignore it in a page.
const ONLY_AS_HEADER: &str = "frame-ancestors 'none'";

/// Headers that would store, load or report something beside the page, tell more of the browser, or let others in.
const UNWANTED: [&str; 16] = [
    "accept-ch",
    "access-control-allow-origin",
    "clear-site-data",
    "critical-ch",
    "link",
    "nel",
    "origin-trial",
    "refresh",
    "report-to",
    "reporting-endpoints",
    "service-worker-allowed",
    "set-cookie",
    "set-login",
    "sourcemap",
    "speculation-rules",
    "x-sourcemap",
];

/// Policies that forbid nothing and report somewhere.
const ONLY_REPORTS: &str = "-report-only";

/// Headers of any server, which say nothing to the page.
const USUAL: [&str; 19] = [
    "accept-ranges",
    "age",
    "alt-svc",
    "cache-control",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "etag",
    "expires",
    "keep-alive",
    "last-modified",
    "pragma",
    "server",
    "strict-transport-security",
    "transfer-encoding",
    "vary",
    "via",
];

/// The types that files of a page have, by their endings. Texts are in UTF-8, whatever else the server says of them.
const TYPES: [(&str, &[&str]); 10] = [
    ("css", &["text/css"]),
    ("html", &["text/html"]),
    ("ico", &["image/x-icon", "image/vnd.microsoft.icon"]),
    ("js", &["text/javascript", "application/javascript"]),
    ("json", &["application/json"]),
    ("png", &["image/png"]),
    ("svg", &["image/svg+xml"]),
    ("txt", &["text/plain"]),
    ("wasm", &["application/wasm"]),
    (
        "webmanifest",
        &["application/manifest+json", "application/json"],
    ),
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
            let values = found.get_all(header);
            // Of two policies browsers keep both, of two of the other headers now the one, now the other.
            let others = values
                .iter()
                .filter(|value| !are_same(header, wanted, value));
            let others: Vec<&HeaderValue> = others.collect();
            if !found.contains_key(header) {
                faults.push(format!("{header} is missing"));
            } else if !others.is_empty() {
                faults.push(format!("{header} is {}", shown(&others)));
            }
        }
        for header in found.keys().filter(|header| is_unwanted(header)) {
            faults.push(format!("{header} should not be there"));
        }
        faults.extend(other_type(name, found));
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

impl Wanted {
    /// The headers of an answer that nothing is known about here.
    pub(super) fn strange<'a>(
        &'a self,
        name: &str,
        found: &'a HeaderMap,
    ) -> impl Iterator<Item = &'a HeaderName> {
        let known = self.0.at(&format!("/{name}"));
        found.keys().filter(move |header| {
            !known.contains_key(*header)
                && !USUAL.contains(&header.as_str())
                && !is_unwanted(header)
        })
    }
}

fn is_unwanted(header: &HeaderName) -> bool {
    UNWANTED.contains(&header.as_str()) || header.as_str().ends_with(ONLY_REPORTS)
}

/// What is wrong with the type of a file: a browser would read it as something else, or in another character set.
fn other_type(name: &str, found: &HeaderMap) -> Option<String> {
    let name = if name.is_empty() { "index.html" } else { name };
    let (_, ending) = name.rsplit_once('.')?;
    let (_, types) = TYPES.iter().find(|(known, _)| *known == ending)?;
    let values: Vec<&HeaderValue> = found.get_all(CONTENT_TYPE).iter().collect();
    let is_good = |value: &HeaderValue| {
        let text = String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase();
        let mut pieces = text.split(';').map(str::trim);
        types.contains(&pieces.next().unwrap_or_default())
            && pieces.all(|piece| matches!(piece, "charset=utf-8" | "charset=\"utf-8\""))
    };
    match values.as_slice() {
        [one] if is_good(one) => None,
        [] => Some(format!("{CONTENT_TYPE} is missing")),
        _ => Some(format!("{CONTENT_TYPE} is {}", shown(&values))),
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
        let ending = name.rsplit_once('.').map_or("html", |(_, ending)| ending);
        let types = TYPES.iter().find(|(known, _)| *known == ending);
        if let Some((_, types)) = types {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(types[0]));
        }
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
    fn a_second_value_is_a_difference_wherever_it_stands() {
        for (name, second) in [
            (
                "content-security-policy",
                "default-src 'none'; report-uri https://evil.example/",
            ),
            ("referrer-policy", "unsafe-url"),
            ("permissions-policy", "camera=*"),
        ] {
            let mut twice = answer("index.html");
            twice.append(name, HeaderValue::from_static(second));
            assert!(faults("index.html", &twice).contains(second), "{name}");
        }
        // The same once more changes nothing.
        let mut again = answer("index.html");
        again.append(
            "x-content-type-options",
            HeaderValue::from_static("nosniff"),
        );
        assert_eq!(faults("index.html", &again), "");
    }

    #[test]
    fn a_file_of_another_type_or_character_set_is_named() {
        for (name, good, bad) in [
            ("", "text/html; charset=utf-8", "text/html; charset=utf-16"),
            ("index.html", "text/html", "text/plain"),
            ("a.js", "application/javascript; charset=UTF-8", "text/html"),
            ("a.wasm", "application/wasm", "application/octet-stream"),
            ("a.webmanifest", "application/json", "text/plain"),
        ] {
            let mut headers = answer(name);
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(good));
            assert_eq!(faults(name, &headers), "", "{good}");
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(bad));
            assert!(faults(name, &headers).contains(bad), "{bad}");
            headers.remove(CONTENT_TYPE);
            assert!(faults(name, &headers).contains("content-type is missing"));
        }
        assert_eq!(other_type("a.bin", &HeaderMap::new()), None);
    }

    #[test]
    fn what_only_reports_is_unwanted_and_what_is_not_known_is_strange() {
        let mut headers = answer("a.js");
        headers.insert("date", HeaderValue::from_static("today"));
        headers.insert("x-custom", HeaderValue::from_static("1"));
        headers.insert(
            "permissions-policy-report-only",
            HeaderValue::from_static("x"),
        );
        let faults = faults("a.js", &headers);
        assert!(
            faults.contains("permissions-policy-report-only should not"),
            "{faults}"
        );
        let wanted = Wanted::of_page(INDEX);
        let strange: Vec<_> = wanted.strange("a.js", &headers).collect();
        assert_eq!(strange, ["x-custom"]);
    }

    #[test]
    fn a_long_value_is_cut() {
        let mut headers = answer("a");
        headers.insert("x-frame-options", "é".repeat(300).parse().expect("a value"));
        assert!(faults("a", &headers).chars().count() < 300);
    }
}
