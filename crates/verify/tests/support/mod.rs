//! What the tests against the shared vectors have in common.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, Write as _};
use std::path::PathBuf;

use serde_json::Value;

/// Reads a vector file below `shared/vectors` beside the repository. Where the folder is absent (a
/// checkout by itself), says so, counts the corpus as skipped and gives nothing.
#[allow(dead_code, reason = "some vectors come in a crate")]
pub(crate) fn vectors(corpus: &str, file: &str) -> Option<Value> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../../shared/vectors", file]
        .iter()
        .collect();
    let Ok(opened) = File::open(&path) else {
        println!("skipped: {file} is not there; the vectors are kept beside the repository");
        summary(corpus, 0, 1);
        return None;
    };
    Some(serde_json::from_reader(BufReader::new(opened)).expect("a vector file is JSON"))
}

/// Adds a line to the summary that `cargo xtask test` prints at its end.
pub(crate) fn summary(corpus: &str, run: usize, skipped: usize) {
    println!("vectors: {corpus} run={run} skipped={skipped}");
    let Some(path) = std::env::var_os("CLAIMLENS_VECTOR_SUMMARY") else {
        return;
    };
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .expect("the summary can be written");
    writeln!(file, "vectors: {corpus} run={run} skipped={skipped}")
        .expect("the summary can be written");
}
