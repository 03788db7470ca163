//! What runs in the page's worker, called the checker: requests in JSON, answered by `claimlens-verify`.
//!
//! ```text
//! page → request (JSON) → Checker::take → Checker::step … → answer (JSON) → page
//! ```
//!
//! [`Checker`] works in small steps, so that whoever drives it can tell how far it is and stop it. [`answer`] does
//! one request from beginning to end. The forms of both directions are the types in [`request`] and [`reply`].
//! What a browser needs is in `worker`, and is nothing but names.
//!
//! Total: any text is answered. What cannot be done is answered with a `problem`, in a sentence.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
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

mod check;
mod checker;
pub mod reply;
pub mod request;
mod search;
#[cfg(target_arch = "wasm32")]
pub mod worker;

pub use checker::{Checker, answer};
