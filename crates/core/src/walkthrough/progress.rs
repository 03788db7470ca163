//! How far a walk is, what comes next, what is in the way.

use alloc::string::String;
use alloc::vec::Vec;

use super::checklist::{Checklist, Step};
use super::evidence::Level;
use super::state::{Record, StepState, Walk};

/// A step, or a client in it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// The id of the step.
    pub step: String,
    /// The key of the client, in a step that is done for each.
    pub client: Option<String>,
}

/// How many steps stand how. A step per client counts once.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Progress {
    /// Steps that are done.
    pub done: usize,
    /// Steps that do not apply.
    pub not_applicable: usize,
    /// Steps that are blocked.
    pub blocked: usize,
    /// Steps that are open.
    pub open: usize,
}

impl Progress {
    /// How many steps there are.
    #[must_use]
    pub fn total(self) -> usize {
        self.settled()
            .saturating_add(self.blocked)
            .saturating_add(self.open)
    }

    /// How many need nothing more: done, or not applicable.
    #[must_use]
    pub fn settled(self) -> usize {
        self.done.saturating_add(self.not_applicable)
    }
}

/// Something that is in the way.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Blocker {
    /// Where.
    pub place: Place,
    /// Whether the walk must not go on before this is settled, whatever comes next.
    pub stop: bool,
    /// Why: the note, or what the evidence showed.
    pub why: String,
}

impl Walk {
    /// How a step stands as a whole: of a step per client, the least finished of its clients.
    #[must_use]
    pub fn step_state(&self, step: &Step) -> StepState {
        let whole = self.state(&step.id, None);
        if !step.per_client || whole == StepState::NotApplicable {
            return whole;
        }
        let mut seen = None;
        for client in self.clients_in(step) {
            let state = self.state(&step.id, Some(&client.key));
            let rank = |state| match state {
                StepState::NotApplicable => 0,
                StepState::Done => 1,
                StepState::Open => 2,
                StepState::Blocked => 3,
            };
            if seen.is_none_or(|seen| rank(state) > rank(seen)) {
                seen = Some(state);
            }
        }
        match (whole, seen) {
            (StepState::Blocked, _) => StepState::Blocked,
            (whole, seen) => seen.unwrap_or(whole),
        }
    }

    /// The first step that is open, and the first client in it that is.
    #[must_use]
    pub fn next_open(&self, checklist: &Checklist) -> Option<Place> {
        let step = checklist
            .steps()
            .find(|step| self.step_state(step) == StepState::Open)?;
        let client = self
            .clients_in(step)
            .find(|client| self.state(&step.id, Some(&client.key)) == StepState::Open);
        Some(Place {
            step: step.id.clone(),
            client: client.map(|client| client.key.clone()),
        })
    }

    /// How many steps stand how.
    #[must_use]
    pub fn progress(&self, checklist: &Checklist) -> Progress {
        let mut progress = Progress::default();
        for step in checklist.steps() {
            let count = match self.step_state(step) {
                StepState::Open => &mut progress.open,
                StepState::Done => &mut progress.done,
                StepState::NotApplicable => &mut progress.not_applicable,
                StepState::Blocked => &mut progress.blocked,
            };
            *count = count.saturating_add(1);
        }
        progress
    }

    /// What is in the way, in the order of the checklist; what stops the walk says so.
    #[must_use]
    pub fn blockers(&self, checklist: &Checklist) -> Vec<Blocker> {
        let mut blockers = Vec::new();
        for step in checklist.steps() {
            for record in self.records.iter().filter(|record| record.step == step.id) {
                let settled = matches!(record.state, StepState::Done | StepState::NotApplicable);
                if settled || !(record.state == StepState::Blocked || is_bad(record)) {
                    continue;
                }
                blockers.push(Blocker {
                    place: Place {
                        step: step.id.clone(),
                        client: record.client.clone(),
                    },
                    stop: stops(step, record),
                    why: why(record),
                });
            }
        }
        blockers
    }
}

fn is_bad(record: &Record) -> bool {
    record
        .verdict
        .as_ref()
        .is_some_and(|verdict| matches!(verdict.level, Level::Bad | Level::Stop))
}

/// Whether what the evidence showed stops the walk.
fn stops(step: &Step, record: &Record) -> bool {
    record.verdict.as_ref().is_some_and(|verdict| {
        verdict.level == Level::Stop || step.jump(&verdict.outcome).is_some_and(|jump| jump.stop)
    })
}

fn why(record: &Record) -> String {
    match &record.verdict {
        Some(verdict) if record.note.is_empty() => verdict.says.clone(),
        _ => record.note.clone(),
    }
}
