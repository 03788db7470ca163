//! Verdicts and findings as the page words and tones them.

use std::borrow::Cow;

use claimlens_core::report::{
    Artefact, Finding, PolicyState, Report, Severity, SignatureState, StructureState, TimeState,
    Verdict, Verdicts,
};

/// How a state looks. The tone is never the only sign: an icon and a word stand beside it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// To be looked at.
    Warn,
    /// Not as it should be.
    Bad,
    /// Nothing to say for or against.
    Neutral,
}

impl Tone {
    /// The class for it.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Neutral => "neutral",
        }
    }

    /// The symbol for it, in the sprite of `index.html`.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Good => "#i-good",
            Self::Warn => "#i-warn",
            Self::Bad => "#i-bad",
            Self::Neutral => "#i-neutral",
        }
    }
}

/// One verdict as it is shown.
#[derive(Debug)]
pub struct Tile<'r> {
    /// Which verdict: `Structure`.
    pub name: &'static str,
    /// How it looks.
    pub tone: Tone,
    /// The state in a word or two.
    pub label: Cow<'r, str>,
    /// The reason.
    pub detail: Cow<'r, str>,
}

/// The four verdicts, always in the same order.
#[must_use]
pub fn tiles(verdicts: &Verdicts) -> Vec<Tile<'_>> {
    fn tile<'r, S>(name: &'static str, tone: Tone, verdict: &'r Verdict<S>) -> Tile<'r> {
        Tile {
            name,
            tone,
            label: Cow::Borrowed(&verdict.label),
            detail: Cow::Borrowed(&verdict.detail),
        }
    }
    let signature = match verdicts.signature.state {
        SignatureState::NotChecked | SignatureState::NotApplicable => Tone::Neutral,
        SignatureState::Unsecured | SignatureState::Missing => Tone::Bad,
    };
    let policy = match verdicts.policy.state {
        PolicyState::Met => Tone::Good,
        PolicyState::NotMet => Tone::Bad,
        PolicyState::Undecided => Tone::Warn,
        PolicyState::NotSet | PolicyState::NotApplicable => Tone::Neutral,
    };
    vec![
        tile(
            "Structure",
            structure_tone(verdicts.structure.state),
            &verdicts.structure,
        ),
        tile("Signature", signature, &verdicts.signature),
        tile("Time", time_tone(verdicts.time.state), &verdicts.time),
        tile("Policy", policy, &verdicts.policy),
    ]
}

fn structure_tone(state: StructureState) -> Tone {
    match state {
        StructureState::WellFormed => Tone::Good,
        StructureState::Deviates => Tone::Warn,
        StructureState::Damaged => Tone::Bad,
        StructureState::Decoded | StructureState::Recognised | StructureState::Unknown => {
            Tone::Neutral
        }
    }
}

fn time_tone(state: TimeState) -> Tone {
    match state {
        TimeState::Current => Tone::Good,
        TimeState::ExpiresSoon | TimeState::WithinLeeway => Tone::Warn,
        TimeState::Expired | TimeState::NotYetValid | TimeState::Unreadable => Tone::Bad,
        TimeState::NoExpiry | TimeState::Unknown | TimeState::NotApplicable => Tone::Neutral,
    }
}

/// The state of an artefact in a list of several: what its time says, or else its structure.
#[must_use]
pub fn summary(artefact: &Artefact) -> (Tone, &str) {
    let structure = &artefact.verdicts.structure;
    let time = &artefact.verdicts.time;
    match (structure.state, time.state) {
        (StructureState::Damaged, _) | (_, TimeState::NotApplicable | TimeState::Unknown) => {
            (structure_tone(structure.state), &structure.label)
        }
        (_, state) => (time_tone(state), &time.label),
    }
}

