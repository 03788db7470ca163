//! Which crates are in what is handed on: those that cargo compiles into the page and into the companion.
//!
//! Programs that only run during the build (macros, build scripts, test tools) are not in it. `cargo tree` knows
//! what a package takes with its features on a target, `cargo metadata` knows the rest of each crate.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Result;
use crate::process::answer;
use crate::repository::{read, root};
use crate::setup::WASM;

/// One crate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Crate {
    pub(super) name: String,
    pub(super) version: String,
    /// An SPDX expression.
    pub(super) licence: String,
    pub(super) repository: Option<String>,
    /// SHA-256 of the package as it was fetched; the project's own crates have none.
    pub(super) checksum: Option<String>,
    pub(super) folder: PathBuf,
    /// What it is compiled into.
    pub(super) parts: BTreeSet<&'static str>,
    /// The crates of this list that it uses, as name and version.
    pub(super) uses: BTreeSet<(String, String)>,
}

impl Crate {
    /// A crate of others.
    pub(super) fn is_foreign(&self) -> bool {
        self.checksum.is_some()
    }
}

/// Every crate, by name and version.
pub(super) type Crates = BTreeMap<(String, String), Crate>;

/// What is handed on, and the package, the feature and the target it is compiled from.
const PARTS: [(&str, &str, Option<&str>, Option<&str>); 3] = [
    ("page", "claimlens-web", Some("split"), Some(WASM)),
    ("page", "claimlens-checker", None, Some(WASM)),
    ("claimlens-proxy", "claimlens-proxy", None, None),
];

/// Asks cargo what is in each part.
///
/// # Errors
/// When cargo does not say.
pub(super) fn parts() -> Result<Crates> {
    let metadata = answer("cargo", &["metadata", "--format-version=1", "--locked"])
        .ok_or("`cargo metadata --locked` failed: is Cargo.lock up to date?")?;
    let metadata: Value =
        serde_json::from_str(&metadata).map_err(|error| format!("`cargo metadata`: {error}"))?;
    let mut members: BTreeMap<(String, String), BTreeSet<&'static str>> = BTreeMap::new();
    for (part, package, feature, target) in PARTS {
        let mut arguments = vec!["tree", "--locked", "--package", package];
        arguments.extend(["--edges", "normal,no-proc-macro", "--prefix", "none"]);
        arguments.extend(["--format", "{p}"]);
        arguments.extend(feature.into_iter().flat_map(|name| ["--features", name]));
        arguments.extend(target.into_iter().flat_map(|name| ["--target", name]));
        let tree = answer("cargo", &arguments)
            .ok_or_else(|| format!("`cargo {}` failed", arguments.join(" ")))?;
        for found in tree.lines().filter_map(name_and_version) {
            members.entry(found).or_default().insert(part);
        }
    }
    from_metadata(
        &metadata,
        &members,
        &checksums(&read(&root().join("Cargo.lock"))?),
    )
}

/// `serde v1.0.0 (/path) (*)`: the first two words.
fn name_and_version(line: &str) -> Option<(String, String)> {
    let mut words = line.split_whitespace();
    let name = words.next()?.to_owned();
    Some((name, words.next()?.strip_prefix('v')?.to_owned()))
}

