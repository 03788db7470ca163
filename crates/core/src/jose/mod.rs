//! JOSE (RFC 7515 to 7519): base64url, JSON, the serialisations.

pub mod base64url;
pub mod json;
mod segment;

pub use segment::{Encoded, Segment, Token};
