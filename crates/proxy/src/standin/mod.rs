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
    let login = Router::new()
        .route("/oauth/token", post(token::token))
        .route("/oauth/authorize", get(authorize::authorize));
    let api = Router::new()
        .route("/tokens/me", get(api::tokens_me).delete(api::revoke))
        .route("/users/me", get(api::users_me))
        .route("/organizations/me", get(api::organizations_me))
        .fallback(any(api::not_found));
    Router::new()
        .nest("/{region}/login", login)
        .nest("/{region}/api/v2", api)
        .fallback(any(answers::no_such_host))
        .with_state(standin)
}
