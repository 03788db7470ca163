//! Genesys Cloud known by heart: regions, scopes, errors, limits, grants, SAML values.
//!
//! The facts are data, files of JSON in `data/genesys`, that whoever uses the core reads into
//! [`Tables`] and gives to it in its [`crate::Context`]. Every row carries its facts, each with a
//! [`Mark`] (how sure it is) and a public source. Nothing here is needed by the first paste of a token:
//! a page names this module only where it is loaded later.
//!
//! - [`Tables::read`] reads the files of [`FILES`].
//! - [`place_of`] finds the region that a text names in any form.
//! - [`Word::of`] says whether a word is a permission, a scope or neither.
//! - [`search`] finds cards; [`Tables::card`] opens one by its id.

mod card;
mod cards;
mod fields;
mod mark;
mod near;
mod permission;
mod place;
mod read;
mod region;
mod scope;
mod search;
mod tables;
mod word;

pub use card::{Card, CardKind, Row};
pub use mark::{Fact, Mark};
pub use permission::{Word, WordKind};
pub use place::place_of;
pub use region::{Form, Place, Region, Stranger};
pub use scope::{Mistake, Scope};
pub use search::search;
pub use tables::{TableFault, Tables};

/// The files of `data/genesys`, in the order to read them.
pub const FILES: [&str; 14] = [
    "regions.json",
    "scopes.json",
    "permissions.json",
    "token-errors.json",
    "api-errors.json",
    "grants.json",
    "calls.json",
    "tokens.json",
    "limits.json",
    "access.json",
    "sso.json",
    "look-alikes.json",
    "sdks.json",
    "claims.json",
];
