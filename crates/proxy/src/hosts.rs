//! The names this server answers to.
//!
//! A page of a foreign site can have its own name resolve to 127.0.0.1 and then read what a local
//! server says, as "same origin" (DNS rebinding). The one thing it cannot do is send another
//! `Host`, so a name that is not expected is refused.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The accepted names: lower case, without port, IPv6 addresses in brackets and in their short
/// form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosts(Arc<[String]>);

/// Why a request's name is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is no `Host`, more than one, or one that cannot be read (RFC 9112, section 3.2).
    Unreadable,
    /// It is a name this server does not go by (RFC 9110, section 15.5.20).
    Foreign,
}

impl Hosts {
    /// The names for a server at `address`: those of the command line, already normalised by
    /// [`name`], and on a loopback address the usual names of this machine.
    #[must_use]
    pub fn new(address: SocketAddr, named: Vec<String>) -> Self {
        Self::of_all(&[address], named)
    }

    /// The same for a server at several addresses.
    #[must_use]
    pub fn of_all(addresses: &[SocketAddr], named: Vec<String>) -> Self {
        let mut names = named;
        let local = |address: &&SocketAddr| address.ip().is_loopback();
        if addresses.iter().any(|address| local(&address)) {
            names.extend(["localhost", "127.0.0.1", "[::1]"].map(str::to_owned));
        }
        for address in addresses.iter().filter(local) {
            names.extend(name(&address.ip().to_string()));
        }
        Self(names.into())
    }

    /// The first of the names, for the line that says where the page is.
    #[must_use]
    pub fn first(&self) -> Option<&str> {
        self.0.first().map(String::as_str)
    }

    /// Whether a request's target and headers name this server.
    ///
    /// # Errors
    /// The [`Refusal`], when they do not.
    pub fn check(&self, target: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        let mut values = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (values.next(), values.next()) else {
            return Err(Refusal::Unreadable);
        };
        let host = host.to_str().map_err(|_| Refusal::Unreadable)?;
        self.check_one(host)?;
        // `GET http://other.example/ HTTP/1.1`: by RFC 9112, section 3.2.2, this is the name that
        // counts, so it has to be one of ours as well.
        target
            .authority()
            .map_or(Ok(()), |authority| self.check_one(authority.as_str()))
    }

    fn check_one(&self, text: &str) -> Result<(), Refusal> {
        let host = without_port(text)
            .and_then(name)
            .ok_or(Refusal::Unreadable)?;
        if self.0.contains(&host) {
            Ok(())
        } else {
            Err(Refusal::Foreign)
        }
    }
}

/// Normalises a bare host name or IP address; `None` for anything else (a scheme, a port, a path,
/// a wildcard, user information, letters outside ASCII).
#[must_use]
pub fn name(text: &str) -> Option<String> {
    let inner = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(address) = inner {
        return address
            .parse::<Ipv6Addr>()
            .ok()
            .map(|address| format!("[{address}]"));
    }
    if let Ok(IpAddr::V6(address)) = text.parse() {
        return Some(format!("[{address}]"));
    }
    let plain = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    // 253: the longest name the DNS can hold.
    let good = text.len() <= 253 && text.split('.').all(plain);
    good.then(|| text.to_ascii_lowercase())
}

/// The name in a `Host` value, whose port is not looked at: a forwarded port is another one.
fn without_port(text: &str) -> Option<&str> {
    let end = match text.find(']') {
        Some(bracket) => bracket + 1,
        None => text.find(':').unwrap_or(text.len()),
    };
    let (host, rest) = text.split_at_checked(end)?;
    let port = if rest.is_empty() {
        ""
    } else {
        rest.strip_prefix(':')?
    };
    let is_port = port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    is_port.then_some(host)
}

/// Whether a `Host` is one of the names by which a machine calls itself. Who asks for one of those is on this
/// machine, and there is no proxy in between that could have ended TLS.
#[must_use]
pub fn is_of_this_machine(host: &str) -> bool {
    let named = without_port(host).and_then(name);
    named.is_some_and(|name| {
        let address = name.trim_matches(['[', ']']).parse::<IpAddr>();
        name == "localhost" || address.is_ok_and(|address| address.is_loopback())
    })
}

