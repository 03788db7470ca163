//! Permission, scope or neither: what a word is, and what was meant.

use alloc::string::String;
use alloc::vec::Vec;

/// What a word is that stands where a scope or a permission is wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WordKind {
    /// A permission, `domain:entity:action`: a role holds it.
    Permission,
    /// A scope, `area` or `area:readonly`: a client with a user asks for it.
    Scope,
    /// Neither.
    Neither,
}

/// A word, judged: permission, scope or neither.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Word {
    /// The word as it was looked at: trimmed, without quotes.
    pub text: String,
    /// What it is.
    pub kind: WordKind,
    /// Whether the tables name it; a permission may exist all the same.
    pub known: bool,
    /// Why it is that, in a sentence or two.
    pub why: String,
    /// What was probably meant, most likely first; empty where it is right or nothing fits.
    pub meant: Vec<String>,
    /// The ids of cards about it, its own first.
    pub see: Vec<String>,
}
