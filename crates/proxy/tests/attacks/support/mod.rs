//! What the attacks are made with: a raw client, upstreams that count and misbehave, certificates.

pub(crate) mod client;
pub(crate) mod lab;
pub(crate) mod pki;
pub(crate) mod process;
pub(crate) mod upstream;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

// Canaries: they are in every request of these tests, and looked for in every answer.
pub(crate) const ID: &str = "ca11ab1e-0000-4000-8000-00000000c0de";
pub(crate) const SECRET: &str = "canary-secret-Zq83hvN2xR7kPw5mLs9tYd4bGf6jH1";
pub(crate) const CODE: &str = "canary-code-5vXr2mQp8sLk3dNw";
pub(crate) const TOKEN: &str =
    "canary-token-pT4wYb7hJm2kXv9sQd6rLf3nZc8gWe1uAo5iKx0tMyBvHqNzRsDjPlEfGwCaUoI";

/// `Authorization` for the token route.
pub(crate) fn basic() -> String {
    format!("Basic {}", STANDARD.encode(format!("{ID}:{SECRET}")))
}
