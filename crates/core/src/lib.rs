//! From a pasted text to a report about the tokens in it.
//!
//! [`inspect`] takes a text and a [`Context`] (the time, and what the caller expects) and gives a
//! [`report::Report`]: every artefact found, each with its parts, what they mean, what is wrong with
//! them and what to do next. It is total: any text gives a report.
//!
//! # What this crate does not do
//!
//! - It checks no signature. A report says *decoded*, never *verified*.
//! - It has no network, files, clock or randomness: it is `no_std`, and *now* is an argument.
//! - It trusts nothing in a token: keys and addresses in a header are shown, not used.

#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// Total functions: nothing here may panic, and no cast may change a number. Tests may do both.
#![cfg_attr(
    not(test),
    deny(
        clippy::as_conversions,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

extern crate alloc;
#[cfg(test)]
extern crate std;

/// The title of a rule. It stands in the table of findings alone, so the page does without it.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! title {
    ($text:literal) => {
        $text
    };
}
/// The page's half of it: no title.
#[cfg(target_arch = "wasm32")]
macro_rules! title {
    ($text:literal) => {
        ""
    };
}

pub mod basic;
pub mod calls;
pub mod claims;
mod context;
mod diagnosis;
mod fill;
pub mod genesys;
pub mod grants;
mod inspect;
pub mod jose;
pub mod json_out;
mod judge;
pub mod kinds;
pub mod knowledge;
pub mod lint;
pub mod members;
mod oauth;
mod opaque;
mod order;
pub mod paste;
pub mod policy;
pub mod redaction;
pub mod report;
pub mod requests;
mod saml;
pub mod share;
pub mod site_config;
pub mod snippets;
pub mod span;
mod text;
pub mod time;
pub mod walkthrough;

pub use context::Context;
pub use inspect::{Inspection, inspect};
pub use judge::{judge, judge_all, signature_verdict};
pub use text::is_turning;
