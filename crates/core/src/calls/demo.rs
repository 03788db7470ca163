//! The demo region: OAuth clients of a made-up organization, for trying things out.
//!
//! The companion answers for it by itself (`--demo`), no host is behind it. Nothing here is secret: the
//! page offers these clients by name, and the companion's stand-in is made from the same rows.

/// The region's key. [`super::domain`] does not know it, so it never leads to a host.
pub const REGION: &str = "demo";

/// An OAuth client that everybody may use.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Client {
    /// Its id, a UUID.
    pub id: &'static str,
    /// Its secret: 43 characters of base64url, as those of samples.
    pub secret: &'static str,
    /// Its name, as `tokens/me` tells it.
    pub name: &'static str,
    /// What `authorizedGrantType` says.
    pub grant_type: &'static str,
    /// What can be seen with it, in a sentence.
    pub shows: &'static str,
}

/// Everything works.
pub const SERVICE: Client = Client {
    id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c01",
    secret: "c2VydmljZS1zZWNyZXQtZm9yLXRlc3RzLW9ubHktMDE",
    name: "Demo: nightly report",
    grant_type: "CLIENT-CREDENTIALS",
    shows: "Everything works: it has two roles, one of them in one division only.",
};

/// For authorization codes, so client credentials are refused.
pub const CODE: Client = Client {
    id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c02",
    secret: "Y29kZS1jbGllbnQtc2VjcmV0LWZvci10ZXN0cy0wMDI",
    name: "Demo: web application",
    grant_type: "CODE",
    shows: "No token: its grant type is another one.",
};

/// A token, and no permission.
pub const BARE: Client = Client {
    id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c04",
    secret: "YmFyZS1jbGllbnQtc2VjcmV0LWZvci1kZW1vLTAwMDQ",
    name: "Demo: without roles",
    grant_type: "CLIENT-CREDENTIALS",
    shows: "A token, but no role: most calls answer 403 and name the permission.",
};

/// Switched off.
pub const DISABLED: Client = Client {
    id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c05",
    secret: "b2ZmLWNsaWVudC1zZWNyZXQtZm9yLWRlbW8tMDAwMDU",
    name: "Demo: disabled",
    grant_type: "CLIENT-CREDENTIALS",
    shows: "No token: the client is disabled.",
};

/// Too many calls of the API.
pub const THROTTLED: Client = Client {
    id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c06",
    secret: "bGltaXQtY2xpZW50LXNlY3JldC1mb3ItZGVtby0wMDA",
    name: "Demo: too many calls",
    grant_type: "CLIENT-CREDENTIALS",
    shows: "The first two calls with each token answer 429 and say how long to wait.",
};

/// Too many tokens.
pub const CROWDED: Client = Client {
    id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c07",
    secret: "dG9rZW4tY2xpZW50LXNlY3JldC1mb3ItZGVtby0wMDA",
    name: "Demo: too many tokens",
    grant_type: "CLIENT-CREDENTIALS",
    shows: "The token endpoint answers 400, rate limit exceeded, twice before each token.",
};

/// Tokens that end soon.
pub const BRIEF: Client = Client {
    id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c08",
    secret: "YnJpZWYtY2xpZW50LXNlY3JldC1mb3ItZGVtby0wMDA",
    name: "Demo: short life",
    grant_type: "CLIENT-CREDENTIALS",
    shows: "Tokens that last 45 seconds; a real client gives 300 at least.",
};

/// Called from an address that is not allowed.
pub const FENCED: Client = Client {
    id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c09",
    secret: "ZmVuY2UtY2xpZW50LXNlY3JldC1mb3ItZGVtby0wMDA",
    name: "Demo: wrong address",
    grant_type: "CLIENT-CREDENTIALS",
    shows: "A token, but each call answers 401: the address is not in the allowlist.",
};

/// All of them, in the order they are offered.
pub static CLIENTS: [Client; 8] = [
    SERVICE, BARE, CODE, DISABLED, THROTTLED, CROWDED, BRIEF, FENCED,
];

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use super::{CLIENTS, REGION};
    use crate::calls::domain;

    #[test]
    fn they_look_like_clients_and_their_region_leads_nowhere() {
        for client in CLIENTS {
            assert_eq!(client.id.len(), 36, "{}", client.name);
            assert_eq!(client.secret.len(), 43, "{}", client.name);
        }
        let ids: BTreeSet<_> = CLIENTS.iter().map(|client| client.id).collect();
        assert_eq!(ids.len(), CLIENTS.len());
        assert_eq!(domain(REGION), None);
    }
}
