//! What is taken of a redacted report into a link.

use alloc::string::String;
use alloc::vec::Vec;

use super::clean::cleaned;
use super::limits::{
    ARTEFACTS, BY, CLAIMS, EARLIEST, FINDINGS, LATEST, MASKED, NAME, PART, PATH, SENTENCE, STEPS,
    SUBJECT, TIMES, TITLE, VALUE,
};
use super::shared::{
    Section, SharedArtefact, SharedFinding, SharedMasked, SharedReport, SharedRow, SharedTime,
    SharedVerdict,
};
use crate::kinds::mask::mask;
use crate::redaction::{self, Class, Redacted};
use crate::report::{Artefact, Finding, Member, PartContent, Report, Severity, Verdict, Word};

/// What a link holds of a redacted report: made at the moment `made`, by the version `by` of the program,
/// without what the sender leaves out.
#[must_use]
pub fn shared(redacted: &Redacted, made: i64, by: &str, leave_out: &[Section]) -> SharedReport {
    let report = &redacted.report;
    let taken = artefacts(report, leave_out);
    let mut taker = Taker {
        leave_out,
        cut: taken.len() > ARTEFACTS,
        secrets: Vec::new(),
    };
    let taken: Vec<usize> = taken.into_iter().take(ARTEFACTS).collect();
    let place = |index: usize| taken.iter().position(|taken| *taken == index);
    let artefacts: Vec<SharedArtefact> = taken
        .iter()
        .enumerate()
        .filter_map(|(at, index)| {
            let artefact = report.artefacts.get(*index)?;
            let parent = artefact
                .parent
                .and_then(place)
                .filter(|parent| *parent < at);
            Some(taker.artefact(artefact, at, parent))
        })
        .collect();
    let findings = taker.findings(report.findings.iter(), 0, "text");
    // What was found here comes first: of the rest there may be more than is sent.
    let mut masked = core::mem::take(&mut taker.secrets);
    for entry in &redacted.masked {
        if masked.len() > MASKED {
            break;
        }
        if let Some(artefact) = place(entry.artefact) {
            let path = taker.text(&entry.path, PATH, artefact, "masked", true);
            masked.push(SharedMasked {
                artefact,
                path,
                class: entry.class,
            });
        }
    }
    if leave_out.contains(&Section::Masked) {
        masked.clear();
    }
    taker.cut |= masked.len() > MASKED;
    masked.truncate(MASKED);
    let mut left_out: Vec<Section> = Section::CHOICES
        .into_iter()
        .filter(|section| leave_out.contains(section))
        .collect();
    if taker.cut {
        left_out.push(Section::Long);
    }
    SharedReport {
        made: made.clamp(EARLIEST, LATEST),
        now: report.now.clamp(EARLIEST, LATEST),
        by: cleaned(by, BY).0,
        primary: report.primary.and_then(place),
        artefacts,
        findings,
        masked,
        left_out,
    }
}

/// Which artefacts are taken: all, or the main one and those it lies inside.
fn artefacts(report: &Report, leave_out: &[Section]) -> Vec<usize> {
    let primary = report
        .primary
        .filter(|_| leave_out.contains(&Section::OtherArtefacts));
    let Some(primary) = primary else {
        return (0..report.artefacts.len()).collect();
    };
    let mut taken = Vec::from([primary]);
    let mut at = primary;
    while let Some(parent) = report
        .artefacts
        .get(at)
        .and_then(|artefact| artefact.parent)
    {
        // A parent stands before its child.
        if parent >= at {
            break;
        }
        taken.insert(0, parent);
        at = parent;
    }
    taken
}

struct Taker<'l> {
    leave_out: &'l [Section],
    /// Whether something was too long.
    cut: bool,
    /// What the finder takes for a secret though redaction left it.
    secrets: Vec<SharedMasked>,
}

