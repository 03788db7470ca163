//! What depends on *now* and on the policy: verdicts, timely findings, the headline, the next steps.
//!
//! Judging parses nothing and can be repeated at will: every second for the countdown, and whenever
//! the policy changes. It only reads what the builders of artefacts left there and writes its own fields.

mod answer;
mod headline;
mod signature;
mod steps;
mod timing;

pub use signature::signature_verdict;

pub(crate) use steps::of as steps;
pub(crate) use timing::{RULES, findings as timely};

use alloc::format;

use crate::context::Context;
use crate::report::{
    Artefact, CheckState, Kind, Member, PartContent, PolicyState, Report, Role, TimeReading,
    Verdict,
};

/// Fills what depends on the moment and the policy of `context`. For artefacts that are no JOSE token
/// only the dates are judged, where there are any; their builders have said the rest.
pub fn judge(artefact: &mut Artefact, context: &Context) {
    let jose = is_jose(artefact.kind);
    if jose || artefact.facts.expires.is_some() {
        artefact.verdicts.time = timing::verdict(artefact, context);
        artefact.timely = (context.knowledge.timely)(artefact, context);
        artefact.timeline = timing::timeline(artefact, context);
    }
    if !jose {
        return;
    }
    artefact.policy_checks = (context.knowledge.check)(artefact, context);
    artefact.verdicts.policy = policy_verdict(artefact);
    artefact.headline = headline::of(artefact, context);
    artefact.next_steps = (context.knowledge.steps)(artefact, context);
}

/// Judges every artefact of a report for the moment and the policy of `context`.
pub fn judge_all(report: &mut Report, context: &Context) {
    report.now = context.now;
    for artefact in &mut report.artefacts {
        judge(artefact, context);
    }
}

/// Whether the artefact is a JOSE token.
pub(crate) fn is_jose(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Jwt | Kind::Jws | Kind::JwsJson | Kind::Jwe | Kind::JweJson | Kind::SdJwt
    )
}

/// Whether its claims are encrypted.
fn is_encrypted(kind: Kind) -> bool {
    matches!(kind, Kind::Jwe | Kind::JweJson)
}

fn policy_verdict(artefact: &Artefact) -> Verdict<PolicyState> {
    let checks = &artefact.policy_checks;
    if checks.is_empty() {
        let detail =
            "Nothing was said to be expected: give an issuer, an audience or scopes to check them.";
        return Verdict::new(PolicyState::NotSet, "Not set", detail);
    }
    let first = |state| checks.iter().find(|check| check.state == state);
    let count = |state| checks.iter().filter(|check| check.state == state).count();
    if let Some(check) = first(CheckState::NotMet) {
        let more = match count(CheckState::NotMet) {
            0 | 1 => alloc::string::String::new(),
            failed => format!(" And {} more.", failed - 1),
        };
        let detail = format!("{}{more}", check.message);
        return Verdict::new(PolicyState::NotMet, "Not met", detail);
    }
    if let Some(check) = first(CheckState::Undecided) {
        return Verdict::new(PolicyState::Undecided, "Undecided", check.message.clone());
    }
    let detail = format!("All {} expectations are met.", checks.len());
    Verdict::new(PolicyState::Met, "Met", detail)
}

/// The top-level claim of that name; of several in the payload the last, as most readers do.
fn claim<'a>(artefact: &'a Artefact, name: &str) -> Option<&'a Member> {
    artefact
        .parts
        .iter()
        .filter(|part| matches!(part.role, Role::Payload | Role::Body))
        .filter_map(|part| match &part.content {
            PartContent::Json { members, .. } | PartContent::Fields { members } => Some(members),
            PartContent::List { .. }
            | PartContent::Text { .. }
            | PartContent::Bytes { .. }
            | PartContent::Empty => None,
        })
        .flat_map(|members| members.iter().rev())
        .find(|member| member.name == name)
}

/// The reading of the claim `name` as a moment. Disclosures and bindings that follow a payload may name
/// the same claim; the payload's own counts.
pub(crate) fn date<'a>(artefact: &'a Artefact, name: &str) -> Option<&'a TimeReading> {
    let own = claim(artefact, name).and_then(|member| member.time.as_ref());
    own.or_else(|| artefact.times.iter().find(|time| time.name == name))
}

#[cfg(test)]
pub(crate) mod tests;
