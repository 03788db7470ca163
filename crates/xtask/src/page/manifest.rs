//! `dist/build.json`: what the build made, and from which inputs.
//!
//! `{ "inputs": "<sha256>", "files": { "<name>": { "sha384", "bytes", "gzip", "brotli",
//! "first_load", "immutable" } } }`; sizes in bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::integrity::sri;
use crate::Result;
use crate::repository::read;

/// The name of the manifest inside the page's folder.
pub(crate) const NAME: &str = "build.json";

/// One file of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// As an `integrity` attribute has it.
    pub(crate) sha384: String,
    pub(crate) bytes: u64,
    /// The size as served with that encoding: that of the file itself where packing gains nothing.
    pub(crate) gzip: u64,
    pub(crate) brotli: u64,
    /// Needed before a first paste can be answered.
    pub(crate) first_load: bool,
    /// The name carries a hash of the content: caches may keep it for ever.
    pub(crate) immutable: bool,
}

/// All files of the page by name.
pub(crate) type Entries = BTreeMap<String, Entry>;

/// The manifest's text.
pub(crate) fn to_json(inputs: &str, entries: &Entries) -> String {
    let files: serde_json::Map<String, Value> = entries
        .iter()
        .map(|(name, entry)| {
            let value = json!({
                "sha384": entry.sha384,
                "bytes": entry.bytes,
                "gzip": entry.gzip,
                "brotli": entry.brotli,
                "first_load": entry.first_load,
                "immutable": entry.immutable,
            });
            (name.clone(), value)
        })
        .collect();
    format!("{:#}\n", json!({ "inputs": inputs, "files": files }))
}

/// Reads a manifest: the fingerprint of its inputs, and the files.
///
/// # Errors
/// When it is not what [`to_json`] writes.
pub(crate) fn from_json(text: &str) -> Result<(String, Entries)> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("{NAME} is no JSON: {error}"))?;
    let parsed = || {
        let inputs = value.get("inputs")?.as_str()?.to_owned();
        let mut entries = Entries::new();
        for (name, value) in value.get("files")?.as_object()? {
            let entry = Entry {
                sha384: value.get("sha384")?.as_str()?.to_owned(),
                bytes: value.get("bytes")?.as_u64()?,
                gzip: value.get("gzip")?.as_u64()?,
                brotli: value.get("brotli")?.as_u64()?,
                first_load: value.get("first_load")?.as_bool()?,
                immutable: value.get("immutable")?.as_bool()?,
            };
            entries.insert(name.clone(), entry);
        }
        Some((inputs, entries))
    };
    parsed().ok_or_else(|| format!("{NAME} is of another form: run `cargo xtask build`"))
}

/// Reads the manifest of a built page.
///
/// # Errors
/// When there is none.
pub(crate) fn load(folder: &Path) -> Result<(String, Entries)> {
    from_json(&read(&folder.join(NAME))?)
}

/// Whether `folder` holds, unchanged, the page built from these inputs.
pub(crate) fn is_intact(folder: &Path, inputs: &str) -> bool {
    let Ok((built_from, entries)) = load(folder) else {
        return false;
    };
    built_from == inputs
        && entries.iter().all(|(name, entry)| {
            fs::read(folder.join(name)).is_ok_and(|content| sri(&content) == entry.sha384)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_as_it_was_written() {
        let entry = Entry {
            sha384: sri(b"x"),
            bytes: 9,
            gzip: 8,
            brotli: 7,
            first_load: true,
            immutable: false,
        };
        let entries = Entries::from([("index.html".to_owned(), entry)]);
        let text = to_json("abc", &entries);
        assert_eq!(from_json(&text), Ok(("abc".to_owned(), entries)));
    }

    #[test]
    fn another_form_is_an_error_that_says_what_to_do() {
        assert!(from_json("{}").unwrap_err().contains("cargo xtask build"));
        assert!(from_json("").unwrap_err().contains("no JSON"));
    }
}
