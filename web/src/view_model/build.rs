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

/// Which build it is, as `build.json` says. Empty where it does not.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Made {
    /// The version: `0.1.0`.
    pub version: String,
    /// The commit it was built from.
    pub commit: String,
    /// The date of that commit.
    pub date: String,
    /// The names of its files.
    pub files: Vec<String>,
}

impl Made {
    /// Whether an address is that of one of its files, below `base`, or of the page itself.
    #[must_use]
    pub fn has(&self, base: &str, address: &str) -> bool {
        let name = address.strip_prefix(base);
        name.is_some_and(|name| name.is_empty() || self.files.iter().any(|file| file == name))
    }

    /// Reads the list.
    #[must_use]
    pub fn read(json: &str) -> Self {
        let document = read(json.as_bytes(), Limits::DEFAULT);
        let text = |name: &str| {
            let text = document.object().and_then(|object| object.get_str(name));
            text.map(|text| text.into_owned()).unwrap_or_default()
        };
        Self {
            version: text("version"),
            commit: text("commit"),
            date: text("date"),
            files: files(json).into_iter().map(|file| file.name).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Made, files};

    #[test]
    fn which_build_it_is_is_read_where_it_says_so() {
        let json = r#"{"version":"1.2.3","commit":"abc","date":"2026-01-02","files":{"a":{"sha384":"x","bytes":1}}}"#;
        let made = Made::read(json);
        assert_eq!(
            (
                made.version.as_str(),
                made.commit.as_str(),
                made.files.clone()
            ),
            ("1.2.3", "abc", vec!["a".to_owned()])
        );
        assert!(
            made.has("https://x/y/", "https://x/y/a") && made.has("https://x/y/", "https://x/y/")
        );
        for other in ["https://x/a", "https://x/y/build.json", "https://z/y/a"] {
            assert!(!made.has("https://x/y/", other), "{other}");
        }
        assert_eq!(Made::read("<html>"), Made::default());
    }

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
