//! From a pasted text to a report about the tokens in it.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod claims;
mod context;
pub mod jose;
mod judge;
pub mod paste;
pub mod policy;
pub mod report;
pub mod span;
pub mod time;
pub use context::Context;
pub use judge::{judge, judge_all, signature_verdict};
