//! `sw.js`, the service worker: its text with this build's files in front of it.
//!
//! It comes last, because it names every other file by its hash. Its own name stays: a browser looks
//! for a new one under the old name.

use std::collections::BTreeMap;

use serde_json::json;

use super::integrity::{name_hash, sri};

/// The file's name; boot.js names it too.
pub(crate) const NAME: &str = "sw.js";

/// The worker of a build: what it keeps, each file with its hash, and a name that changes with them.
pub(crate) fn with_files(text: &str, contents: &BTreeMap<String, Vec<u8>>) -> String {
    let files: BTreeMap<&str, String> = contents
        .iter()
        .map(|(name, content)| (name.as_str(), sri(content)))
        .collect();
    let list = json!(files).to_string();
    let name = name_hash(list.as_bytes());
    format!(
        "const BUILD={};{text}",
        json!({ "name": name, "files": files })
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_knows_every_file_and_a_change_in_any_is_another_build() {
        let contents = |page: &str| {
            BTreeMap::from([
                ("index.html".to_owned(), page.as_bytes().to_vec()),
                ("a-0123456789abcdef.js".to_owned(), b"a".to_vec()),
            ])
        };
        let one = with_files("run()", &contents("one"));
        assert!(one.starts_with("const BUILD={\"files\":{\"a-0123456789abcdef.js\":\"sha384-"));
        assert!(one.ends_with("};run()"), "{one}");
        let name = |text: &str| text.split("\"name\":").nth(1).map(str::to_owned);
        assert_ne!(name(&one), name(&with_files("run()", &contents("two"))));
    }
}
