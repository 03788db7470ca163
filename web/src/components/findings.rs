//! What was noticed, grouped by severity, worst first.

use claimlens_core::report::{Finding, Severity};

use super::source;
use crate::markup::{Node, button, el, icon, live, prose};
use crate::state::State;
use crate::view_model::fold::count;
use crate::view_model::states;

/// How many findings of one severity are shown before "show all".
const SHOWN: usize = 50;

/// The findings about the paste and the artefact shown.
#[must_use]
pub fn findings(state: State) -> Node {
    live(move || {
        state.view(|report, artefact| {
            let groups = states::findings(report, Some(artefact));
            if groups.is_empty() {
                return Node::Nothing;
            }
            let groups = groups
                .iter()
                .map(|(severity, all)| group(state, *severity, all));
            el("section")
                .id("findings")
                .class("findings")
                .child(el("h2").text("Findings"))
                .children(groups)
                .into()
        })
    })
}

fn group(state: State, severity: Severity, findings: &[&Finding]) -> Node {
    let (name, tone) = states::severity(severity);
    let list = format!("findings:{name}");
    let shown = if state.is_open(&list) {
        findings.len()
    } else {
        SHOWN
    };
    let more = (findings.len() > shown)
        .then(|| button(format!("Show all {}", findings.len()), "open", list).class("quiet"));
    let title = match severity {
        Severity::Error | Severity::Warning => count(findings.len(), &name.to_ascii_lowercase()),
        Severity::Advice | Severity::Info => format!("{name} ({})", findings.len()),
    };
    el("div")
        .class(tone.class())
        .child(el("h3").child(icon(tone.icon())).text(title))
        .child(el("ul").children(findings.iter().take(shown).map(|one| finding(state, one))))
        .child(more)
        .into()
}

fn finding(state: State, finding: &Finding) -> Node {
    let span = finding.span.filter(|_| state.is_linked());
    let at = span.map(|span| format!("{}-{}", span.start, span.end));
    let item = el("li").child(prose(el("p").class("message"), &finding.message));
    let item = match &at {
        Some(at) => item.attr("data-at", at.clone()),
        None => item,
    };
    let place = at.map(|at| button("Show in the input", "goto", at).class("link"));
    item.child(prose(el("p").class("help"), &finding.help))
        .child(
            el("p")
                .class("origin")
                .child(el("code").text(finding.code))
                .child(source(state, finding.reference))
                .child(place),
        )
        .into()
}
