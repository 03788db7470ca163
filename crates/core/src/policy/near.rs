//! Near misses: why two names that should be equal are not, where a person might overlook it.

/// The reason why `found` is not `expected`, if it is one that a person overlooks.
pub(super) fn near_miss(expected: &str, found: &str) -> Option<&'static str> {
    if expected == found {
        return None;
    }
    if expected.trim() == found.trim() {
        return Some("They differ only by white space at an end.");
    }
    if expected.trim_end_matches('/') == found.trim_end_matches('/') {
        return Some(if found.ends_with('/') {
            "They differ only by the slash at the end, which the token has."
        } else {
            "They differ only by the slash at the end, which the token lacks."
        });
    }
    if expected.eq_ignore_ascii_case(found) {
        return Some("They differ only in upper and lower case, which counts.");
    }
    match (split_scheme(expected), split_scheme(found)) {
        (("http" | "https", wanted), ("http" | "https", there)) if wanted == there => {
            Some("They differ only by http and https.")
        }
        (("", wanted), (_, there)) if wanted == there.trim_end_matches('/') => {
            Some("They differ by the scheme at the beginning, which the token has.")
        }
        ((_, wanted), ("", there)) if there == wanted.trim_end_matches('/') => {
            Some("They differ by the scheme at the beginning, which the token lacks.")
        }
        _ => None,
    }
}

/// An address as its scheme and the rest; the scheme is empty if there is none.
fn split_scheme(address: &str) -> (&str, &str) {
    address.split_once("://").unwrap_or(("", address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_are_explained() {
        let check = |expected: &str, found: &str, words: &str| {
            let reason = near_miss(expected, found).unwrap_or_default();
            assert!(reason.contains(words), "{expected} / {found}: {reason}");
            assert_eq!(
                reason.is_empty(),
                words.is_empty(),
                "{expected} / {found}: {reason}"
            );
        };
        check(
            "https://a.example",
            "https://a.example/",
            "which the token has",
        );
        check(
            "https://a.example/",
            "https://a.example",
            "which the token lacks",
        );
        check("https://a.example", "http://a.example", "http and https");
        check(
            "https://A.example",
            "https://a.example",
            "upper and lower case",
        );
        check("a", " a", "white space");
        check("api://1", "1", "lacks");
        check("1", "api://1", "has");
        check("a", "a", "");
        check("https://a.example", "https://b.example", "");
        check("", "x", "");
    }
}
