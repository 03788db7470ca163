//! `tables.txt`: the reference data of the core, all files in one, fetched once the page is ready.
//!
//! A line a file: its name below `crates/core/data`, a tab, its JSON without the white space between
//! values. JSON has no bare line break then, so lines are all there is to take apart.

use std::fs;
use std::path::Path;

use crate::Result;
use crate::repository::{cannot, files, name_below, root, write};

/// The file's name before its content is in it; Trunk.toml names it too.
pub(crate) const NAME: &str = "tables.txt";

/// The folders below `crates/core/data` whose files are fetched. The rest is compiled into the program.
const FOLDERS: [&str; 2] = ["genesys", "walkthroughs"];

/// Puts the file into the page's folder.
///
/// # Errors
/// When a file of data cannot be read.
pub(crate) fn place(page: &Path) -> Result<()> {
    let data = root().join("crates/core/data");
    let mut text = String::new();
    for folder in FOLDERS {
        let folder = data.join(folder);
        if !folder.is_dir() {
            continue;
        }
        let mut found = files(&folder, |_| false)?;
        found.retain(|path| path.extension().is_some_and(|end| end == "json"));
        found.sort();
        for path in found {
            let json = fs::read_to_string(&path).map_err(|error| cannot("read", &path, &error))?;
            let name = name_below(&data, &path);
            text.push_str(&format!("{name}\t{}\n", without_space(&json)));
        }
    }
    write(&page.join(NAME), text)
}

/// JSON without the white space between values. Nothing else changes: order, duplicates and numbers stay.
fn without_space(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    for character in json.chars() {
        if in_string {
            in_string = escaped || character != '"';
            escaped = !escaped && character == '\\';
        } else if character.is_ascii_whitespace() {
            continue;
        } else {
            in_string = character == '"';
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::without_space;

    #[test]
    fn white_space_goes_but_not_inside_strings() {
        assert_eq!(
            without_space("{\n  \"a b\" : [ 1.0 , \"\\\" \\\\\" ,\ttrue ]\r\n}\n"),
            r#"{"a b":[1.0,"\" \\",true]}"#
        );
    }
}
