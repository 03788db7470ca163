//! Moments and spans of time in words, and values of claims read as moments (RFC 7519 §2).
//!
//! Nothing here asks for the time: *now* is always passed in.
//! The calendar is by hand: two short functions, where a date library would cost the page several kilobytes.

mod civil;
mod number;
mod reading;
mod words;

pub(crate) use civil::seconds_of;
pub use civil::{clock, rfc3339, utc};
pub use reading::reading;
pub use words::{duration, relative};
