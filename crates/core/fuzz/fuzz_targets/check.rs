//! What holds for every report.

use claimlens_core::report::{Member, PartContent, Report};
use claimlens_core::span::Span;

pub fn report(text: &str, report: &Report) {
    let inside = |span: Span| assert!(span.start <= span.end && span.end <= text.len(), "{span:?} in {}", text.len());
    for finding in &report.findings {
        finding.span.map(inside);
    }
    for artefact in &report.artefacts {
        inside(artefact.span);
        artefact.pieces.iter().copied().for_each(inside);
        assert!(artefact.parent.is_none_or(|parent| parent < report.artefacts.len()));
        assert!(!artefact.headline.lead.is_empty(), "every artefact has an answer");
        for finding in artefact.findings.iter().chain(&artefact.timely) {
            finding.span.map(inside);
        }
        for part in &artefact.parts {
            inside(part.span);
            if let PartContent::Json { members, .. } | PartContent::Fields { members } = &part.content {
                let mut waiting: Vec<&Member> = members.iter().collect();
                while let Some(member) = waiting.pop() {
                    inside(member.span);
                    waiting.extend(&member.children);
                }
            }
        }
    }
    let _ = claimlens_core::report::to_markdown(report);
}
