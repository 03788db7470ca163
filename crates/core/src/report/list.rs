//! A part that is a list in an order that means something: likely causes, the likeliest first.

use alloc::borrow::Cow;
use alloc::string::String;

use serde::Serialize;

use crate::genesys::Mark;

/// One entry of a list: a likely cause, how to tell whether it is the one, and what to do then.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Item {
    /// Its stable name, such as `token.secret.region`; empty where nothing refers to it.
    pub id: &'static str,
    /// The cause, in a sentence.
    pub text: &'static str,
    /// What in the paste speaks for it; empty where nothing does.
    pub seen: String,
    /// How to tell it from the others; may be empty.
    pub tell: &'static str,
    /// What to do if it is this one; may be empty.
    pub fix: Cow<'static, str>,
    /// How well it is founded.
    pub mark: Mark,
    /// Where it is written; may be empty.
    pub source: &'static str,
}