impl Taker<'_> {
    fn takes(&self, section: Section) -> bool {
        !self.leave_out.contains(&section)
    }

    /// A text, cleaned; masked where the finder takes it for a secret.
    fn text(
        &mut self,
        text: &str,
        most: usize,
        artefact: usize,
        path: &str,
        named: bool,
    ) -> String {
        let (clean, cut) = cleaned(text, most);
        self.cut |= cut;
        if redaction::secret(&clean, named).is_none() {
            return clean;
        }
        self.secrets.push(SharedMasked {
            artefact,
            path: cleaned(path, PATH).0,
            class: Class::Secret,
        });
        mask(clean.chars().count())
    }

    fn artefact(
        &mut self,
        artefact: &Artefact,
        at: usize,
        parent: Option<usize>,
    ) -> SharedArtefact {
        let verdicts = &artefact.verdicts;
        let mut steps = Vec::new();
        if self.takes(Section::NextSteps) {
            let taken = artefact.next_steps.iter().take(STEPS);
            steps.extend(taken.map(|step| self.text(&step.text, SENTENCE, at, "text", false)));
        }
        let mut times = Vec::new();
        if self.takes(Section::Times) {
            self.cut |= artefact.times.len() > TIMES;
            for time in artefact.times.iter().take(TIMES) {
                times.push(SharedTime {
                    name: self.text(&time.name, NAME, at, "text", true),
                    seconds: time
                        .seconds
                        .filter(|moment| (EARLIEST..=LATEST).contains(moment)),
                });
            }
        }
        SharedArtefact {
            kind: artefact.kind,
            title: self.text(&artefact.title, TITLE, at, "text", false),
            parent,
            lead: self.text(&artefact.headline.lead, SENTENCE, at, "text", false),
            rest: self.text(&artefact.headline.rest, SENTENCE, at, "text", false),
            structure: self.verdict(&verdicts.structure, at),
            signature: self.verdict(&verdicts.signature, at),
            time: self.verdict(&verdicts.time, at),
            policy: self.verdict(&verdicts.policy, at),
            next_steps: steps,
            findings: self.findings(artefact.findings.iter().chain(&artefact.timely), at, "text"),
            claims: self.claims(artefact, at),
            times,
        }
    }

    fn verdict<S: Copy>(&mut self, verdict: &Verdict<S>, at: usize) -> SharedVerdict<S> {
        SharedVerdict {
            state: verdict.state,
            detail: self.text(&verdict.detail, SENTENCE, at, "text", false),
        }
    }

    fn findings<'f>(
        &mut self,
        findings: impl Iterator<Item = &'f Finding>,
        at: usize,
        path: &str,
    ) -> Vec<SharedFinding> {
        let mut taken = Vec::new();
        for finding in findings {
            let minor = matches!(finding.severity, Severity::Advice | Severity::Info);
            if minor && !self.takes(Section::MinorFindings) {
                continue;
            }
            if taken.len() == FINDINGS {
                self.cut = true;
                break;
            }
            taken.push(SharedFinding {
                code: String::from(finding.code),
                severity: finding.severity,
                subject: self.text(&finding.subject, SUBJECT, at, path, true),
                message: self.text(&finding.message, SENTENCE, at, path, false),
                ..SharedFinding::of(finding.code)
            });
        }
        taken
    }

    fn claims(&mut self, artefact: &Artefact, at: usize) -> Vec<SharedRow> {
        let mut rows = Vec::new();
        if !self.takes(Section::Claims) {
            return rows;
        }
        for part in &artefact.parts {
            let word = part.role.word();
            match &part.content {
                PartContent::Json { members, .. } | PartContent::Fields { members } => {
                    self.rows(members, word, "", at, &mut rows);
                }
                PartContent::Text { text } => {
                    let value = self.text(text, VALUE, at, word, false);
                    rows.push(SharedRow {
                        part: cleaned(word, PART).0,
                        name: String::new(),
                        value,
                    });
                }
                PartContent::List { .. } | PartContent::Bytes { .. } | PartContent::Empty => {}
            }
        }
        self.cut |= rows.len() > CLAIMS;
        rows.truncate(CLAIMS);
        rows
    }

    // Members nest no deeper than the reader does: 128 levels.
    fn rows(
        &mut self,
        members: &[Member],
        part: &str,
        prefix: &str,
        at: usize,
        rows: &mut Vec<SharedRow>,
    ) {
        for member in members {
            // One more than is taken says that there were more.
            if rows.len() > CLAIMS {
                return;
            }
            let name = redaction::joined(prefix, &member.name);
            if !member.children.is_empty() {
                self.rows(&member.children, part, &name, at, rows);
                continue;
            }
            let path = redaction::joined(part, &name);
            let named = redaction::stays(&member.name);
            rows.push(SharedRow {
                part: String::from(part),
                name: self.text(&name, NAME, at, &path, false),
                value: self.text(member.shown(), VALUE, at, &path, named),
            });
        }
    }
}
