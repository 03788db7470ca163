//! OAuth scopes: an area, read-only or not.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Fact;

/// A scope.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Scope {
    /// As it is written: `users:readonly`.
    pub name: String,
    /// The area it opens: `users`.
    pub area: String,
    /// Whether it only opens reading.
    pub read_only: bool,
    /// What it opens, in a sentence, told from the operations that name it.
    pub summary: String,
    /// How many operations of the API named it in February 2026; 0 where only other files name it.
    pub operations: u32,
    /// The methods of those operations: `DELETE GET POST`.
    pub methods: String,
    /// What their paths begin with.
    pub paths: Vec<String>,
    /// A few of those operations: `GET /api/v2/users`.
    pub examples: Vec<String>,
    /// The other scope of the area, where there is one.
    pub pair: Option<String>,
    /// What is known about it, and how sure.
    pub facts: Vec<Fact>,
}

impl Scope {
    /// The id of its card: `scope/users:readonly`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("scope/{}", self.name)
    }
}

/// A word that is written where a scope or a permission is wanted, and is neither.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mistake {
    /// As it is written.
    pub name: String,
    /// Why it is neither, and what to use.
    pub why: String,
    /// What was probably meant: scopes and permissions; empty where nothing fits.
    pub meant: Vec<String>,
    /// What is known about it, and how sure.
    pub facts: Vec<Fact>,
}
