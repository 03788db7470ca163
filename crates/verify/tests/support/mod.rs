//! What the tests against the shared vectors have in common, here and in the core.

#[path = "../../../core/tests/support/mod.rs"]
#[allow(dead_code, reason = "some vectors come in a crate")]
mod of_core;

#[allow(unused_imports, reason = "some vectors come in a crate")]
pub(crate) use of_core::{summary, vectors};
