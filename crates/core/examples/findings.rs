//! Prints the table of findings (docs/findings.md) from the rules themselves.
//!
//! `cargo run -p claimlens-core --example findings > docs/findings.md`

use std::io::{self, Write};

use claimlens_core::lint;
use claimlens_core::report::{Blame, Rule, Severity};

fn main() -> io::Result<()> {
    let mut rules: Vec<&Rule> = lint::rules().collect();
    rules.sort_by_key(|rule| rule.code);
    let mut out = io::stdout().lock();
    writeln!(out, "# Findings\n")?;
    writeln!(
        out,
        "What Claimlens can say about what was pasted. A code never changes its meaning. The severity is\n\
         the usual one; the sort of token can make a finding matter more or less. This table is generated:\n\
         `cargo run -p claimlens-core --example findings`.\n"
    )?;
    writeln!(
        out,
        "- **error**: a receiver must or will refuse it, or it is dangerous as it stands."
    )?;
    writeln!(
        out,
        "- **warning**: likely wrong, or wrong for the sort of token that was recognised."
    )?;
    writeln!(out, "- **advice**: works, and could be better.")?;
    writeln!(out, "- **info**: worth knowing; nothing to do.\n")?;
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
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}
