//! Which grant fits: questions as data, one recommendation with its reasons.
//!
//! [`next`] is a pure function of the answers given so far: it asks the next question, or recommends.
//! A page keeps the answers and nothing else; taking one back is calling it with fewer.
//!
//! ```
//! use claimlens_core::grants::{Answer, Grant, Next, next};
//!
//! let job = Answer::of("today", "nothing").unwrap();
//! let Next::Ask(question) = next(&[job]) else { panic!() };
//! assert_eq!(question.id, "person");
//! ```

mod answers;
mod grant;
mod questions;
mod recommend;
pub(crate) mod statement;
mod statements;
#[cfg(test)]
mod tests;

pub use answers::{Answer, Next, next};
pub use grant::Grant;
pub use questions::{Choice, QUESTIONS, Question};
pub use recommend::{Recommendation, recommendation};
pub use statement::{Mark, Statement};
