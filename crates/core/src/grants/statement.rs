//! A fact as the product states it: the text, how sure it is, and where it is from.

pub use crate::genesys::Mark;

/// One fact with its mark and its source.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Statement {
    /// The fact, in sentences.
    pub text: &'static str,
    /// How sure it is.
    pub mark: Mark,
    /// Where it is from: a file of a repository, a page, a third party's project.
    pub source: &'static str,
}

/// A statement of Genesys.
pub(crate) const fn documented(text: &'static str, source: &'static str) -> Statement {
    marked(text, Mark::Documented, source)
}

/// A statement of somebody who tried it.
pub(crate) const fn observed(text: &'static str, source: &'static str) -> Statement {
    marked(text, Mark::Observed, source)
}

/// A conclusion.
pub(crate) const fn inferred(text: &'static str, source: &'static str) -> Statement {
    marked(text, Mark::Inferred, source)
}

/// What is said and was not verified.
pub(crate) const fn unverified(text: &'static str, source: &'static str) -> Statement {
    marked(text, Mark::Unverified, source)
}

const fn marked(text: &'static str, mark: Mark, source: &'static str) -> Statement {
    Statement { text, mark, source }
}
