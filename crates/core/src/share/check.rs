//! What holds for every shared report, whoever made it: asked before a link is written, and after one is read.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::Fault;
use super::clean::unfit;
use super::limits::{
    ARTEFACTS, BY, CLAIMS, CODE, EARLIEST, FINDINGS, LATEST, MASKED, NAME, PART, PATH, SENTENCE,
    STEPS, SUBJECT, TIMES, TITLE, Text, VALUE,
};
use super::shared::{SharedArtefact, SharedFinding, SharedReport};
use crate::redaction;

const AGAIN: &str = "Ask the sender for another link, made by this program.";

/// A fault with its place.
pub(super) fn fault(
    at: impl Into<String>,
    found: impl Into<String>,
    expected: impl Into<String>,
) -> Fault {
    Fault {
        at: at.into(),
        found: found.into(),
        expected: expected.into(),
        todo: AGAIN,
    }
}

/// Whether a report can stand in a link.
pub(super) fn report(report: &SharedReport) -> Result<(), Fault> {
    most("artefacts", report.artefacts.len(), ARTEFACTS)?;
    most("findings", report.findings.len(), FINDINGS)?;
    most("masked", report.masked.len(), MASKED)?;
    for (at, moment) in [("made", report.made), ("now", report.now)] {
        self::moment(at, moment)?;
    }
    if let Some(primary) = report.primary {
        index("primary", primary, report.artefacts.len())?;
    }
    for (at, masked) in report.masked.iter().enumerate() {
        index(
            &format!("masked[{at}]"),
            masked.artefact,
            report.artefacts.len().max(1),
        )?;
    }
    for (at, artefact) in report.artefacts.iter().enumerate() {
        self::artefact(artefact, at)?;
    }
    for (at, finding) in report.findings.iter().enumerate() {
        code(&format!("findings[{at}].code"), finding)?;
    }
    texts(report).iter().try_for_each(text)
}

/// Where a text of the report looks like a token, a secret or a key, and what it looks like.
pub(super) fn secret(report: &SharedReport) -> Option<(String, &'static str)> {
    texts(report)
        .into_iter()
        .find_map(|text| Some((text.at, redaction::secret(text.text, text.named)?)))
}

fn artefact(artefact: &SharedArtefact, at: usize) -> Result<(), Fault> {
    let place = format!("artefacts[{at}]");
    let within = |name: &str| format!("{place}.{name}");
    if let Some(parent) = artefact.parent {
        index(&within("parent"), parent, at)?;
    }
    most(&within("next"), artefact.next_steps.len(), STEPS)?;
    most(&within("findings"), artefact.findings.len(), FINDINGS)?;
    most(&within("claims"), artefact.claims.len(), CLAIMS)?;
    most(&within("times"), artefact.times.len(), TIMES)?;
    for (n, time) in artefact.times.iter().enumerate() {
        if let Some(seconds) = time.seconds {
            moment(&within(&format!("times[{n}]")), seconds)?;
        }
    }
    for (n, finding) in artefact.findings.iter().enumerate() {
        code(&within(&format!("findings[{n}].code")), finding)?;
    }
    Ok(())
}

fn most(at: &str, found: usize, most: usize) -> Result<(), Fault> {
    match found > most {
        true => Err(fault(
            at,
            format!("{found} entries"),
            format!("at most {most}"),
        )),
        false => Ok(()),
    }
}

fn index(at: &str, found: usize, below: usize) -> Result<(), Fault> {
    match found >= below {
        true => Err(fault(
            at,
            format!("{found}"),
            "the number of an artefact before it, or of one there is",
        )),
        false => Ok(()),
    }
}

fn moment(at: &str, found: i64) -> Result<(), Fault> {
    match (EARLIEST..=LATEST).contains(&found) {
        true => Ok(()),
        false => Err(fault(
            at,
            found.to_string(),
            "seconds since 1970, of a year up to 9999",
        )),
    }
}

fn code(at: &str, finding: &SharedFinding) -> Result<(), Fault> {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let code = &finding.code;
    match code.len() <= CODE && code.split('.').all(is_word) {
        true => Ok(()),
        false => Err(fault(
            at,
            crate::claims::brief(code),
            "a rule's code: lower-case words joined by dots",
        )),
    }
}

/// Whether a text is short enough, and plain.
pub(super) fn text(text: &Text<'_>) -> Result<(), Fault> {
    let length = text.text.chars().count();
    if length > text.most {
        return Err(fault(
            text.at.as_str(),
            format!("a text of {length} characters"),
            format!("at most {}", text.most),
        ));
    }
    match unfit(text.text) {
        Some(c) => Err(fault(
            text.at.as_str(),
            format!(
                "the character U+{:04X}, which nobody sees or which changes how others look",
                u32::from(c)
            ),
            "plain text in one line",
        )),
        None => Ok(()),
    }
}

/// Every text of a report.
fn texts(report: &SharedReport) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    let mut add = |at: String, text, most, named| {
        texts.push(Text {
            at,
            text,
            most,
            named,
        })
    };
    add("by".into(), report.by.as_str(), BY, false);
    for (n, artefact) in report.artefacts.iter().enumerate() {
        let at = |name: &str| format!("artefacts[{n}].{name}");
        for (name, text, most) in [
            ("title", &artefact.title, TITLE),
            ("lead", &artefact.lead, SENTENCE),
            ("rest", &artefact.rest, SENTENCE),
            ("structure", &artefact.structure.detail, SENTENCE),
            ("signature", &artefact.signature.detail, SENTENCE),
            ("time", &artefact.time.detail, SENTENCE),
            ("policy", &artefact.policy.detail, SENTENCE),
        ] {
            add(at(name), text.as_str(), most, false);
        }
        for (i, step) in artefact.next_steps.iter().enumerate() {
            add(at(&format!("next[{i}]")), step, SENTENCE, false);
        }
        for (i, finding) in artefact.findings.iter().enumerate() {
            add(
                at(&format!("findings[{i}].subject")),
                &finding.subject,
                SUBJECT,
                true,
            );
            add(
                at(&format!("findings[{i}].message")),
                &finding.message,
                SENTENCE,
                false,
            );
        }
        for (i, row) in artefact.claims.iter().enumerate() {
            let last = row.name.rsplit(['.', '[']).next().unwrap_or_default();
            let named = redaction::stays(&row.name)
                || redaction::stays(last)
                || redaction::stays(before_index(&row.name));
            add(at(&format!("claims[{i}].part")), &row.part, PART, false);
            add(at(&format!("claims[{i}].name")), &row.name, NAME, false);
            add(at(&format!("claims[{i}].value")), &row.value, VALUE, named);
        }
        for (i, time) in artefact.times.iter().enumerate() {
            add(at(&format!("times[{i}]")), &time.name, NAME, true);
        }
    }
    for (i, finding) in report.findings.iter().enumerate() {
        add(
            format!("findings[{i}].subject"),
            &finding.subject,
            SUBJECT,
            true,
        );
        add(
            format!("findings[{i}].message"),
            &finding.message,
            SENTENCE,
            false,
        );
    }
    for (i, masked) in report.masked.iter().enumerate() {
        add(format!("masked[{i}]"), &masked.path, PATH, true);
    }
    texts
}

/// `aud` of `aud[0]`.
fn before_index(name: &str) -> &str {
    name.split('[').next().unwrap_or(name)
}
