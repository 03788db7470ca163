//! Checklists that are walked: what to check, in which order, what an answer means, what comes next.
//!
//! A [`Checklist`] is data: [`Checklists::read`] takes the files of `data/walkthroughs`, which the
//! caller brings. A [`Walk`] is what somebody has done of one: states, notes, verdicts on evidence, the
//! OAuth clients by name. It is plain data too; the caller keeps it, and brings the time.
//!
//! What is pasted into a step is judged by [`judge`] and dropped; a [`Walk`] holds the verdict. Every
//! text that gets into a walk is masked first ([`masked`]), on import too.

mod cases;
mod checklist;
mod client;
mod compare;
mod evidence;
mod export;
mod fill;
mod import;
mod markdown;
mod mask;
mod progress;
mod read;
mod state;
#[cfg(test)]
mod tests;

pub use crate::genesys::{Fact, Mark};
pub use cases::{Basis, How, HowKind, Idp, IdpNote, Jump, Outcome};
pub use checklist::{Checklist, ChecklistFault, Checklists, Phase, Step, StepKind};
pub use client::{Added, Client, Grant};
pub use compare::{Compared, compare};
pub use evidence::{EvidenceKind, Judgement, Level, Reading, judge};
pub use export::{FORMAT, VERSION, to_json};
pub use fill::{filled, is_domain};
pub use import::{ImportFault, from_json};
pub use markdown::to_markdown;
pub use mask::{Masked, masked};
pub use progress::{Blocker, Place, Progress};
pub use state::{Record, SetFault, StepState, Verdict, Walk};
