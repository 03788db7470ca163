//! Prints the table of reasons and of findings about keys (docs/reasons.md) from the code itself.
//!
//! `cargo xtask docs` writes it there.

use std::io::{self, Write};

use claimlens_core::report::Rule;
use claimlens_verify::Code;
use claimlens_verify::keys::rules::RULES;

#[path = "../../core/examples/shared/table.rs"]
mod shared;
use shared::{cell, table};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "# Reasons\n")?;
    writeln!(
        out,
        "Why a signature does not verify, or the key may not be used for it. A code never changes its\n\
         meaning. *crypto*: the bytes do not verify, or nothing can be said. *policy*: they do, and what the\n\
         key says of itself or its strength does not hold. *neither*: it changes no verdict. This table is generated:\n\
         `cargo xtask docs`.\n"
    )?;
    writeln!(out, "| Code | Verdict | What it means |")?;
    writeln!(out, "|---|---|---|")?;
    for (code, text) in Code::ALL {
        let name = serde_json::to_string(code)?;
        writeln!(
            out,
            "| `{}` | {} | {} |",
            name.trim_matches('"'),
            match code {
                Code::PrivateKey | Code::HashMismatch => "neither",
                code if code.is_policy() => "policy",
                _ => "crypto",
            },
            cell(text),
        )?;
    }
    writeln!(out, "\n# Findings about keys\n")?;
    let mut rules: Vec<&Rule> = RULES.to_vec();
    rules.sort_by_key(|rule| rule.code);
    table(&mut out, &rules)
}
