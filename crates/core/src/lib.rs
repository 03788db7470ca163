//! From a pasted text to a report about the tokens in it.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod context;
pub mod jose;
pub mod lint;
pub mod paste;
pub mod policy;
pub mod report;
pub mod span;
pub use context::Context;
