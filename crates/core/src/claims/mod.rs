//! What claims and header parameters mean, what a token says about itself, and what it allows.

mod brief;

pub use brief::brief;
