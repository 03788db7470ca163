//! The reference data as the tests read it.

use std::sync::LazyLock;

use claimlens_core::genesys::{FILES, Tables};

/// The tables, read once.
pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let texts: Vec<(&str, String)> = FILES.into_iter().map(|name| (name, text(name))).collect();
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    Tables::read(&files).unwrap_or_else(|fault| panic!("{fault}"))
});

/// One file of the data.
pub(crate) fn text(name: &str) -> String {
    let path = format!("{}/data/genesys/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}
