//! What the page shows, made out of a report: strings, places in the input, colours. No browser, no
//! view; tested like any other Rust.

pub mod build;
pub mod citation;
pub mod csp;
pub mod expectations;
pub mod fold;
pub mod marks;
pub mod members;
pub mod outcome;
pub mod pasted;
pub mod pretty;
pub mod samples;
pub mod spoken;
pub mod states;
#[cfg(test)]
pub(crate) mod testing;
pub mod times;
