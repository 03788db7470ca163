//! A table of rules, as it stands in docs: one row each, in the order given.

use std::io::{self, Write};

use claimlens_core::report::{Blame, Rule, Severity};

/// Writes the table.
pub(crate) fn table(out: &mut impl Write, rules: &[&Rule]) -> io::Result<()> {
    writeln!(
        out,
        "| Code | Severity | Kind | What it means | What to do | Reference |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    for rule in rules {
        writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} |",
            rule.code,
            severity(rule.severity),
            blame(rule.blame),
            cell(rule.title),
            cell(rule.help),
            if rule.reference.is_empty() {
                "–"
            } else {
                rule.reference
            },
        )?;
    }
    Ok(())
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
        Severity::Info => "info",
    }
}

fn blame(blame: Blame) -> &'static str {
    match blame {
        Blame::Malformed => "malformed",
        Blame::AgainstStandard => "against a standard",
        Blame::Advice => "advised against",
        Blame::Policy => "against your policy",
        Blame::Unsupported => "limit of this tool",
    }
}

/// Text that does not end its cell or open an element.
pub(crate) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}
