//! A stand-in for Genesys Cloud: it answers as the service is documented or was observed to.
//!
//! The demo region is answered by it, and the tests are run against it. It serves two shapes of address:
//!
//! - as a gateway, which SDKs can be led to: `/{region}/login/oauth/…` and `/{region}/api/v2/…`
//! - as the hosts themselves: `/oauth/…` where `Host` is `login.<domain>`, `/api/v2/…` where it is
//!   `api.<domain>`
//!
//! Who it knows stands in [`Client`], what it can do wrong on purpose in [`Settings`], what it was asked in
//! [`Seen`]. Everybody knows its clients' secrets, so nothing it issues is worth anything; what it
//! remembers has an end. A further call is a row of the table in the core and a line in `api`.

mod answers;
mod api;
mod authorize;
mod bounded;
mod caller;
mod clients;
mod form;
mod lists;
mod place;
mod roles;
mod settings;
mod state;
mod subjects;
#[cfg(test)]
mod tests;
#[cfg(feature = "standin")]
pub mod tls;
mod token;

use axum::Router;
use axum::routing::{any, get, post};

pub use clients::Client;
pub use settings::{Settings, Trouble};
pub use state::{Seen, Standin};

/// The stand-in as a router. It can be looked into through the [`Standin`] it is made from.
pub fn router(standin: Standin) -> Router {
    Router::new()
        .route("/{region}/login/oauth/token", post(token::token))
        .route("/{region}/login/oauth/authorize", get(authorize::authorize))
        .route("/{region}/api/v2/{*rest}", any(api::api))
        .route("/oauth/token", post(token::token))
        .route("/oauth/authorize", get(authorize::authorize))
        .route("/api/v2/{*rest}", any(api::api))
        .fallback(any(answers::no_such_host))
        .with_state(standin)
}
