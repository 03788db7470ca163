//! Origins: those whose pages may make calls, and those a page may talk to. They are compared byte by byte
//! with what a browser sends, so what no browser would ever send is refused here, where somebody can mend it.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::words::Words;

const EXPECTED: &str = "an origin exactly as browsers send it, such as https://app.example or \
    http://127.0.0.1:8081: http or https, a name in lower case, a port only where it is not the \
    scheme's own, no path, no slash at the end, no * and no pattern. Name each origin by itself; \
    `null` stands for pages from files";

const EXPECTED_PLACE: &str = "an origin exactly as browsers write it, such as \
    https://claimlens-proxy.example:8443: http or https, a name in lower case, a port only where it is not the \
    scheme's own, no path, no slash at the end, no *";

/// Reads the origins whose pages may make calls; a second mention of one adds nothing.
pub(super) fn callers(words: &mut Words, said: &[String]) -> Vec<String> {
    let good = |text: &str| text == "null" || is_origin(text);
    all(words, "origin", said, good, EXPECTED)
}

/// Reads the origins that the page may talk to.
pub(super) fn places(words: &mut Words, said: &[String]) -> Vec<String> {
    all(words, "connect", said, is_origin, EXPECTED_PLACE)
}

fn all(
    words: &mut Words,
    key: &'static str,
    said: &[String],
    good: impl Fn(&str) -> bool,
    expected: &'static str,
) -> Vec<String> {
    let mut origins: Vec<String> = Vec::new();
    for text in said {
        let text = text.trim();
        if !good(text) {
            words.wrong(key, text, expected);
        } else if !origins.iter().any(|known| known == text) {
            origins.push(text.to_owned());
        }
    }
    origins
}

/// Whether a browser could send it (RFC 6454, section 6.2, for the two schemes pages are served by).
pub(crate) fn is_origin(text: &str) -> bool {
    let (usual_port, rest) = if let Some(rest) = text.strip_prefix("https://") {
        ("443", rest)
    } else if let Some(rest) = text.strip_prefix("http://") {
        ("80", rest)
    } else {
        return false;
    };
    // The last colon outside of brackets.
    let colon = rest.rfind(':').filter(|at| !rest[*at..].contains(']'));
    let (host, port) = match colon {
        Some(at) => (&rest[..at], Some(&rest[at + 1..])),
        None => (rest, None),
    };
    is_host(host) && port.is_none_or(|port| port != usual_port && is_port(port))
}

/// Digits as a browser writes them: no zeros before them.
fn is_port(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    plain && text.parse::<u16>().is_ok()
}

/// A name in lower case, or an address in the form browsers give it.
fn is_host(text: &str) -> bool {
    if let Some(inner) = text.strip_prefix('[') {
        let Some(inner) = inner.strip_suffix(']') else {
            return false;
        };
        let address = inner.parse::<Ipv6Addr>();
        return address.is_ok_and(|address| address.to_string() == inner);
    }
    let good = |label: &str| {
        let plain = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
        !label.is_empty() && label.bytes().all(plain)
    };
    if text.len() > 253 || !text.split('.').all(good) {
        return false;
    }
    // A name whose last label is a number is an address to browsers, or nothing at all.
    let last = text.rsplit('.').next().unwrap_or_default();
    let numeric = last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x");
    !numeric || text.parse::<Ipv4Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_origin;

    #[test]
    fn only_what_a_browser_sends() {
        for good in [
            "https://app.example",
            "http://localhost:8080",
            "http://127.0.0.1:8081",
            "https://[2001:db8::7]:8443",
            "https://xn--bcher-kva.example",
            "https://app.example:80",
        ] {
            assert!(is_origin(good), "{good}");
        }
        for bad in [
            "",
            "*",
            "https://*",
            "https://*.example",
            "https://.example",
            ".*",
            "^https://app\\.example$",
            "https://app.example/",
            "https://app.example/path",
            "https://app.example?x",
            "https://app.example#x",
            "https://app.example:443",
            "http://app.example:80",
            "https://app.example:",
            "https://app.example:0",
            "https://app.example:08443",
            "https://app.example:99999",
            "https://APP.example",
            "HTTPS://app.example",
            "https://app.example.",
            "https://user@app.example",
            "https://bücher.example",
            "https://app.example https://evil.example",
            "app.example",
            "//app.example",
            "file://",
            "data:",
            "ftp://app.example",
            "https://",
            "https://[::1",
            "https://[0:0::1]",
            "https://127.1",
            "https://0x7f000001",
            "https://2130706433",
            "null",
            "https://a.example;script-src *",
            "https://a.example:+1",
            "https://../x",
        ] {
            assert!(!is_origin(bad), "{bad}");
        }
    }
}
