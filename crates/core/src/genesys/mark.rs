//! How sure a fact is, and where it comes from.

use alloc::string::String;
use core::fmt;

use serde::Serialize;

/// How sure a fact is. None was tried against a live organization by Claimlens itself.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It stands in a file or on a page that Genesys publishes.
    Documented,
    /// Somebody else wrote down what the service answered, or what an SDK did in a test.
    Observed,
    /// It follows from facts that are documented or observed.
    Inferred,
    /// It is said, and nothing was found that shows it. Never to be stated as a fact.
    Unverified,
}

impl Mark {
    /// All marks, the surest first.
    pub const ALL: [Self; 4] = [
        Self::Documented,
        Self::Observed,
        Self::Inferred,
        Self::Unverified,
    ];

    /// The word in a data file: `documented`, `observed`, `inferred`, `unverified`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Observed => "observed",
            Self::Inferred => "inferred",
            Self::Unverified => "unverified",
        }
    }

    /// The label that a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Observed => "observed by others",
            Self::Inferred => "inferred",
            Self::Unverified => "unverified",
        }
    }

    /// The mark that a data file names by this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.word() == word)
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// One fact: what is so, how sure that is, and who says it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fact {
    /// What is so, in a sentence or two.
    pub text: String,
    /// How sure it is.
    pub mark: Mark,
    /// Where it comes from, by its public name: a file of a repository, a help page, a project.
    pub source: String,
}
