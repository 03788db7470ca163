//! Hosts of Genesys Cloud, by the pattern of their names: a prefix and the domain of a region.

/// Endings of the domains of regions; a label before the ones that begin with a dot.
const DOMAINS: &[&str] = &[
    "mypurecloud.com.au",
    "mypurecloud.com",
    "mypurecloud.ie",
    "mypurecloud.de",
    "mypurecloud.jp",
    ".us-gov-pure.cloud",
    ".eusc-pure.cloud",
    ".pure.cloud",
];

/// Hosts that people guess: there are no such.
const GUESSED: &[&str] = &[
    "genesys.cloud",
    "genesyscloud.com",
    "mypurecloud.eu",
    "purecloud.com",
];

/// A host, taken apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Host<'h> {
    /// `login`, `api`, `apps`; empty where the domain stands alone.
    pub(super) prefix: &'h str,
    /// The region's domain.
    pub(super) domain: &'h str,
}

/// The parts of a host of Genesys Cloud; none for any other.
pub(super) fn host(host: &str) -> Option<Host<'_>> {
    let host = host.trim_end_matches('.');
    for ending in DOMAINS {
        let Some(head) = host.strip_suffix(ending) else {
            continue;
        };
        if ending.starts_with('.') {
            let label = head.rsplit('.').next().unwrap_or_default();
            let fits = !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric());
            let start = head.len().checked_sub(label.len())?;
            // `api.pure.cloud` names no region.
            if !fits || ["api", "login", "apps"].contains(&label) {
                return None;
            }
            return Some(Host {
                prefix: head.get(..start)?.trim_end_matches('.'),
                domain: host.get(start..)?,
            });
        }
        if head.is_empty() || head.ends_with('.') {
            return Some(Host {
                prefix: head.trim_end_matches('.'),
                domain: host.get(head.len()..)?,
            });
        }
    }
    None
}

/// Whether a host looks like Genesys Cloud's and is none.
pub(super) fn is_guessed(name: &str) -> bool {
    let documentation = name.starts_with("developer.") || name.starts_with("help.");
    let ends = |ending: &&str| {
        name.strip_suffix(*ending)
            .is_some_and(|head| head.is_empty() || head.ends_with('.'))
    };
    !documentation
        && (GUESSED.iter().any(ends) || name.ends_with("pure.cloud") && host(name).is_none())
}

/// The URLs in a line: host in small letters, and path with what follows it.
pub(super) fn urls(line: &str) -> impl Iterator<Item = (alloc::string::String, &str)> {
    line.match_indices("://").filter_map(|(at, sign)| {
        let before = line.get(..at)?;
        if !before.ends_with("http") && !before.ends_with("https") {
            return None;
        }
        let rest = line.get(at + sign.len()..)?;
        let ends = |c: char| {
            c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>' | '\\' | ',' | ')' | ']')
        };
        let whole = rest.split(ends).next().unwrap_or_default();
        let split = whole.find(['/', '?', '#']).unwrap_or(whole.len());
        let authority = whole.get(..split)?;
        let host = authority.rsplit('@').next()?.split(':').next()?;
        let path = whole.get(split..)?.trim_end_matches(['.', ';', ':', '}']);
        Some((host.to_ascii_lowercase(), path))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn hosts_are_taken_apart_by_the_longest_domain() {
        for (name, prefix, domain) in [
            ("login.mypurecloud.com.au", "login", "mypurecloud.com.au"),
            ("api.mypurecloud.com", "api", "mypurecloud.com"),
            ("mypurecloud.ie", "", "mypurecloud.ie"),
            ("apps.usw2.pure.cloud", "apps", "usw2.pure.cloud"),
            (
                "login.use2.us-gov-pure.cloud",
                "login",
                "use2.us-gov-pure.cloud",
            ),
            ("api.edee1.eusc-pure.cloud", "api", "edee1.eusc-pure.cloud"),
        ] {
            assert_eq!(host(name), Some(Host { prefix, domain }), "{name}");
            assert!(!is_guessed(name), "{name}");
        }
        for name in [
            "api.us.genesys.cloud",
            "genesyscloud.com",
            "login.pure.cloud",
        ] {
            assert!(host(name).is_none() && is_guessed(name), "{name}");
        }
        assert!(!is_guessed("developer.genesys.cloud") && !is_guessed("example.com"));
        assert_eq!(host("notmypurecloud.com"), None);
    }

    #[test]
    fn urls_are_found_in_a_line() {
        let line = "see 'https://API.mypurecloud.ie/v2/x?y=1', and http://u:p@a.example:80.";
        let found: Vec<_> = urls(line).collect();
        assert_eq!(
            found,
            [
                ("api.mypurecloud.ie".into(), "/v2/x?y=1"),
                ("a.example".into(), "")
            ]
        );
    }
}
