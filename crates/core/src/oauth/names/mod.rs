//! What the members of responses, errors and documents mean.

mod challenge;
mod error;
mod jwk;
mod metadata;
mod token_response;

pub(crate) use challenge::CHALLENGE;
pub(crate) use error::ERROR;
pub(crate) use jwk::JWK;
pub(crate) use metadata::{DISCOVERY, INTROSPECTION};
pub(crate) use token_response::TOKEN_RESPONSE;

use crate::kinds::body::Name;

/// A row of these tables.
const fn n(
    name: &'static str,
    title: &'static str,
    text: &'static str,
    source: &'static str,
) -> Name {
    Name {
        name,
        title,
        text,
        source,
    }
}
