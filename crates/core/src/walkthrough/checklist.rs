//! The checklists themselves: phases of steps, read from JSON.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::cases::{How, Idp, IdpNote, Jump, Outcome};
use super::evidence::EvidenceKind;
use super::read;
use crate::genesys::Fact;

/// All checklists, in the order in which they are offered.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Checklists {
    /// The checklists.
    pub all: Vec<Checklist>,
}

impl Checklists {
    /// Reads checklists from JSON texts, each with the name of its file.
    ///
    /// # Errors
    /// The first place where a file is not a checklist, where an id stands twice, or where a jump leads
    /// nowhere.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, ChecklistFault> {
        read::checklists(files)
    }

    /// The checklist of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Checklist> {
        self.all.iter().find(|checklist| checklist.id == id)
    }
}

/// Why a file is not a checklist.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ChecklistFault {
    /// The file.
    pub file: String,
    /// Where in it, and what is wrong there.
    pub what: String,
}

impl fmt::Display for ChecklistFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.what)
    }
}

/// One checklist: `enforce-sso`, `client-stopped`, `rotate-secret`, `certificate-rollover`, `robot-user`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checklist {
    /// Its stable name: stands in addresses and exports.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// When to walk it, and what is reached at the end.
    pub lead: String,
    /// Whether it asks for the identity provider, because steps differ.
    pub asks_idp: bool,
    /// The phases, in order.
    pub phases: Vec<Phase>,
}

impl Checklist {
    /// All steps, in order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.phases.iter().flat_map(|phase| phase.steps.iter())
    }

    /// The step of that id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps().find(|step| step.id == id)
    }

    /// The number of the step of that id, from 1.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<usize> {
        self.steps()
            .position(|step| step.id == id)
            .map(|at| at.saturating_add(1))
    }
}

/// A part of a checklist: steps that belong together.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Phase {
    /// Its stable name.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    /// Its stable name, unique in the checklist.
    pub id: String,
    /// What is done.
    pub title: String,
    /// Whether it changes anything.
    pub kind: StepKind,
    /// Why it is done.
    pub why: String,
    /// How to do or check it: one way is enough where several are given, unless they say otherwise.
    pub how: Vec<How>,
    /// What may be seen, what it means, what to do then.
    pub outcomes: Vec<Outcome>,
    /// Whether it is done once for each OAuth client of the walk.
    pub per_client: bool,
    /// Of a step per client, the grants that it is for, as the API writes them; empty means all.
    pub grants: Vec<String>,
    /// What can be pasted as evidence, if [`judge`](super::judge) can judge it.
    pub evidence: Option<EvidenceKind>,
    /// The earlier steps whose readings this one is compared with.
    pub compare_with: Vec<String>,
    /// Where outcomes lead.
    pub jumps: Vec<Jump>,
    /// What the step rests on.
    pub facts: Vec<Fact>,
    /// What differs between identity providers.
    pub idps: Vec<IdpNote>,
}

impl Step {
    /// The outcome of that id.
    #[must_use]
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.id == id)
    }

    /// Where the outcome of that id leads.
    #[must_use]
    pub fn jump(&self, outcome: &str) -> Option<&Jump> {
        self.jumps.iter().find(|jump| jump.outcome == outcome)
    }

    /// What differs with that identity provider; with none chosen, all notes.
    pub fn notes_for(&self, idp: Option<Idp>) -> impl Iterator<Item = &IdpNote> {
        self.idps
            .iter()
            .filter(move |note| idp.is_none_or(|idp| idp == note.idp))
    }

    /// Whether a client of that grant is checked in this step.
    #[must_use]
    pub fn is_for(&self, grant: &str) -> bool {
        self.per_client
            && (self.grants.is_empty() || self.grants.iter().any(|known| known == grant))
    }
}

/// Whether a step changes anything.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StepKind {
    /// It looks, and changes nothing.
    ReadOnly,
    /// It changes something: `CHANGE` is shown.
    Change,
}

impl StepKind {
    /// The label that a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ReadOnly => "read-only",
            Self::Change => "CHANGE",
        }
    }
}
