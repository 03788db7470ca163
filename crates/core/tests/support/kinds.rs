//! Candidates made by hand, and artefacts as text, for the tests of the kinds.

use claimlens_core::kinds;
use claimlens_core::paste::{Candidate, Shape};
use claimlens_core::report::{Artefact, Member, PartContent};
use claimlens_core::span::SourceMap;

/// A candidate that stands in the paste as it is, ten bytes in.
pub(crate) fn candidate(shape: Shape, text: &str) -> Candidate {
    Candidate {
        shape,
        text: text.to_owned(),
        map: SourceMap::verbatim(10, text.len()),
        place: String::new(),
        stripped: Vec::new(),
        parent: None,
    }
}

/// The artefact of a text of that shape.
pub(crate) fn artefact(shape: Shape, text: &str) -> Artefact {
    kinds::artefact(&candidate(shape, text))
}

/// An artefact as a person reads it, with places as `[start..end]`.
#[allow(dead_code, reason = "not every test shows artefacts")]
pub(crate) fn shown(artefact: &Artefact) -> String {
    let mut out = format!(
        "{}\n{} | {}\n",
        artefact.title, artefact.headline.lead, artefact.headline.rest
    );
    let v = &artefact.verdicts;
    for (name, label, detail) in [
        ("structure", &v.structure.label, &v.structure.detail),
        ("signature", &v.signature.label, &v.signature.detail),
        ("time", &v.time.label, &v.time.detail),
        ("policy", &v.policy.label, &v.policy.detail),
    ] {
        out += &format!("{name}: {label}. {detail}\n");
    }
    for step in &artefact.next_steps {
        out += &format!("-> {}\n", step.text);
        if let Some(command) = &step.command {
            out += &format!("   {}: {}\n", command.label, command.text);
        }
    }
    for finding in &artefact.findings {
        let place = finding
            .span
            .map_or(String::new(), |s| format!(" [{}..{}]", s.start, s.end));
        out += &format!(
            "! {:?} {}{place} ({}) {}\n",
            finding.severity, finding.code, finding.subject, finding.message
        );
    }
    for part in &artefact.parts {
        out += &format!(
            "# {:?} {} [{}..{}] {} bytes\n",
            part.role, part.title, part.span.start, part.span.end, part.bytes
        );
        match &part.content {
            PartContent::Json { text, members } => {
                out += &format!("  text {text}\n");
                lines(&mut out, members, 1);
            }
            PartContent::Fields { members } => lines(&mut out, members, 1),
            PartContent::List { items } => {
                for item in items {
                    out += &format!(
                        "  {} {} | {} | {} | {} ({}: {})\n",
                        item.id,
                        item.text,
                        item.seen,
                        item.tell,
                        item.fix,
                        item.mark.label(),
                        item.source
                    );
                }
            }
            PartContent::Text { text } => out += &format!("  text {text}\n"),
            PartContent::Bytes { hex, more } => out += &format!("  bytes {hex} more {more}\n"),
            PartContent::Empty => out += "  empty\n",
        }
    }
    for time in &artefact.times {
        out += &format!("time {} {}\n", time.name, time.utc);
    }
    for group in &artefact.scopes {
        out += &format!(
            "scopes {} {:?} {:?}\n",
            group.claim, group.values, group.note
        );
    }
    let facts = &artefact.facts;
    out += &format!(
        "facts issuer {:?} vendor {:?} client {:?} kid {:?} type {:?} exp {:?}\n",
        facts.issuer, facts.vendor, facts.client_id, facts.key_id, facts.token_type, facts.expires
    );
    out
}

fn lines(out: &mut String, members: &[Member], depth: usize) {
    for member in members {
        let meaning = member.meaning.as_ref().map_or(String::new(), |m| {
            format!(" -- {}: {} ({})", m.title, m.text, m.source)
        });
        *out += &format!(
            "{}{} = {} [{}..{}]{meaning}\n",
            "  ".repeat(depth),
            member.name,
            member.shown(),
            member.span.start,
            member.span.end
        );
        lines(out, &member.children, depth + 1);
    }
}
