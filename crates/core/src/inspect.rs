//! The way of a paste, in one line: text, candidates, artefacts, judgement, report.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::format;
use alloc::vec::Vec;
use core::mem;

use crate::Context;
use crate::jose::compact;
use crate::judge::judge;
use crate::paste::{Candidate, Finder, Shape};
use crate::report::{
    Artefact, Blame, Finding, Kind, Profile, REPORT_VERSION, Report, Rule, Severity,
};

/// Inspects a pasted text. Total: any text gives a report, and nothing is refused.
///
/// # Examples
///
/// ```
/// use claimlens_core::{Context, inspect};
///
/// let context = Context { now: 1_700_000_000, ..Context::default() };
/// let report = inspect("Authorization: Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJtZSJ9.", &context);
/// assert_eq!(report.artefacts.len(), 1);
/// ```
#[must_use]
pub fn inspect(text: &str, context: &Context) -> Report {
    let mut inspection = Inspection::new(text, context);
    while inspection.step() {}
    inspection.finish()
}

/// How much text one step searches, in bytes.
const SLICE: usize = 128 * 1024;

/// How many tokens may lie inside one another before the innermost are shown as text only.
const MAX_NESTING: usize = 8;

/// The rules of this stage.
pub(crate) static RULES: &[&Rule] = &[&NESTING_RULE];

static NESTING_RULE: Rule = Rule {
    code: "jws.nesting",
    severity: Severity::Warning,
    blame: Blame::Unsupported,
    title: title!("Tokens nested more than eight deep are not taken apart."),
    help: "Paste the innermost payload by itself to see what is in it.",
    reference: "",
};

/// An inspection that can pause: a large paste is worked through in steps, so that whoever drives it
/// can do something else in between.
#[derive(Debug)]
pub struct Inspection<'t> {
    context: &'t Context,
    input_bytes: usize,
    inspected_bytes: usize,
    stage: Stage<'t>,
    artefacts: Vec<Artefact>,
    findings: Vec<Finding>,
}

#[derive(Debug)]
enum Stage<'t> {
    // Boxed: the finder is much larger than the queue it makes way for.
    Finding(Box<Finder<'t>>),
    Reading(Queue),
}

/// Candidates still to be read, and where those that were read went.
#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<Waiting>,
    /// For each candidate of the finder, its artefact.
    places: Vec<usize>,
}

#[derive(Debug)]
struct Waiting {
    candidate: Candidate,
    /// The artefact it lies inside, for one that an artefact gave.
    inside: Option<usize>,
    depth: usize,
}

impl<'t> Inspection<'t> {
    /// An inspection of `text` that has not begun.
    #[must_use]
    pub fn new(text: &'t str, context: &'t Context) -> Self {
        Self {
            context,
            input_bytes: text.len(),
            inspected_bytes: 0,
            stage: Stage::Finding(Box::new(Finder::with(text, context.knowledge.find))),
            artefacts: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Does some work: searches about 128 kB, or reads one artefact. True while there is more.
    pub fn step(&mut self) -> bool {
        match &mut self.stage {
            Stage::Finding(finder) => {
                if !finder.step(SLICE) {
                    self.found();
                }
                true
            }
            Stage::Reading(queue) => {
                let Some(waiting) = queue.waiting.pop_front() else {
                    return false;
                };
                self.read(&waiting);
                true
            }
        }
    }

    /// The report of what was read. Judged for the context's time and policy.
    #[must_use]
    pub fn finish(self) -> Report {
        let mut report = Report {
            version: REPORT_VERSION,
            now: self.context.now,
            input_bytes: self.input_bytes,
            inspected_bytes: self.inspected_bytes,
            primary: None,
            artefacts: self.artefacts,
            findings: self.findings,
        };
        report.primary = primary(&report.artefacts);
        report
    }

    /// Turns from searching to reading.
    fn found(&mut self) {
        let stage = mem::replace(&mut self.stage, Stage::Reading(Queue::default()));
        let Stage::Finding(finder) = stage else {
            return;
        };
        let found = finder.finish();
        self.inspected_bytes = found.inspected_bytes;
        self.findings = found.findings;
        let waiting = found.candidates.into_iter();
        let waiting = waiting
            .map(|candidate| Waiting {
                candidate,
                inside: None,
                depth: 0,
            })
            .collect();
        self.stage = Stage::Reading(Queue {
            waiting,
            places: Vec::new(),
        });
    }

    fn read(&mut self, waiting: &Waiting) {
        let index = self.artefacts.len();
        let (mut artefact, nested) = artefact(&waiting.candidate, self.context);
        let Stage::Reading(queue) = &mut self.stage else {
            return;
        };
        artefact.parent = waiting.inside;
        if waiting.depth == 0 {
            artefact.parent = waiting
                .candidate
                .parent
                .and_then(|at| queue.places.get(at).copied());
            queue.places.push(index);
        }
        if let Some(candidate) = nested {
            if waiting.depth < MAX_NESTING {
                let depth = waiting.depth + 1;
                queue.waiting.push_front(Waiting {
                    candidate,
                    inside: Some(index),
                    depth,
                });
            } else {
                let message = format!("More than {MAX_NESTING} tokens lie inside one another.");
                artefact.findings.push(Finding::new(
                    &NESTING_RULE,
                    "payload",
                    artefact.span,
                    message,
                ));
            }
        }
        judge(&mut artefact, self.context);
        self.artefacts.push(artefact);
    }
}

/// Reads one candidate; with it the token inside it, if there is one.
fn artefact(candidate: &Candidate, context: &Context) -> (Artefact, Option<Candidate>) {
    let knowledge = context.knowledge;
    let (mut artefact, nested) = match candidate.shape {
        Shape::Compact => {
            let read = compact::read(candidate, knowledge);
            (read.artefact, read.nested)
        }
        _ => (knowledge.read)(candidate, context.tables),
    };
    (knowledge.explain)(&mut artefact);
    (artefact, nested)
}

/// The artefact a reader most likely came for: what an API said went wrong, else the first token that
/// can be read, else what is left, the most telling first.
fn primary(artefacts: &[Artefact]) -> Option<usize> {
    let ranked = artefacts.iter().enumerate();
    ranked
        .min_by_key(|(index, artefact)| (rank(artefact), *index))
        .map(|(index, _)| index)
}

fn rank(artefact: &Artefact) -> u8 {
    match artefact.kind {
        Kind::Exchange | Kind::ErrorText | Kind::ErrorResponse | Kind::Challenge => 0,
        Kind::Jwt | Kind::SdJwt | Kind::JwsJson | Kind::Jws | Kind::Jwe | Kind::JweJson => {
            // A proof, and a token inside another, go with the token one came for.
            if artefact.facts.profile == Profile::DpopProof || artefact.kind == Kind::Jws {
                2
            } else {
                1
            }
        }
        Kind::Paseto | Kind::Biscuit | Kind::Saml => 3,
        Kind::TokenResponse | Kind::Introspection | Kind::UserInfo | Kind::Discovery => 4,
        // Code beside made-up tokens is what one came for; a real token comes first.
        Kind::Snippet => 2,
        Kind::Opaque => 5,
        Kind::BasicCredentials | Kind::ClaimsJson => 6,
        Kind::Pem | Kind::Jwk | Kind::JwkSet | Kind::Secret => 7,
        Kind::Uuid | Kind::Json | Kind::GenesysWord => 8,
        Kind::Unknown => 9,
    }
}
