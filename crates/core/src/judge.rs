//! Interim: filled by the next merge.
use crate::Context;
use crate::report::{Artefact, Report};
/// Fills what depends on the time and the policy.
pub fn judge(artefact: &mut Artefact, _: &Context) {
    artefact.headline.lead = artefact.title.clone();
}
/// The same for every artefact of a report.
pub fn judge_all(report: &mut Report, context: &Context) {
    report.now = context.now;
    for artefact in &mut report.artefacts {
        judge(artefact, context);
    }
}
