//! The two places where the program speaks: standard output for what happened, standard error for
//! what went wrong. Nothing of a request is ever said.

use std::io::{self, Write};

/// Writes one line to standard output.
pub fn say(line: &str) {
    line_to(&mut io::stdout().lock(), line);
}

/// Writes one line to standard error.
pub fn complain(line: &str) {
    line_to(&mut io::stderr().lock(), line);
}

/// A closed pipe is no reason to stop serving (`println!` would panic), so failures are let go.
/// Flushed, because whoever started the program may wait for the line.
fn line_to(out: &mut dyn Write, line: &str) {
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
