//! Prints the list of common secrets, one a line: `cargo xtask docs` keeps it in `data/secrets.txt`.

use std::io::{self, Write as _};

use claimlens_verify::weak::common_secrets;

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    // No line can hold the empty one; whoever searches tries it anyway.
    for secret in common_secrets().filter(|secret| !secret.is_empty()) {
        writeln!(out, "{secret}")?;
    }
    out.flush()
}
