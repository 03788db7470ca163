//! Prints the JSON Schema of the report. `docs/report.schema.json` is made from it.

use std::io::{self, Write as _};

fn main() -> io::Result<()> {
    let schema = schemars::schema_for!(claimlens_core::report::Report);
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)
}
