//! A stand-in for Genesys Cloud, for tests: it answers as the service is documented or was observed to.
//!
//! It is no part of what is served to browsers, and is built with the feature `standin` only. It offers
//! the two prefixes of a gateway, which SDKs can be led to:
//!
//! - `/{region}/login/oauth/token` and `/{region}/login/oauth/authorize`
//! - `/{region}/api/v2/…`
//!
//! What it can do wrong on purpose stands in [`Settings`]; what it was asked, in [`Seen`]. A further call
//! is a function in `api` and a line in [`router`].

mod answers;
mod api;
mod authorize;
mod form;
mod settings;
mod state;
mod token;

use axum::Router;
use axum::routing::{any, get, post};

pub use settings::{Client, Settings};
pub use state::{Seen, Standin};

/// The stand-in as a router. It can be cloned and looked into through the [`Standin`] it is made from.
pub fn router(standin: Standin) -> Router {
    Router::new()
        .route("/{region}/login/oauth/token", post(token::token))
        .route("/{region}/login/oauth/authorize", get(authorize::authorize))
        .route(
            "/{region}/api/v2/tokens/me",
            get(api::tokens_me).delete(api::revoke),
        )
        .route("/{region}/api/v2/users/me", get(api::users_me))
        .route(
            "/{region}/api/v2/organizations/me",
            get(api::organizations_me),
        )
        .route("/{region}/api/v2/{*rest}", any(api::not_found))
        .fallback(any(answers::no_such_host))
        .with_state(standin)
}
