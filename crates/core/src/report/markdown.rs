//! The report as Markdown: to paste into a ticket. No token, no signature, no secret is in it.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Artefact, Finding, Item, Member, PartContent, Report, Severity, ValueKind};
use crate::text::is_turning;

/// How much of one value is written, in characters.
const VALUE_SHOWN: usize = 300;

/// Writes the report as Markdown. Values are escaped, so that nothing in a token becomes markup.
#[must_use]
pub fn to_markdown(report: &Report) -> String {
    let mut out = String::from("# Claimlens report\n\n");
    line(
        &mut out,
        &[
            "For ",
            &crate::time::utc(report.now),
            ". Decoded, not verified.",
        ],
    );
    findings(&mut out, report.findings.iter());
    for artefact in &report.artefacts {
        write_artefact(&mut out, artefact);
    }
    out
}

fn write_artefact(out: &mut String, artefact: &Artefact) {
    line(out, &["\n## ", &escaped(&artefact.title)]);
    line(
        out,
        &[
            "\n**",
            &escaped(&artefact.headline.lead),
            "** ",
            &escaped(&artefact.headline.rest),
        ],
    );
    if !artefact.found.place.is_empty() {
        line(out, &["\nFound in ", &escaped(&artefact.found.place), "."]);
    }
    let verdicts = &artefact.verdicts;
    out.push_str("\n| Verdict | State | Why |\n|---|---|---|\n");
    for (name, label, detail) in [
        (
            "Structure",
            &verdicts.structure.label,
            &verdicts.structure.detail,
        ),
        (
            "Signature",
            &verdicts.signature.label,
            &verdicts.signature.detail,
        ),
        ("Time", &verdicts.time.label, &verdicts.time.detail),
        ("Policy", &verdicts.policy.label, &verdicts.policy.detail),
    ] {
        row(out, &[name, label, detail]);
    }
    if !artefact.next_steps.is_empty() {
        out.push_str("\nWhat to do next:\n\n");
        for step in &artefact.next_steps {
            line(out, &["1. ", &escaped(&step.text)]);
            if let Some(command) = &step.command {
                line(
                    out,
                    &["\n   ```\n   ", &indented(&command.text), "\n   ```\n"],
                );
            }
        }
    }
    findings(out, artefact.findings.iter().chain(&artefact.timely));
    if !artefact.policy_checks.is_empty() {
        out.push_str("\nHeld against what you expect:\n\n");
        for check in &artefact.policy_checks {
            line(out, &["- ", &escaped(&check.message)]);
        }
    }
    for part in &artefact.parts {
        if let PartContent::List { items } = &part.content {
            line(out, &["\n### ", &escaped(&part.title), "\n"]);
            write_items(out, items);
            continue;
        }
        let (PartContent::Json { members, .. } | PartContent::Fields { members }) = &part.content
        else {
            continue;
        };
        if members.is_empty() {
            continue;
        }
        line(out, &["\n### ", &escaped(&part.title), "\n"]);
        out.push_str("| Name | Value | Meaning |\n|---|---|---|\n");
        write_members(out, members, "");
    }
    for group in &artefact.scopes {
        line(
            out,
            &[
                "\n`",
                &escaped(&group.claim),
                "`: ",
                &escaped(&group.values.join(" ")),
            ],
        );
    }
}

fn write_items(out: &mut String, items: &[Item]) {
    for item in items {
        let mut text = escaped(item.text);
        for (label, more) in [
            ("Seen here: ", item.seen.as_str()),
            ("How to tell: ", item.tell),
            ("What to do: ", &item.fix),
        ] {
            if !more.is_empty() {
                text.push_str("<br>");
                text.push_str(label);
                text.push_str(&escaped(more));
            }
        }
        let source = escaped(item.source);
        let stop = if source.is_empty() { "" } else { ": " };
        line(
            out,
            &["1. ", &text, " (", item.mark.label(), stop, &source, ")"],
        );
    }
}

fn write_members(out: &mut String, members: &[Member], prefix: &str) {
    for member in members {
        let mut name = String::from(prefix);
        name.push_str(&member.name);
        if member.children.is_empty() {
            let mut value = shortened(member.shown());
            if member.kind == ValueKind::Missing && value.is_empty() {
                value.push_str("(missing)");
            }
            if let Some(time) = &member.time
                && !time.utc.is_empty()
            {
                value.push_str(" (");
                value.push_str(&time.utc);
                value.push(')');
            }
            let meaning = member.meaning.as_ref().map_or("", |meaning| &meaning.text);
            row(out, &[&name, &value, meaning]);
        } else {
            name.push('.');
            write_members(out, &member.children, &name);
        }
    }
}

fn findings<'f>(out: &mut String, findings: impl Iterator<Item = &'f Finding>) {
    let mut all: Vec<&Finding> = findings.collect();
    if all.is_empty() {
        return;
    }
    crate::order::sort_by(&mut all, |a, b| a.severity.cmp(&b.severity));
    out.push_str("\nFindings:\n\n");
    for finding in all {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
            Severity::Info => "info",
        };
        let reference = if finding.reference.is_empty() {
            ""
        } else {
            " — "
        };
        line(
            out,
            &[
                "- **",
                severity,
                "** `",
                finding.code,
                "` ",
                &escaped(&finding.message),
                " ",
                &escaped(&finding.help),
                reference,
                finding.reference,
            ],
        );
    }
}

fn row(out: &mut String, cells: &[&str]) {
    out.push('|');
    for cell in cells {
        out.push(' ');
        out.push_str(&escaped(cell));
        out.push_str(" |");
    }
    out.push('\n');
}

fn line(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
    out.push('\n');
}

/// A command in a fence that is part of a list. It is to be copied, so that nothing is escaped; nothing turns either.
fn indented(command: &str) -> String {
    let mut out = String::with_capacity(command.len());
    for character in command.chars() {
        match character {
            '\n' => out.push_str("\n   "),
            _ if is_turning(character) => out.extend(character.escape_unicode()),
            _ => out.push(character),
        }
    }
    out
}

fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(VALUE_SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Text that is no markup: what Markdown or HTML would read as such is escaped, lines are joined, and what would turn
/// the direction of the words behind it is spelt out.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '!' => {
                out.push('\\');
                out.push(character);
            }
            _ if character.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            _ if is_turning(character) => out.extend(character.escape_unicode()),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_value_becomes_markup() {
        assert_eq!(
            escaped("a|b <script>\n`x` [y](z)"),
            "a\\|b &lt;script&gt; \\`x\\` \\[y\\](z)"
        );
        assert_eq!(escaped("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(indented("a\n\u{2067}b"), "a\n   \\u{2067}b");
        assert_eq!(shortened(&"é".repeat(400)).chars().count(), 301);
    }
}
