//! Programs that request a token and ask what it is: for a region, a grant and a language.
//!
//! Each takes id and secret from the environment, keeps its token until shortly before it expires,
//! waits as long as `Retry-After` says, and then calls `GET /api/v2/tokens/me`. The texts are files
//! below `data/snippets`; a test runs them against a stand-in for Genesys Cloud, exactly as they are
//! shown: the test leads them there by `GENESYS_CLOUD_GATEWAY`, which they read anyway.
//!
//! ```
//! use claimlens_core::grants::Grant;
//! use claimlens_core::snippets::{Kind, snippet};
//!
//! let curl = snippet(Kind::Curl, Grant::ClientCredentials, "mypurecloud.ie").unwrap();
//! assert!(curl.text.contains("mypurecloud.ie"));
//! ```

mod kind;
mod make;
mod needs;
mod notes;
mod region;
#[cfg(test)]
mod tests;
mod texts;

pub use kind::Kind;
pub use make::{Snippet, Unavailable, offered, snippet};
