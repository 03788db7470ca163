//! Who may call. It is judged by the request itself, not left to a browser's preflight: a form on a foreign page
//! sends a POST without one.

use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method};

use super::{Code, Forwarding};
use crate::hosts::is_of_this_machine;

/// The header that a page has to set. It makes every call one that a browser asks about first.
pub const CUSTOM: HeaderName = HeaderName::from_static("claimlens-request");
/// Its value.
pub const CUSTOM_VALUE: &str = "1";

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");
const FETCH_USER: HeaderName = HeaderName::from_static("sec-fetch-user");

/// What a request's origin comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker<'h> {
    /// A page of an allowed origin, which may read the answer.
    Page(&'h HeaderValue),
    /// There is no `Origin`: a page of this server that reads, or no browser.
    Unnamed,
    /// A page of another origin.
    Foreign,
    /// Two origins, or what none can be.
    Unreadable,
}

impl<'h> Asker<'h> {
    /// Reads the origin and holds it against those allowed, byte by byte.
    #[must_use]
    pub fn of(headers: &'h HeaderMap, settings: &Forwarding) -> Self {
        let mut origins = headers.get_all(ORIGIN).iter();
        let Some(origin) = origins.next() else {
            return Self::Unnamed;
        };
        let bytes = origin.as_bytes();
        let readable = bytes.len() <= LONGEST
            && bytes
                .iter()
                .all(|byte| (b'!'..=b'~').contains(byte) && *byte != b',');
        if origins.next().is_some() || !readable {
            return Self::Unreadable;
        }
        let is_own = || {
            // By a name that was given with --host there may be a proxy in between, which ended TLS: then
            // `http` is the origin of whoever can answer in its place.
            let host = headers.get(HOST).and_then(|host| host.to_str().ok());
            let host = host
                .filter(|host| is_of_this_machine(host))
                .map(str::as_bytes);
            settings.own_origin && host.is_some() && bytes.strip_prefix(b"http://") == host
        };
        let listed = settings
            .origins
            .iter()
            .any(|known| known.as_bytes() == bytes);
        if listed || is_own() {
            Self::Page(origin)
        } else {
            Self::Foreign
        }
    }

    /// The origin that may read the answer.
    #[must_use]
    pub const fn page(self) -> Option<&'h HeaderValue> {
        match self {
            Self::Page(origin) => Some(origin),
            Self::Unnamed | Self::Foreign | Self::Unreadable => None,
        }
    }

    /// Lets a request in, or not.
    ///
    /// # Errors
    /// The [`Code`] of the refusal.
    pub fn admit(
        self,
        method: &Method,
        headers: &HeaderMap,
        settings: &Forwarding,
    ) -> Result<(), Code> {
        // A navigation, an image or a form is no call of a page's script.
        let by_script = only(headers, &FETCH_MODE, &["cors", "same-origin"]);
        let custom = is_custom(headers);
        let allowed = match self {
            Self::Unreadable => return Err(Code::OriginUnreadable),
            Self::Foreign => false,
            // A preflight asks whether the header may be set.
            Self::Page(_) => by_script && (custom || method == Method::OPTIONS),
            Self::Unnamed => {
                let from_here = only(headers, &FETCH_SITE, &["same-origin", "none"]);
                let no_browser = || {
                    let fetch = [FETCH_SITE, FETCH_MODE, FETCH_DEST, FETCH_USER];
                    !fetch.iter().any(|name| headers.contains_key(name))
                };
                by_script && from_here && (custom || (settings.gateway && no_browser()))
            }
        };
        if allowed { Ok(()) } else { Err(Code::Origin) }
    }
}

/// Whether a header says nothing but one of these words. A browser sends it once; a second one has no say.
fn only(headers: &HeaderMap, name: &HeaderName, words: &[&str]) -> bool {
    let values = headers.get_all(name);
    values
        .iter()
        .all(|value| words.iter().any(|word| value == word))
}

/// No origin is longer: a scheme, a name of the DNS, a port.
const LONGEST: usize = 300;