fn from_metadata(
    metadata: &Value,
    members: &BTreeMap<(String, String), BTreeSet<&'static str>>,
    checksums: &BTreeMap<(String, String), String>,
) -> Result<Crates> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut crates = Crates::new();
    let mut by_id = BTreeMap::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let (Some(name), Some(version)) = (text(&package["name"]), text(&package["version"]))
        else {
            continue;
        };
        let key = (name.clone(), version.clone());
        let Some(parts) = members.get(&key) else {
            continue;
        };
        if let Some(id) = package["id"].as_str() {
            by_id.insert(id, key.clone());
        }
        let manifest = text(&package["manifest_path"]).unwrap_or_default();
        let found = Crate {
            // Packages of old wrote `/` for OR.
            licence: text(&package["license"])
                .map(|licence| licence.replace('/', " OR "))
                .ok_or_else(|| format!("{name} {version} names no licence"))?,
            repository: text(&package["repository"]),
            checksum: checksums.get(&key).cloned(),
            folder: Path::new(&manifest)
                .parent()
                .map(Path::to_path_buf)
                .unwrap_or_default(),
            parts: parts.clone(),
            uses: BTreeSet::new(),
            name,
            version,
        };
        crates.insert(key, found);
    }
    if let Some((name, version)) = members.keys().find(|key| !crates.contains_key(*key)) {
        return Err(format!("`cargo metadata` does not know {name} {version}"));
    }
    for node in metadata["resolve"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
    {
        let user = node["id"].as_str().and_then(|id| by_id.get(id));
        let Some(user) = user.and_then(|key| crates.get_mut(key)) else {
            continue;
        };
        for used in node["deps"].as_array().into_iter().flatten() {
            // `null` is an ordinary dependency; the others are for tests and build scripts.
            let mut kinds = used["dep_kinds"].as_array().into_iter().flatten();
            if kinds.any(|kind| kind["kind"].is_null()) {
                let key = used["pkg"].as_str().and_then(|id| by_id.get(id));
                user.uses.extend(key.cloned());
            }
        }
    }
    Ok(crates)
}

/// The hashes in Cargo.lock.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let value = |block: &str, key: &str| {
        let mut lines = block.lines();
        let found = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
        found
            .and_then(|value| value.strip_suffix('"'))
            .map(str::to_owned)
    };
    let blocks = lock.split("[[package]]").skip(1);
    blocks
        .filter_map(|block| {
            let key = (value(block, "name")?, value(block, "version")?);
            Some((key, value(block, "checksum")?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_tree_names_a_crate() {
        let named =
            |line| name_and_version(line).map(|(name, version)| format!("{name} {version}"));
        assert_eq!(named("ring v0.17.14 (*)").as_deref(), Some("ring 0.17.14"));
        assert_eq!(
            named("x v1.0.0-rc.1 (/somewhere)").as_deref(),
            Some("x 1.0.0-rc.1")
        );
        assert_eq!(named(""), None);
    }

    #[test]
    fn both_parts_are_made_of_the_core_and_neither_of_these_commands() {
        let crates = parts().unwrap();
        let of = |name: &str| crates.values().find(|found| found.name == name);
        let core = of("claimlens-core").unwrap();
        assert_eq!(core.parts, BTreeSet::from(["claimlens-proxy", "page"]));
        assert!(!core.is_foreign());
        for name in ["leptos", "p256"] {
            assert_eq!(of(name).unwrap().parts, BTreeSet::from(["page"]), "{name}");
        }
        let ring = of("ring").unwrap();
        assert_eq!(ring.parts, BTreeSet::from(["claimlens-proxy"]));
        assert_eq!(ring.checksum.as_ref().map(String::len), Some(64));
        for name in ["xtask", "proptest", "leptos_macro", "brotli"] {
            assert!(of(name).is_none(), "{name}");
        }
        let rustls = of("rustls").unwrap();
        assert!(rustls.uses.iter().any(|(name, _)| name == "ring"));
    }

    #[test]
    fn a_crate_without_a_licence_stops_it() {
        let metadata = serde_json::json!({"packages": [
            {"id": "1", "name": "a", "version": "1.0.0", "license": null, "manifest_path": "/a/Cargo.toml"}]});
        let members = BTreeMap::from([(
            ("a".to_owned(), "1.0.0".to_owned()),
            BTreeSet::from(["page"]),
        )]);
        let error = from_metadata(&metadata, &members, &BTreeMap::new()).unwrap_err();
        assert!(error.contains("a 1.0.0 names no licence"), "{error}");
    }
}