/// The layer: lets a request pass that names this server, answers the others itself.
pub(crate) async fn only_known(
    State(hosts): State<Hosts>,
    request: Request,
    next: Next,
) -> Response {
    match hosts.check(request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(Refusal::Unreadable) => (
            StatusCode::BAD_REQUEST,
            "The request names no host, or more than one, or one that cannot be read.\n",
        )
            .into_response(),
        // The name is not repeated: what a stranger sent does not go into an answer.
        Err(Refusal::Foreign) => (
            StatusCode::MISDIRECTED_REQUEST,
            "This server does not go by the name it was called. Use the address it printed when \
             it started; further names are added with --host NAME.\n",
        )
            .into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(hosts: &Hosts, target: &str, values: &[&str]) -> Result<(), Refusal> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::HOST, value.parse().expect("a header value"));
        }
        hosts.check(&target.parse().expect("a target"), &headers)
    }

    #[test]
    fn on_loopback_the_names_of_this_machine() {
        let hosts = Hosts::new(
            ([127, 0, 0, 1], 8080).into(),
            vec![name("Lens.Test").unwrap()],
        );
        for good in [
            "localhost",
            "localhost:8080",
            "LOCALHOST:1",
            "127.0.0.1:8080",
            "127.0.0.1",
            "[::1]:8080",
            "[::1]",
            "[0:0:0:0:0:0:0:1]:80",
            "lens.test:8080",
            "localhost:",
        ] {
            assert_eq!(check(&hosts, "/", &[good]), Ok(()), "{good}");
        }
        for foreign in [
            "evil.example",
            "127.0.0.1.nip.io",
            "localhost.evil.example",
            "evil-localhost",
            "0",
            "2130706433",
            "127.1",
            "[::ffff:127.0.0.1]",
            "[::]",
            "169.254.169.254",
            "test",
        ] {
            assert_eq!(
                check(&hosts, "/", &[foreign]),
                Err(Refusal::Foreign),
                "{foreign}"
            );
        }
        for unreadable in [
            "",
            ":8080",
            "user@localhost",
            "localhost@evil.example",
            "localhost:8080:80",
            "localhost:http",
            "localhost:123456",
            "local host",
            "localhost/",
            "localhost.",
            "[::1",
            "[::1]8080",
            "::1]",
            "localhost,evil.example",
            "*",
            "http://localhost",
            "localhost#",
            "localhost\\",
        ] {
            assert_eq!(
                check(&hosts, "/", &[unreadable]),
                Err(Refusal::Unreadable),
                "{unreadable}"
            );
        }
    }

    #[test]
    fn exactly_one_host_and_the_target_too() {
        let hosts = Hosts::new(([127, 0, 0, 1], 8080).into(), Vec::new());
        let ours = "localhost:8080";
        assert_eq!(check(&hosts, "/", &[]), Err(Refusal::Unreadable));
        assert_eq!(check(&hosts, "/", &[ours, ours]), Err(Refusal::Unreadable));
        assert_eq!(check(&hosts, "http://127.0.0.1:8080/", &[ours]), Ok(()));
        assert_eq!(
            check(&hosts, "http://evil.example/", &[ours]),
            Err(Refusal::Foreign)
        );
        assert_eq!(
            check(&hosts, "http://a@localhost/", &[ours]),
            Err(Refusal::Unreadable)
        );
    }

    #[test]
    fn a_remote_address_goes_by_the_given_names_only() {
        let named = vec![
            name("claimlens.example").unwrap(),
            name("2001:DB8::7").unwrap(),
        ];
        let hosts = Hosts::new(([0, 0, 0, 0], 80).into(), named);
        assert_eq!(hosts.first(), Some("claimlens.example"));
        assert_eq!(check(&hosts, "/", &["claimlens.example"]), Ok(()));
        assert_eq!(check(&hosts, "/", &["[2001:db8::7]:80"]), Ok(()));
        assert_eq!(check(&hosts, "/", &["localhost"]), Err(Refusal::Foreign));
        assert_eq!(check(&hosts, "/", &["0.0.0.0"]), Err(Refusal::Foreign));
    }

    #[test]
    fn names_of_this_machine() {
        for good in [
            "localhost",
            "LOCALHOST:8080",
            "127.0.0.1:1",
            "127.0.0.2",
            "[::1]:8080",
        ] {
            assert!(is_of_this_machine(good), "{good}");
        }
        for bad in [
            "lens.example",
            "localhost.example",
            "127.0.0.1.nip.io",
            "[::2]",
            "0.0.0.0",
            "",
            "::1",
        ] {
            assert!(!is_of_this_machine(bad), "{bad}");
        }
    }

    #[test]
    fn another_loopback_address_goes_by_itself_too() {
        let hosts = Hosts::new(([127, 0, 0, 2], 80).into(), Vec::new());
        assert_eq!(check(&hosts, "/", &["127.0.0.2:80"]), Ok(()));
        assert_eq!(check(&hosts, "/", &["127.0.0.3:80"]), Err(Refusal::Foreign));
    }
}
