//! What the page is answered.

use claimlens_core::report::Finding;
use claimlens_verify::{KeySummary, Outcome};
use serde::Serialize;

/// What a check gave.
#[derive(Debug, Serialize)]
pub struct Checked {
    /// The number of the request.
    pub job: i64,
    /// Always true: there is no more to come.
    pub done: bool,
    /// What became of each key text, in the order of the request.
    pub sources: Vec<Source>,
    /// The keys: the first hundred, and of the others those that did something.
    pub keys: Vec<Listed>,
    /// How many keys there are that are not listed.
    pub more: usize,
    /// The outcome of each token, in the order of the request. The keys in it are numbers of [`Listed::index`].
    pub tokens: Vec<Outcome>,
    /// For each listed key the tokens a signature of which it verifies.
    pub verifies: Vec<Vec<usize>>,
    /// For each listed key the tokens it decrypts.
    pub decrypts: Vec<Vec<usize>>,
}

/// What became of one key text.
#[derive(Debug, Serialize)]
pub struct Source {
    /// The keys in it, of those that are listed: numbers of [`Listed::index`].
    pub keys: Vec<usize>,
    /// How many keys there are in it.
    pub count: usize,
    /// What is to be said about them.
    pub findings: Vec<Finding>,
}

/// One key.
#[derive(Debug, Serialize)]
pub struct Listed {
    /// Its number among all keys.
    pub index: usize,
    /// The key text it came from.
    pub source: usize,
    /// What it is.
    #[serde(flatten)]
    pub summary: KeySummary,
}

/// How far a job is.
#[derive(Debug, Serialize)]
pub struct Progress {
    /// The number of the request.
    pub job: i64,
    /// How many candidates were tried, or tokens checked.
    pub tried: usize,
    /// How many there are.
    pub of: usize,
}

impl Progress {
    /// The end of a job that was so far.
    pub(crate) fn ended(self, found: Option<String>, stopped: bool) -> String {
        json(&Ended {
            job: self.job,
            done: true,
            tried: self.tried,
            of: self.of,
            found,
            stopped,
        })
    }
}

/// How a search ended, or a job that was stopped.
#[derive(Debug, Serialize)]
pub struct Ended {
    /// The number of the request.
    pub job: i64,
    /// Always true: there is no more to come.
    pub done: bool,
    /// How many candidates were tried, or tokens checked.
    pub tried: usize,
    /// How many there are.
    pub of: usize,
    /// The secret, if it was among them.
    pub found: Option<String>,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

/// Why a request is not done.
#[derive(Debug, Serialize)]
pub struct Refused {
    /// The number of the request, if it has one.
    pub job: Option<i64>,
    /// Always true: there is no more to come.
    pub done: bool,
    /// Why, in a sentence.
    pub problem: String,
}

impl Refused {
    pub(crate) fn json(job: Option<i64>, problem: impl Into<String>) -> String {
        json(&Self {
            job,
            done: true,
            problem: problem.into(),
        })
    }
}

/// The text of an answer. Its types have nothing that JSON does not have, so none fails.
pub(crate) fn json(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_default()
}
