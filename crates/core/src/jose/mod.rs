//! JOSE (RFC 7515 to 7519): base64url, JSON, the serialisations.

pub mod base64url;
pub(crate) mod build;
pub(crate) mod compact;
pub mod json;
pub(crate) mod jwk;
pub(crate) mod sd_jwt;
mod segment;
pub(crate) mod serialization;

pub use segment::{Encoded, Segment, Token};
