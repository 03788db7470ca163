//! The companion's origin, exactly as a browser writes it.

use alloc::format;
use alloc::string::{String, ToString as _};
use core::net::{Ipv4Addr, Ipv6Addr};

/// Hosts that are this machine: nobody on the way can read or change what goes there.
const HERE: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Why a text is not the origin of a companion: what was found, in a phrase.
pub(super) fn fault(text: &str) -> Option<String> {
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme @ ("https" | "http"), rest)) => (scheme, rest),
        Some((scheme, _)) => return Some(format!("the scheme {}", crate::claims::brief(scheme))),
        None => return Some("no scheme".to_string()),
    };
    if let Some(c) = rest
        .chars()
        .find(|c| matches!(c, '/' | '?' | '#' | '@' | '\\' | '*'))
    {
        return Some(match c {
            '/' if rest.ends_with('/') && rest.matches('/').count() == 1 => {
                "a slash at the end".to_string()
            }
            '/' | '\\' => "a path".to_string(),
            '@' => "a user name".to_string(),
            '*' => "a pattern".to_string(),
            _ => format!("a {c}"),
        });
    }
    let (host, port) = match rest
        .rfind(':')
        .filter(|at| !rest.get(*at..).unwrap_or_default().contains(']'))
    {
        Some(at) => (
            rest.get(..at).unwrap_or_default(),
            Some(rest.get(at.saturating_add(1)..).unwrap_or_default()),
        ),
        None => (rest, None),
    };
    if !is_host(host) {
        return Some(format!("the host {}", crate::claims::brief(host)));
    }
    if let Some(port) = port {
        let usual = if scheme == "https" { "443" } else { "80" };
        if port == usual {
            return Some(format!("the port {port}, which browsers leave off"));
        }
        let is_port = !port.starts_with('0')
            && port.bytes().all(|byte| byte.is_ascii_digit())
            && port.parse::<u16>().is_ok();
        if !is_port {
            return Some(format!("the port {}", crate::claims::brief(port)));
        }
    }
    (scheme == "http" && !HERE.contains(&host)).then(|| "http to another machine".to_string())
}

/// Whether it is a name in small letters, an IPv4 address, or an IPv6 address in brackets.
fn is_host(host: &str) -> bool {
    if let Some(inner) = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        return inner
            .parse::<Ipv6Addr>()
            .is_ok_and(|address| address.to_string() == inner);
    }
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    // A name whose last part is a number is read as an IPv4 address, in whatever form.
    let ends_in_number = host.rsplit('.').next().is_some_and(|last| {
        last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x")
    });
    host.len() <= 253
        && host.split('.').all(is_label)
        && (!ends_in_number || host.parse::<Ipv4Addr>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_taken_and_everything_else_is_not() {
        for good in [
            "https://claimlens-proxy.example",
            "https://claimlens-proxy.example:8443",
            "https://10.0.0.5:8443",
            "https://[2001:db8::1]",
            "https://xn--mller-kva.example",
            "https://intranet",
            "http://localhost:8081",
            "http://127.0.0.1:8081",
            "http://[::1]:8081",
            "http://localhost",
        ] {
            assert_eq!(fault(good), None, "{good}");
        }
        for (bad, why) in [
            ("", "no scheme"),
            ("claimlens.example", "no scheme"),
            ("//claimlens.example", "no scheme"),
            ("HTTPS://claimlens.example", "scheme"),
            ("javascript://x", "the scheme javascript"),
            ("ws://x", "the scheme ws"),
            ("https://", "the host"),
            ("https://claimlens.example/", "a slash at the end"),
            ("https://claimlens.example/api", "a path"),
            ("https://claimlens.example//", "a path"),
            ("https://claimlens.example?x", "a ?"),
            ("https://claimlens.example#x", "a #"),
            ("https://kim:pw@claimlens.example", "a user name"),
            ("https://*.example", "a pattern"),
            ("https://Claimlens.example", "the host"),
            ("https://müller.example", "the host"),
            ("https://a..example", "the host"),
            ("https://-a.example", "the host"),
            ("https://a.example:443", "leave off"),
            ("http://localhost:80", "leave off"),
            ("https://a.example:0", "the port 0"),
            ("https://a.example:65536", "the port"),
            ("https://a.example:", "the port"),
            ("https://a.example:80x", "the port"),
            ("https://1.2.3", "the host"),
            ("https://0x7f.1", "the host"),
            ("https://[2001:DB8::1]", "the host"),
            ("http://claimlens.example", "http to another machine"),
            ("http://127.0.0.2", "http to another machine"),
            ("http://localhost.example", "http to another machine"),
            (" https://a.example", "scheme"),
            ("https://a.example\u{202e}", "the host"),
        ] {
            let found = fault(bad).unwrap_or_default();
            assert!(found.contains(why), "{bad}: {found}");
        }
    }
}