/// How a severity is headed and looks.
#[must_use]
pub fn severity(severity: Severity) -> (&'static str, Tone) {
    match severity {
        Severity::Error => ("Error", Tone::Bad),
        Severity::Warning => ("Warning", Tone::Warn),
        Severity::Advice => ("Advice", Tone::Neutral),
        Severity::Info => ("Information", Tone::Neutral),
    }
}

/// Worst first.
const SEVERITIES: [Severity; 4] = [
    Severity::Error,
    Severity::Warning,
    Severity::Advice,
    Severity::Info,
];

/// Everything that was noticed about the paste and one artefact, grouped by severity, worst first.
/// Severities without findings are left out.
#[must_use]
pub fn findings<'r>(
    report: &'r Report,
    artefact: Option<&'r Artefact>,
) -> Vec<(Severity, Vec<&'r Finding>)> {
    let own = artefact
        .into_iter()
        .flat_map(|artefact| artefact.findings.iter().chain(&artefact.timely));
    let mut groups: Vec<(Severity, Vec<&Finding>)> = SEVERITIES.map(|s| (s, Vec::new())).into();
    for finding in report.findings.iter().chain(own) {
        for (severity, group) in &mut groups {
            if *severity == finding.severity {
                group.push(finding);
            }
        }
    }
    groups.retain(|(_, group)| !group.is_empty());
    groups
}

/// The next moment at which a verdict may turn: the earliest of all artefacts' times after the
/// report's own moment.
#[must_use]
pub fn next_turn(report: &Report, leeway: i64) -> Option<i64> {
    let lines = report
        .artefacts
        .iter()
        .filter_map(|artefact| artefact.timeline);
    let moments = lines.flat_map(|line| {
        let ends = [
            line.expires,
            line.expires.map(|end| end.saturating_add(leeway)),
        ];
        let starts = [
            line.issued,
            line.not_before,
            line.not_before.map(|start| start.saturating_sub(leeway)),
            line.renewal,
        ];
        ends.into_iter().chain(starts).flatten()
    });
    moments.filter(|moment| *moment > report.now).min()
}

#[cfg(test)]
mod tests {
    use super::{Tone, findings, next_turn, summary, tiles};
    use crate::view_model::testing;
    use claimlens_core::report::Severity;

    #[test]
    fn four_verdicts_in_one_order() {
        let (_, report) = testing::report("", "");
        let names = report
            .artefacts
            .iter()
            .map(|artefact| tiles(&artefact.verdicts))
            .map(|tiles| {
                tiles
                    .iter()
                    .map(|tile| (tile.name, tile.tone))
                    .collect::<Vec<_>>()
            });
        let expected = [
            ("Structure", Tone::Good),
            ("Signature", Tone::Neutral),
            ("Time", Tone::Good),
            ("Policy", Tone::Neutral),
        ];
        assert_eq!(names.collect::<Vec<_>>(), [expected]);
        let short = report.artefacts.first().map(summary);
        assert_eq!(short, Some((Tone::Good, "Current")));
    }

    #[test]
    fn findings_come_worst_first_and_by_severity() {
        let (_, mut report) = testing::report("", "");
        report.findings = vec![testing::finding(Severity::Info)];
        if let Some(artefact) = report.artefacts.first_mut() {
            artefact.findings = vec![testing::finding(Severity::Warning)];
            artefact.timely = vec![
                testing::finding(Severity::Error),
                testing::finding(Severity::Warning),
            ];
        }
        let groups = findings(&report, report.artefacts.first());
        let sizes: Vec<_> = groups.iter().map(|(s, group)| (*s, group.len())).collect();
        assert_eq!(
            sizes,
            [
                (Severity::Error, 1),
                (Severity::Warning, 2),
                (Severity::Info, 1)
            ]
        );
    }

    #[test]
    fn the_next_turn_is_the_earliest_moment_ahead() {
        let (_, report) = testing::report("", "");
        assert_eq!(next_turn(&report, 0), Some(testing::NOW + 3300));
        assert_eq!(next_turn(&report, 60), Some(testing::NOW + 3300));
    }
}
