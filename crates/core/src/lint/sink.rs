//! Where rules put their findings: a list that does not let one rule fill it.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::fill::fill;
use crate::report::{Finding, Rule};
use crate::span::Span;

/// How many findings of one code are listed; after them one more says how many there are.
pub const LISTED: usize = 20;

/// A list of findings that counts how often each rule spoke.
pub(super) struct Sink<'o> {
    out: &'o mut Vec<Finding>,
    spoken: Vec<(&'static Rule, usize)>,
}

impl<'o> Sink<'o> {
    pub(super) fn new(out: &'o mut Vec<Finding>) -> Self {
        Self {
            out,
            spoken: Vec::new(),
        }
    }

    /// Counts one more finding of `rule`; whether there is still room to list it.
    pub(super) fn room(&mut self, rule: &'static Rule) -> bool {
        if let Some((_, count)) = self
            .spoken
            .iter_mut()
            .find(|(known, _)| known.code == rule.code)
        {
            *count += 1;
            return *count <= LISTED;
        }
        self.spoken.push((rule, 1));
        true
    }

    /// Adds a finding if there is room, and hands it out for another severity or reference.
    pub(super) fn add(
        &mut self,
        rule: &'static Rule,
        subject: &str,
        span: Option<Span>,
        message: String,
    ) -> Option<&mut Finding> {
        if !self.room(rule) {
            return None;
        }
        self.list(rule, subject, span, message)
    }

    /// Adds a finding that [`Sink::room`] has counted already.
    pub(super) fn list(
        &mut self,
        rule: &'static Rule,
        subject: &str,
        span: Option<Span>,
        message: String,
    ) -> Option<&mut Finding> {
        self.out.push(Finding::new(rule, subject, span, message));
        self.out.last_mut()
    }

    /// Says of each rule that had no more room how many findings are not listed.
    pub(super) fn finish(self) {
        for (rule, count) in self.spoken {
            if let Some(more) = count.checked_sub(LISTED).filter(|more| *more > 0) {
                let message = fill(
                    "{} more of this kind are there and not listed.",
                    &[&more.to_string()],
                );
                self.out.push(Finding::new(rule, "", None, message));
            }
        }
    }
}
