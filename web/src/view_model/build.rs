//! The list of this build's files out of `build.json`.

use claimlens_core::jose::json::{Limits, read};

/// One file of the build.
#[derive(Debug, Eq, PartialEq)]
pub struct BuildFile {
    /// Its name, as the network tab shows it.
    pub name: String,
    /// Its size in bytes, unpacked.
    pub bytes: usize,
    /// Its hash as an `integrity` attribute has it.
    pub hash: String,
}

/// The files the page loads; none where the text is not such a list.
#[must_use]
pub fn files(json: &str) -> Vec<BuildFile> {
    let document = read(json.as_bytes(), Limits::DEFAULT);
    let files = document.object().and_then(|object| object.get("files"));
    let Some(files) = files else {
        return Vec::new();
    };
    let file = files.entries().filter_map(|entry| {
        Some(BuildFile {
            bytes: usize::try_from(entry.value.get("bytes")?.as_i64()?).ok()?,
            hash: entry.value.get_str("sha384")?.into_owned(),
            name: entry.name.into_owned(),
        })
    });
    file.collect()
}

#[cfg(test)]
mod tests {
    use super::files;

    #[test]
    fn names_sizes_and_hashes_are_read() {
        let json =
            r#"{"inputs":"x","files":{"boot-1.js":{"sha384":"sha384-abc","bytes":7},"odd":{}}}"#;
        let found = files(json);
        let first = found.first().map(|file| (file.name.as_str(), file.bytes));
        assert_eq!((found.len(), first), (1, Some(("boot-1.js", 7))));
        assert!(files("<html>").is_empty());
    }
}
