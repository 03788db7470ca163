//! `SHA256SUMS`: the hash of every file that is handed on, as `sha256sum --check` reads it.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::Result;
use crate::repository::{cannot, files, name_below, write};

/// The file's name; it is the one file that is not in it.
pub(crate) const NAME: &str = "SHA256SUMS";

/// The file beside the page that is meant to be changed.
const SETTINGS: &str = "site/config.json";

/// Writes the list for everything below `folder`. Returns how many files are in it.
///
/// # Errors
/// When a file cannot be read, or the list not be written.
pub(crate) fn place(folder: &Path) -> Result<usize> {
    let mut lines = Vec::new();
    for path in files(folder, |_| false)? {
        let name = name_below(folder, &path);
        // The settings are whoever runs the page's own: a check of the rest must not stumble over them.
        if name == NAME || name == SETTINGS {
            continue;
        }
        let content = fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
        lines.push((name, hex(&content)));
    }
    // By name, whatever the file system's order is: the same files give the same list.
    lines.sort();
    let text: String = lines
        .iter()
        .map(|(name, hash)| format!("{hash}  {name}\n"))
        .collect();
    write(&folder.join(NAME), text)?;
    Ok(lines.len())
}

/// SHA-256 in hexadecimal digits.
pub(super) fn hex(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_listed_by_name_and_the_list_is_not() {
        let folder = std::env::temp_dir().join(format!("claimlens-sums-{}", std::process::id()));
        fs::create_dir_all(folder.join("site")).unwrap();
        for (name, content) in [("b", "x"), ("site/a", ""), ("a", "y"), (NAME, "old")] {
            write(&folder.join(name), content).unwrap();
        }
        assert_eq!(place(&folder), Ok(3));
        let text = fs::read_to_string(folder.join(NAME)).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let names: Vec<_> = text.lines().filter_map(|line| line.get(66..)).collect();
        assert_eq!(names, ["a", "b", "site/a"]);
        assert!(text.ends_with(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  site/a\n"
        ));
    }
}
