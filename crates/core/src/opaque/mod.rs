//! Tokens and strings that are recognised and not taken apart, and text that is nothing known.

pub(crate) mod biscuit;
pub(crate) mod paseto;
mod rules;
pub(crate) mod secret;
pub(crate) mod token;
pub(crate) mod unknown;
pub(crate) mod uuid;
mod vendors;

pub(crate) use rules::RULES;
