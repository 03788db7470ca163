//! A redacted report as text: Markdown and JSON, both with what was masked at their end.

use alloc::format;
use alloc::string::String;

use super::{Masked, Redacted};
use crate::json_out::Json;
use crate::report::{escaped, to_markdown, write_json};

pub(super) fn markdown(redacted: &Redacted) -> String {
    let mut out = to_markdown(&redacted.report);
    out.push_str("\n## What was masked\n\n");
    out.push_str(&summary(&redacted.masked));
    out.push('\n');
    let several = redacted.report.artefacts.len() > 1;
    for (at, masked) in redacted.masked.iter().enumerate() {
        out.push_str(if at == 0 { "\n- " } else { "- " });
        out.push_str(&escaped(&masked.path));
        let artefact = redacted.report.artefacts.get(masked.artefact);
        if let Some(artefact) = artefact.filter(|_| several) {
            out.push_str(" in ");
            out.push_str(&escaped(&artefact.title));
        }
        out.push_str(": ");
        out.push_str(masked.why);
        if !masked.source.is_empty() {
            out.push_str(" (");
            out.push_str(&escaped(masked.source));
            out.push(')');
        }
        out.push('\n');
    }
    out
}

pub(super) fn json(redacted: &Redacted) -> String {
    let mut json = Json::default();
    json.object(|json| {
        write_json(json, &redacted.report);
        json.list("masked", &redacted.masked, |json, masked: &Masked| {
            json.count("artefact", masked.artefact);
            json.text("path", &masked.path);
            json.text("class", masked.class.word());
            json.text("why", masked.why);
            json.text("source", masked.source);
        });
    });
    json.text_with_end()
}

/// `3 things were masked.`
fn summary(masked: &[Masked]) -> String {
    match masked.len() {
        0 => String::from("Nothing was masked."),
        1 => String::from("One thing was masked."),
        many => format!("{many} things were masked."),
    }
}
