//! The jobs: taken, worked on a step at a time, answered.

use zeroize::Zeroizing;

use crate::check::Check;
use crate::reply::{Refused, json};
use crate::request::{self, Kind};
use crate::search::Search;

/// Jobs that are under way. What is asked last does not wait for a search: checks come first.
#[derive(Debug, Default)]
pub struct Checker {
    checks: Vec<Check>,
    searches: Vec<Search>,
}

impl Checker {
    /// Takes a request. The answer, where there is one at once: what cannot be read or done, and how far a job was
    /// that is stopped.
    pub fn take(&mut self, request: String) -> Option<String> {
        // It may hold secrets.
        let text = Zeroizing::new(request);
        let request = match request::read(&text) {
            Ok(request) => request,
            Err((job, problem)) => return Some(Refused::json(job, problem)),
        };
        drop(text);
        let job = request.job;
        match request.kind {
            Kind::Check => self.checks.push(Check::new(request)),
            Kind::Search => match Search::new(request) {
                Ok(search) => self.searches.push(search),
                Err(problem) => return Some(Refused::json(Some(job), problem)),
            },
            Kind::Stop => return self.stop(job),
        }
        None
    }

    /// Works for a millisecond or two, or on one token; an answer, where a job is done with that.
    pub fn step(&mut self) -> Option<String> {
        if let Some(check) = self.checks.first_mut() {
            let answer = check.step()?;
            drop(self.checks.remove(0));
            return Some(answer);
        }
        let answer = self.searches.first_mut()?.step()?;
        drop(self.searches.remove(0));
        Some(answer)
    }

    /// Whether there is something to do.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.checks.is_empty() || !self.searches.is_empty()
    }

    /// How far the job is that is worked on.
    #[must_use]
    pub fn progress(&self) -> Option<String> {
        let check = self.checks.first().map(Check::progress);
        let progress = check.or_else(|| self.searches.first().map(Search::progress))?;
        Some(json(&progress))
    }

    /// Ends a job; nothing where it was done meanwhile.
    fn stop(&mut self, job: i64) -> Option<String> {
        if let Some(at) = self.checks.iter().position(|check| check.job == job) {
            return Some(self.checks.remove(at).stopped());
        }
        let at = self.searches.iter().position(|search| search.job == job)?;
        Some(self.searches.remove(at).stopped())
    }
}

/// Does one request from its beginning to its end.
#[must_use]
pub fn answer(request: &str) -> String {
    let mut checker = Checker::default();
    let mut answer = checker.take(request.to_owned());
    while answer.is_none() && checker.is_busy() {
        answer = checker.step();
    }
    answer.unwrap_or_default()
}
