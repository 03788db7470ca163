//! A shared report and a policy as compact JSON.

use alloc::string::String;

use super::policy_form;
use super::shared::{SharedArtefact, SharedFinding, SharedReport, SharedVerdict};
use crate::json_out::Json;
use crate::policy::Policy;
use crate::report::Word;

/// What has no entries is left out, and so is what is not there.
pub(super) fn report(report: &SharedReport) -> String {
    let mut json = Json::compact();
    json.object(|json| {
        json.number("made", report.made);
        json.number("now", report.now);
        json.text("by", &report.by);
        if let Some(primary) = report.primary {
            json.count("primary", primary);
        }
        if !report.artefacts.is_empty() {
            json.list("artefacts", &report.artefacts, artefact);
        }
        findings(json, &report.findings);
        if !report.masked.is_empty() {
            json.array("masked", |json| {
                for masked in &report.masked {
                    json.inner(|json| {
                        json.number_element(i64::try_from(masked.artefact).ok());
                        json.text_element(&masked.path);
                        json.text_element(masked.class.word());
                    });
                }
            });
        }
        if !report.left_out.is_empty() {
            json.array("left_out", |json| {
                for section in &report.left_out {
                    json.text_element(section.word());
                }
            });
        }
    });
    json.text_alone()
}

fn artefact(json: &mut Json, artefact: &SharedArtefact) {
    json.text("kind", artefact.kind.word());
    json.text("title", &artefact.title);
    if let Some(parent) = artefact.parent {
        json.count("parent", parent);
    }
    json.text("lead", &artefact.lead);
    json.text("rest", &artefact.rest);
    verdict(json, "structure", &artefact.structure);
    verdict(json, "signature", &artefact.signature);
    verdict(json, "time", &artefact.time);
    verdict(json, "policy", &artefact.policy);
    if !artefact.next_steps.is_empty() {
        json.texts("next", &artefact.next_steps);
    }
    findings(json, &artefact.findings);
    if !artefact.claims.is_empty() {
        json.array("claims", |json| {
            for row in &artefact.claims {
                json.inner(|json| {
                    json.text_element(&row.part);
                    json.text_element(&row.name);
                    json.text_element(&row.value);
                });
            }
        });
    }
    if !artefact.times.is_empty() {
        json.array("times", |json| {
            for time in &artefact.times {
                json.inner(|json| {
                    json.text_element(&time.name);
                    json.number_element(time.seconds);
                });
            }
        });
    }
}

fn verdict<S: Word>(json: &mut Json, name: &str, verdict: &SharedVerdict<S>) {
    json.array(name, |json| {
        json.text_element(verdict.state.word());
        json.text_element(&verdict.detail);
    });
}

fn findings(json: &mut Json, findings: &[SharedFinding]) {
    if findings.is_empty() {
        return;
    }
    json.array("findings", |json| {
        for finding in findings {
            json.inner(|json| {
                json.text_element(&finding.code);
                json.text_element(finding.severity.word());
                json.text_element(&finding.subject);
                json.text_element(&finding.message);
            });
        }
    });
}

/// The members have the names that a policy has everywhere.
pub(super) fn policy(policy: &Policy) -> String {
    let mut json = Json::compact();
    json.object(|json| {
        for (name, text) in policy_form::texts_of(policy) {
            if let Some(text) = text {
                json.text(name, text);
            }
        }
        for (name, texts) in policy_form::lists_of(policy) {
            if !texts.is_empty() {
                json.texts(name, texts);
            }
        }
        for (name, number) in policy_form::numbers_of(policy) {
            // No leeway is what a policy has that names none.
            if let Some(number) = number.filter(|number| (name, *number) != ("leeway", 0)) {
                json.number(name, number);
            }
        }
    });
    json.text_alone()
}
