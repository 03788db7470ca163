//! The fingerprint of everything the page is made from: equal fingerprint, equal page.

use std::env;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::integrity::hex;
use crate::Result;
use crate::process::answer;
use crate::repository::{cannot, files, name_below, root};
use crate::setup::versions;

/// Hashes the sources, the lock file, the settings and the versions of the tools.
///
/// # Errors
/// When an input cannot be read.
pub(crate) fn of_inputs() -> Result<String> {
    let root = root();
    let mut sources: Vec<(String, Vec<u8>)> = Vec::new();
    for path in source_files()? {
        let content = std::fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
        sources.push((name_below(&root, &path), content));
    }
    let mut settings = vec![
        (
            "rustc",
            answer("rustc", &["--version", "--verbose"]).unwrap_or_default(),
        ),
        ("trunk", versions::TRUNK.to_owned()),
        ("wasm-bindgen", versions::wasm_bindgen()?),
        ("wasm-split", versions::WASM_SPLIT.to_owned()),
        ("binaryen", versions::npm("binaryen")?),
        ("esbuild", versions::npm("esbuild")?),
    ];
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        settings.push((name, env::var(name).unwrap_or_default()));
    }
    Ok(combine(&sources, &settings))
}

/// Every file that can change the page.
fn source_files() -> Result<Vec<PathBuf>> {
    let root = root();
    let single = [
        "index.html",
        "Trunk.toml",
        "Cargo.toml",
        "Cargo.lock",
        "rust-toolchain.toml",
    ];
    let mut found: Vec<PathBuf> = single.iter().map(|name| root.join(name)).collect();
    found.extend(files(&root.join("web"), is_beside_the_page)?);
    found.extend(files(
        &root.join("crates/xtask/src/page"),
        is_beside_the_page,
    )?);
    let crates = root.join("crates");
    let entries = std::fs::read_dir(&crates).map_err(|error| cannot("list", &crates, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| cannot("list", &crates, &error))?;
        // These are never part of the page; any other crate may be.
        let name = entry.file_name();
        if entry.path().is_dir() && name != "bench" && name != "proxy" && name != "xtask" {
            found.extend(files(&entry.path(), is_beside_the_page)?);
        }
    }
    found.sort();
    Ok(found)
}

/// Files and folders inside a crate that cargo does not build into the page.
fn is_beside_the_page(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || matches!(
            name,
            "target" | "fuzz" | "tests" | "benches" | "examples" | "snapshots" | "node_modules"
        )
}

/// One hash over named contents; names and lengths are hashed too, so nothing can run together.
fn combine(sources: &[(String, Vec<u8>)], settings: &[(&str, String)]) -> String {
    let mut hash = Sha256::new();
    let mut add = |name: &str, content: &[u8]| {
        hash.update(format!("{name}\0{}\0", content.len()));
        hash.update(content);
    };
    for (name, content) in sources {
        add(name, content);
    }
    for (name, value) in settings {
        add(name, value.as_bytes());
    }
    hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str, content: &str) -> (String, Vec<u8>) {
        (name.to_owned(), content.as_bytes().to_vec())
    }

    #[test]
    fn equal_inputs_have_equal_fingerprints_and_any_change_shows() {
        let base = combine(
            &[source("a", "1"), source("b", "2")],
            &[("rustc", "1.95".to_owned())],
        );
        let settings = [("rustc", "1.95".to_owned())];
        assert_eq!(
            base,
            combine(&[source("a", "1"), source("b", "2")], &settings)
        );
        assert_ne!(
            base,
            combine(&[source("a", "1"), source("b", "3")], &settings)
        );
        assert_ne!(
            base,
            combine(&[source("a", "1"), source("c", "2")], &settings)
        );
        assert_ne!(base, combine(&[source("a", "1")], &settings));
        assert_ne!(
            base,
            combine(
                &[source("a", "1"), source("b", "2")],
                &[("rustc", "1.96".to_owned())]
            )
        );
    }

    #[test]
    fn content_cannot_move_from_one_file_to_the_next_unseen() {
        assert_ne!(
            combine(&[source("a", "12"), source("b", "3")], &[]),
            combine(&[source("a", "1"), source("b", "23")], &[])
        );
    }

    #[test]
    fn the_sources_of_the_page_are_inputs_and_those_of_the_proxy_are_not() {
        let root = root();
        let names: Vec<String> = source_files()
            .unwrap()
            .iter()
            .map(|path| name_below(&root, path))
            .collect();
        for name in [
            "index.html",
            "web/src/main.rs",
            "crates/core/src/lib.rs",
            "crates/checker/src/lib.rs",
            "crates/verify/data/secrets.txt",
            "web/static/checker.js",
            "Cargo.lock",
        ] {
            assert!(names.iter().any(|found| found == name), "{name} is missing");
        }
        assert!(!names.iter().any(|name| name.starts_with("crates/proxy/")));
    }
}