/// Whether the header is there, once, with its value.
fn is_custom(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(CUSTOM).iter();
    values.next().is_some_and(|value| value == CUSTOM_VALUE) && values.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Forwarding {
        Forwarding {
            origins: vec!["https://app.example".into()],
            ..Forwarding::default()
        }
    }

    fn admit(settings: &Forwarding, method: &Method, lines: &[(&str, &str)]) -> Result<(), Code> {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("127.0.0.1:8080"));
        for (name, value) in lines {
            let name: HeaderName = name.parse().expect("a name");
            headers.append(
                name,
                HeaderValue::from_bytes(value.as_bytes()).expect("a value"),
            );
        }
        Asker::of(&headers, settings).admit(method, &headers, settings)
    }

    const MINE: (&str, &str) = ("claimlens-request", "1");

    #[test]
    fn an_origin_is_allowed_to_the_byte() {
        let check = |origin: &str| admit(&settings(), &Method::POST, &[MINE, ("origin", origin)]);
        assert_eq!(check("https://app.example"), Ok(()));
        assert_eq!(check("http://127.0.0.1:8080"), Ok(()));
        for foreign in [
            "null",
            "https://app.example.evil.com",
            "https://evilapp.example",
            "https://app.example:8443",
            "https://app.example:443",
            "http://app.example",
            "https://APP.example",
            "https://app.example/",
            "https://app.example.",
            "app.example",
            "https://127.0.0.1:8080",
            "http://127.0.0.1",
            "http://localhost:8080",
            "*",
        ] {
            assert_eq!(check(foreign), Err(Code::Origin), "{foreign}");
        }
        let long = format!("https://{}", "a".repeat(8000));
        for unreadable in [
            "",
            "https://app.example, https://evil.example",
            "https://app.example https://evil.example",
            "https://app.example\t",
            "https://\u{e4}pp.example",
            &long,
        ] {
            let refused = check(unreadable);
            assert!(
                matches!(refused, Err(Code::OriginUnreadable | Code::Origin)),
                "{unreadable}"
            );
        }
        let two = [
            MINE,
            ("origin", "https://app.example"),
            ("origin", "https://app.example"),
        ];
        assert_eq!(
            admit(&settings(), &Method::POST, &two),
            Err(Code::OriginUnreadable)
        );
    }

    #[test]
    fn null_is_allowed_where_it_is_listed() {
        let mut settings = settings();
        settings.origins.push("null".into());
        assert_eq!(
            admit(&settings, &Method::POST, &[MINE, ("origin", "null")]),
            Ok(())
        );
    }

    #[test]
    fn without_own_origin_only_those_listed() {
        let settings = Forwarding {
            own_origin: false,
            ..settings()
        };
        let own = [MINE, ("origin", "http://127.0.0.1:8080")];
        assert_eq!(admit(&settings, &Method::POST, &own), Err(Code::Origin));
    }

    /// Behind a proxy that ends TLS, `http` and the same name is whoever answers there in plain text.
    #[test]
    fn a_name_that_was_given_makes_no_own_origin() {
        let check = |host: &'static str, origin: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static(host));
            headers.insert(ORIGIN, HeaderValue::from_static(origin));
            matches!(Asker::of(&headers, &settings()), Asker::Page(_))
        };
        assert!(check("localhost:8080", "http://localhost:8080"));
        assert!(check("[::1]:8080", "http://[::1]:8080"));
        assert!(check("app.example", "https://app.example"));
        assert!(!check("app.example", "http://app.example"));
        assert!(!check("lens.test:8080", "http://lens.test:8080"));
    }

    #[test]
    fn the_custom_header_is_needed_but_for_a_preflight() {
        let origin = ("origin", "https://app.example");
        let check = |method, lines: &[_]| admit(&settings(), method, lines);
        assert_eq!(check(&Method::POST, &[origin]), Err(Code::Origin));
        assert_eq!(check(&Method::GET, &[origin]), Err(Code::Origin));
        assert_eq!(
            check(&Method::POST, &[origin, ("claimlens-request", "0")]),
            Err(Code::Origin)
        );
        assert_eq!(
            check(&Method::POST, &[origin, MINE, MINE]),
            Err(Code::Origin)
        );
        assert_eq!(check(&Method::OPTIONS, &[origin]), Ok(()));
        assert_eq!(
            check(&Method::OPTIONS, &[("origin", "https://x.example")]),
            Err(Code::Origin)
        );
        assert_eq!(check(&Method::OPTIONS, &[]), Err(Code::Origin));
    }

    #[test]
    fn what_a_browser_says_of_a_request_counts() {
        let origin = ("origin", "https://app.example");
        let check = |lines: &[_]| admit(&settings(), &Method::POST, lines);
        let site = |value| ("sec-fetch-site", value);
        let mode = |value| ("sec-fetch-mode", value);
        assert_eq!(check(&[MINE]), Ok(()));
        assert_eq!(check(&[MINE, site("same-origin"), mode("cors")]), Ok(()));
        assert_eq!(check(&[MINE, site("none")]), Ok(()));
        assert_eq!(
            check(&[MINE, origin, site("cross-site"), mode("cors")]),
            Ok(())
        );
        for refused in [
            &[MINE, site("cross-site")][..],
            &[MINE, site("same-site")],
            &[MINE, site("")],
            &[MINE, mode("navigate")],
            &[MINE, origin, site("cross-site"), mode("navigate")],
            &[MINE, origin, site("cross-site"), mode("no-cors")],
            &[MINE, origin, mode("websocket")],
        ] {
            assert_eq!(check(refused), Err(Code::Origin), "{refused:?}");
        }
    }

    #[test]
    fn a_gateway_takes_what_is_no_browser() {
        let settings = Forwarding {
            gateway: true,
            ..settings()
        };
        let check = |lines: &[_]| admit(&settings, &Method::GET, lines);
        assert_eq!(check(&[]), Ok(()));
        for browser in [
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "none"),
            ("sec-fetch-mode", "cors"),
            ("sec-fetch-dest", "empty"),
            ("sec-fetch-user", "?1"),
            ("origin", "https://app.example"),
            ("origin", "https://evil.example"),
        ] {
            assert_eq!(check(&[browser]), Err(Code::Origin), "{browser:?}");
        }
    }
}
