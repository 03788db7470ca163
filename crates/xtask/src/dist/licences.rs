//! `LICENSES.md`: whose work is in what is handed on, and under which terms, with the texts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::crates::{Crate, Crates};
use super::sbom::{STD_LICENCE, rust};
use crate::Result;
use crate::process::answer;
use crate::repository::{cannot, read, root};

/// What the names of files with terms begin with, in capitals.
const NAMES: [&str; 6] = [
    "LICENSE",
    "LICENCE",
    "COPYING",
    "COPYRIGHT",
    "NOTICE",
    "UNLICENSE",
];

/// The document.
///
/// # Errors
/// When a file cannot be read.
pub(super) fn to_markdown(crates: &Crates) -> Result<String> {
    let foreign: Vec<&Crate> = crates.values().filter(|found| found.is_foreign()).collect();
    let rust = rust();
    let mut out = format!(
        "# Licences\n\nClaimlens is under the MIT licence; its text comes first. The page and `claimlens-proxy` also hold \
         the work of others: {} crates and Rust's library. Programs that only ran during the build are not in them. \
         The texts below are as the crates carry them, each once.\n\n| What | Version | Licence | In |\n|---|---|---|---|\n",
        foreign.len()
    );
    for found in &foreign {
        let parts: Vec<_> = found.parts.iter().copied().collect();
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            found.name,
            found.version,
            found.licence,
            parts.join(", ")
        ));
    }
    out.push_str(&format!(
        "| Rust's library | {rust} | {STD_LICENCE} | claimlens-proxy, page |\n"
    ));

    let mut texts = Texts::default();
    texts.add("Claimlens".to_owned(), &root().join("LICENSE"))?;
    let mut without = Vec::new();
    for found in &foreign {
        let carried = carried(&found.folder)?;
        if carried.is_empty() {
            without.push(format!("{} {}", found.name, found.version));
        }
        for path in carried {
            texts.add(format!("{} {}", found.name, found.version), &path)?;
        }
    }
    for path in of_rust() {
        texts.add(format!("Rust's library {rust}"), &path)?;
    }
    if !without.is_empty() {
        out.push_str(&format!(
            "\nThese carry no text of their own, only the expression above: {}.\n",
            without.join(", ")
        ));
    }
    out.push_str(&texts.in_markdown());
    Ok(out)
}

/// The files with terms in a crate's folder, in order.
fn carried(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| cannot("list", folder, &error))?;
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().to_uppercase();
            NAMES.iter().any(|start| name.starts_with(start))
        })
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    Ok(found)
}

/// The texts of Rust's own licence that come with the compiler.
fn of_rust() -> Vec<PathBuf> {
    let home = answer("rustc", &["--print=sysroot"]).map(PathBuf::from);
    let folder = home.map(|home| home.join("share/doc/rust/licenses"));
    ["Apache-2.0.txt", "MIT.txt"]
        .iter()
        .filter_map(|name| folder.as_ref().map(|folder| folder.join(name)))
        .filter(|path| path.is_file())
        .collect()
}

/// Texts in the order they came, each with all who carry it.
#[derive(Debug, Default)]
struct Texts {
    order: Vec<(String, Vec<String>)>,
    /// A text without its white space, and its place in the order.
    known: BTreeMap<String, usize>,
}

impl Texts {
    fn add(&mut self, who: String, path: &Path) -> Result<()> {
        self.add_text(who, read(path)?);
        Ok(())
    }

    /// Texts that differ only in how their lines are broken are one.
    fn add_text(&mut self, who: String, text: String) {
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let place = *self.known.entry(plain).or_insert(self.order.len());
        match self.order.get_mut(place) {
            Some((_, carriers)) if carriers.contains(&who) => {}
            Some((_, carriers)) => carriers.push(who),
            None => self.order.push((text, vec![who])),
        }
    }

    fn in_markdown(&self) -> String {
        let mut out = String::new();
        for (text, carriers) in &self.order {
            out.push_str(&format!("\n## {}\n\n", carriers.join(", ")));
            // Indented, a text is shown as it is, whatever characters are in it.
            for line in text.replace('\t', "    ").lines() {
                let line = line.trim_end();
                if line.is_empty() {
                    out.push('\n');
                } else {
                    out.push_str(&format!("    {line}\n"));
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::crates::parts;

    #[test]
    fn a_text_stands_once_with_all_who_carry_it() {
        let mut texts = Texts::default();
        for (who, text) in [
            ("a 1", "Do\n what"),
            ("b 2", "Do what\n"),
            ("c 3", "Ask\n"),
            ("a 1", "Do what"),
        ] {
            texts.add_text(who.to_owned(), text.to_owned());
        }
        assert_eq!(
            texts.in_markdown(),
            "\n## a 1, b 2\n\n    Do\n     what\n\n## c 3\n\n    Ask\n"
        );
    }

    #[test]
    fn every_crate_of_others_is_in_it_and_no_place_of_this_machine() {
        let crates = parts().unwrap();
        let text = to_markdown(&crates).unwrap();
        for found in crates.values().filter(|found| found.is_foreign()) {
            let row = format!("| {} | {} | {} |", found.name, found.version, found.licence);
            assert!(text.contains(&row), "{row}");
            assert!(!text.contains(&*found.folder.to_string_lossy()));
        }
        assert!(text.contains("Permission is hereby granted") && text.contains("Apache License"));
    }
}
