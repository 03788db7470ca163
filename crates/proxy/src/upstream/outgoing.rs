//! What is sent to an upstream: this template, and nothing besides.

use std::fmt;

use claimlens_core::calls::{Host, Method};

/// How the proxy names itself.
pub const USER_AGENT: &str = concat!("claimlens-proxy/", env!("CARGO_PKG_VERSION"));

/// A request. Nothing of it is a client's own bytes but what was judged: the row's path with its ids, a query of
/// known words, a credential of a known alphabet, and a body that was put together here.
pub struct Outgoing<'a> {
    /// The method of the row.
    pub method: Method,
    /// Which of the region's hosts.
    pub host: Host,
    /// Path and query.
    pub target: &'a str,
    /// `Authorization`: the scheme with its space, and the credential.
    pub authorization: Option<(&'static str, &'a [u8])>,
    /// The type of the body, and the body.
    pub body: Option<(&'static str, &'a [u8])>,
}

impl Outgoing<'_> {
    /// The bytes that are sent to a host of this name.
    #[must_use]
    pub fn bytes(&self, host: &str) -> Vec<u8> {
        let length = self.body.map_or(0, |(_, body)| body.len());
        let credential = self
            .authorization
            .map_or(0, |(_, credential)| credential.len());
        let mut bytes =
            Vec::with_capacity(256 + self.target.len() + host.len() + credential + length);
        let mut write = |parts: &[&[u8]]| {
            for part in parts {
                bytes.extend_from_slice(part);
            }
        };
        write(&[
            self.method.name().as_bytes(),
            b" ",
            self.target.as_bytes(),
            b" HTTP/1.1\r\nHost: ",
            host.as_bytes(),
        ]);
        if let Some((scheme, credential)) = self.authorization {
            write(&[b"\r\nAuthorization: ", scheme.as_bytes(), credential]);
        }
        if let Some((content_type, _)) = self.body {
            write(&[b"\r\nContent-Type: ", content_type.as_bytes()]);
        }
        write(&[
            b"\r\nAccept: application/json\r\nUser-Agent: ",
            USER_AGENT.as_bytes(),
        ]);
        if let Some((_, body)) = self.body {
            let length = body.len().to_string();
            write(&[b"\r\nContent-Length: ", length.as_bytes()]);
        }
        write(&[b"\r\n\r\n", self.body.map_or(b"", |(_, body)| body)]);
        bytes
    }
}

/// Without the credential and the body.
impl fmt::Debug for Outgoing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("method", &self.method)
            .field("host", &self.host)
            .finish_non_exhaustive()
    }
}

/// Overwrites what may hold a credential, before its memory is given back.
pub(super) fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    // Otherwise nobody would read the zeros, and the compiler could leave them out.
    std::hint::black_box(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_of_a_token_call() {
        let body = b"grant_type=client_credentials";
        let sent = Outgoing {
            method: Method::Post,
            host: Host::Login,
            target: "/oauth/token",
            authorization: Some(("Basic ", b"aWQ6c2VjcmV0")),
            body: Some(("application/x-www-form-urlencoded", body)),
        };
        let expected = format!(
            "POST /oauth/token HTTP/1.1\r\n\
             Host: login.mypurecloud.ie\r\n\
             Authorization: Basic aWQ6c2VjcmV0\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\
             Accept: application/json\r\n\
             User-Agent: {USER_AGENT}\r\n\
             Content-Length: 29\r\n\
             \r\n\
             grant_type=client_credentials"
        );
        let bytes = sent.bytes("login.mypurecloud.ie");
        assert_eq!(String::from_utf8_lossy(&bytes), expected);
        assert!(bytes.capacity() <= 512);
    }

    #[test]
    fn the_template_of_a_call_of_the_api() {
        let sent = Outgoing {
            method: Method::Delete,
            host: Host::Api,
            target: "/api/v2/tokens/me?preserveIdleTTL=true",
            authorization: Some(("Bearer ", b"abc")),
            body: None,
        };
        let expected = format!(
            "DELETE /api/v2/tokens/me?preserveIdleTTL=true HTTP/1.1\r\n\
             Host: api.mypurecloud.de\r\n\
             Authorization: Bearer abc\r\n\
             Accept: application/json\r\n\
             User-Agent: {USER_AGENT}\r\n\
             \r\n"
        );
        let bytes = sent.bytes("api.mypurecloud.de");
        assert_eq!(String::from_utf8_lossy(&bytes), expected);
    }
}
