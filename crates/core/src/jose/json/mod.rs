//! JSON kept lossless: every value with its place, numbers as written, duplicates kept.
//!
//! The reader never fails. It gives a [`Document`] with what could be read and a list of
//! [`Fault`]s with what could not, each with its byte offset. A text without faults is a JSON text
//! (RFC 8259); duplicate names are legal there (§4) and listed apart. Nothing here recurses, so
//! depth is bounded by a number and not by the stack.

mod document;
mod fault;
mod reader;
#[cfg(test)]
mod tests;
mod text;

pub use document::{Document, Entry, Value};
pub use fault::{Fault, FaultKind};
pub use reader::{Limits, read};
