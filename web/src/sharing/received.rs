//! What came by a link: read strictly, shown as plain text, and believed by nobody.

use claimlens_core::policy::Policy;
use claimlens_core::share::{
    self, NOTICE, Received, SharedArtefact, SharedFinding, SharedReport, SharedRow,
};
use claimlens_core::time::utc;

use super::verdicts::verdicts;
use crate::markup::{Element, Node, button, el};
use crate::pages::heading;
use crate::platform::dom;
use crate::view_model::expectations::{FIELDS, values};
use crate::view_model::states;

/// The page for what stands behind the `#`.
pub(crate) fn page() -> Vec<Node> {
    let fragment = dom::hash();
    match share::read(&fragment) {
        Ok(Received::Report(report)) => shared(&report),
        Ok(Received::Policy(policy)) => expected(&policy, fragment),
        Err(fault) => vec![
            heading("This link cannot be read"),
            el("p")
                .id("link-fault")
                .class("warned")
                .text(fault.message())
                .into(),
            el("p")
                .text("Ask whoever sent it for the report as a file, or for another link.")
                .into(),
            home(),
        ],
    }
}

fn home() -> Node {
    el("p")
        .child(el("a").attr("href", "#inspect").text("Go to the paste box"))
        .into()
}

fn notice() -> Node {
    el("p")
        .id("link-notice")
        .class("notice")
        .child(el("b").text(NOTICE))
        .into()
}

fn shared(report: &SharedReport) -> Vec<Node> {
    let mut page = vec![
        heading("A report that somebody shared"),
        notice(),
        el("p")
            .class("note")
            .text(format!(
                "The link says: made {}, for the moment {}, by version ",
                utc(report.made),
                utc(report.now)
            ))
            .child(el("bdi").text(report.by.clone()))
            .text(". It holds no token. Labels and advice are this page’s; names, values and reasons are the sender’s.")
            .into(),
        findings(&report.findings),
    ];
    page.extend(report.artefacts.iter().map(artefact));
    page.push(masked(report));
    page.push(home());
    page
}

fn artefact(artefact: &SharedArtefact) -> Node {
    let steps = artefact.next_steps.iter();
    let steps: Vec<Node> = steps.map(|step| el("li").child(own(step)).into()).collect();
    let steps = (!steps.is_empty()).then(|| {
        el("div")
            .child(el("h4").text("What to do next, the sender’s page says"))
            .child(el("ol").class("given").children(steps))
    });
    el("section")
        .class("shared")
        .child(el("h3").child(own(&artefact.title)))
        .child(
            el("p")
                .child(el("strong").child(own(&artefact.lead)))
                .text(" ")
                .child(own(&artefact.rest)),
        )
        .child(verdicts(artefact))
        .child(steps)
        .child(findings(&artefact.findings))
        .child(claims(&artefact.claims))
        .child(times(artefact))
        .into()
}

/// The sender's words, which cannot turn what stands around them.
fn own(text: &str) -> Element {
    el("bdi").text(text.to_owned())
}

fn findings(findings: &[SharedFinding]) -> Node {
    if findings.is_empty() {
        return Node::Nothing;
    }
    let items = findings.iter().map(|finding| {
        let (word, tone) = states::severity(finding.severity);
        el("li")
            .class(tone.class())
            .child(el("b").text(word))
            .text(" ")
            .child(el("code").child(own(&finding.code)))
            .text(" ")
            .child(own(&finding.message))
            .text(" ")
            .text(finding.help)
            .child(
                (!finding.reference.is_empty())
                    .then(|| el("cite").class("cite").text(finding.reference)),
            )
            .into()
    });
    el("ul").class("facts").children(items).into()
}

fn claims(rows: &[SharedRow]) -> Node {
    if rows.is_empty() {
        return Node::Nothing;
    }
    let cell = |text: &str| el("td").child(own(text));
    let rows = rows.iter().map(|row| {
        el("tr")
            .child(cell(&row.part))
            .child(cell(&row.name))
            .child(cell(&row.value))
            .into()
    });
    let head =
        ["Part", "Name", "Value"].map(|name| el("th").attr("scope", "col").text(name).into());
    el("div")
        .class("wide")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Claims")
        .child(
            el("table")
                .child(el("thead").child(el("tr").children(head)))
                .child(el("tbody").children(rows)),
        )
        .into()
}

fn times(artefact: &SharedArtefact) -> Node {
    let rows = artefact.times.iter().flat_map(|time| {
        let words = time.seconds.map_or_else(|| "not a moment".to_owned(), utc);
        [
            el("dt").child(own(&time.name)).into(),
            el("dd").child(el("span").text(words)).into(),
        ]
    });
    let rows: Vec<Node> = rows.collect();
    if rows.is_empty() {
        return Node::Nothing;
    }
    el("dl").class("values").children(rows).into()
}

fn masked(report: &SharedReport) -> Node {
    let items = report.masked.iter().map(|masked| {
        el("li")
            .text([masked.class.title(), ": "].concat())
            .child(own(&masked.path))
            .into()
    });
    let items: Vec<Node> = items.collect();
    let left_out: Vec<&str> = report
        .left_out
        .iter()
        .map(|section| section.title())
        .collect();
    let left_out = (!left_out.is_empty()).then(|| {
        el("p")
            .class("note")
            .text(["Left out: ", &left_out.join("; "), "."].concat())
    });
    let list = (!items.is_empty()).then(|| {
        el("details")
            .child(el("summary").text("What was masked before it was sent"))
            .child(el("ul").class("needs").children(items))
    });
    el("div").child(list).child(left_out).into()
}

fn expected(policy: &Policy, fragment: String) -> Vec<Node> {
    let Some(values) = values(policy) else {
        return vec![
            heading("What somebody expects of a token"),
            notice(),
            el("p").id("link-fault").class("warned").text("The link names something that the fields of this page cannot say, such as a scope with a space in it. Ask whoever sent it for the expectations as text.").into(),
            home(),
        ];
    };
    let rows = FIELDS
        .iter()
        .zip(&values)
        .filter(|(_, value)| !value.is_empty());
    let rows = rows.flat_map(|(field, value)| {
        [
            el("dt").text(field.label).into(),
            el("dd").child(own(value)).into(),
        ]
    });
    vec![
        heading("What somebody expects of a token"),
        notice(),
        el("dl").id("link-policy").class("values").children(rows).into(),
        el("p").text("Use it only if you know who sent it: tokens are then held against this in this tab, in place of what you expect there now.").into(),
        el("p")
            .child(button("Expect this in this tab", "take-policy", fragment))
            .into(),
        home(),
    ]
}

/// What the link that was looked at expects, as the values of the panel's fields. The address may be another one by now.
pub(crate) fn take_policy(fragment: &str) -> Option<Vec<String>> {
    match share::read(fragment) {
        Ok(Received::Policy(policy)) => values(&policy),
        _ => None,
    }
}
