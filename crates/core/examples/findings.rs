//! Prints the table of findings (docs/findings.md) from the rules themselves.
//!
//! `cargo xtask docs` writes it there.

use std::io::{self, Write};

use claimlens_core::lint;
use claimlens_core::report::Rule;

#[path = "shared/table.rs"]
mod shared;
use shared::table;

fn main() -> io::Result<()> {
    let mut rules: Vec<&Rule> = lint::rules().collect();
    rules.sort_by_key(|rule| rule.code);
    let mut out = io::stdout().lock();
    writeln!(out, "# Findings\n")?;
    writeln!(
        out,
        "What Claimlens can say about what was pasted. A code never changes its meaning. The severity is\n\
         the usual one; the sort of token can make a finding matter more or less. This table is generated:\n\
         `cargo xtask docs`.\n"
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
    table(&mut out, &rules)
}
