//! Keeps the paths of the machine that builds out of the page: they weigh, and are nobody's business.
//!
//! Every place in the sources that may panic puts its file's path into the WASM. The compiler is told to
//! leave out where the checkout, cargo's copies of the crates and the standard library's sources are.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Result;
use crate::process::answer;
use crate::repository::root;

/// Rust's flags for the page, as cargo takes them from `CARGO_ENCODED_RUSTFLAGS`: those of the environment,
/// and then these.
///
/// # Errors
/// When cargo does not say where it has the crates.
pub(crate) fn encoded_rustflags() -> Result<String> {
    let mut flags: Vec<String> = match (env::var("CARGO_ENCODED_RUSTFLAGS"), env::var("RUSTFLAGS"))
    {
        (Ok(flags), _) => flags.split('\x1f').map(str::to_owned).collect(),
        (_, Ok(flags)) => flags.split_whitespace().map(str::to_owned).collect(),
        _ => vec![],
    };
    flags.retain(|flag| !flag.is_empty());
    let left_out = sources()?;
    flags.extend(
        left_out
            .iter()
            .map(|path| format!("--remap-path-prefix={}=", path.display())),
    );
    Ok(flags.join("\x1f"))
}

/// The folders of sources that the compiler reads.
///
/// # Errors
/// When cargo does not say where it has the crates.
pub(crate) fn sources() -> Result<BTreeSet<PathBuf>> {
    let metadata = answer("cargo", &["metadata", "--format-version=1"])
        .ok_or("`cargo metadata` failed: where are the crates the page is made of?")?;
    let mut folders = folders_of_crates(&metadata)?;
    folders.insert(root());
    if let Some(sysroot) = sysroot() {
        folders.insert(sysroot.join("lib/rustlib/src/rust"));
    }
    Ok(folders)
}

/// The folders that hold the crates' folders: one for each registry.
fn folders_of_crates(metadata: &str) -> Result<BTreeSet<PathBuf>> {
    let metadata: Value =
        serde_json::from_str(metadata).map_err(|error| format!("`cargo metadata`: {error}"))?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let manifests = packages
        .filter(|package| package["source"].is_string())
        .filter_map(|package| package["manifest_path"].as_str());
    Ok(manifests
        .filter_map(|manifest| Path::new(manifest).ancestors().nth(2))
        .map(Path::to_path_buf)
        .collect())
}

fn sysroot() -> Option<PathBuf> {
    answer("rustc", &["--print=sysroot"]).map(PathBuf::from)
}

/// Holds the finished page against the paths of this machine.
///
/// # Errors
/// When a file has one in it.
pub(crate) fn check(contents: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let places = [Some(root()), sysroot(), cargo_home];
    hold_against(contents, places.into_iter().flatten())
}

fn hold_against(
    contents: &BTreeMap<String, Vec<u8>>,
    places: impl Iterator<Item = PathBuf>,
) -> Result<()> {
    for place in places {
        let place = place.to_string_lossy();
        for (name, content) in contents {
            let holds = content
                .windows(place.len().max(1))
                .any(|window| window == place.as_bytes());
            if holds {
                return Err(format!(
                    "{name} has the path `{place}` of this machine in it"
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_of_registries_are_found_and_those_of_the_checkout_are_not() {
        let metadata = r#"{"packages":[
            {"source":"registry+x","manifest_path":"/c/registry/src/one/leptos-0.8.23/Cargo.toml"},
            {"source":"registry+x","manifest_path":"/c/registry/src/one/url-2.5.8/Cargo.toml"},
            {"source":null,"manifest_path":"/checkout/web/Cargo.toml"}]}"#;
        let expected = BTreeSet::from([PathBuf::from("/c/registry/src/one")]);
        assert_eq!(folders_of_crates(metadata), Ok(expected));
    }

    #[test]
    fn the_checkout_is_among_what_is_left_out() {
        assert!(sources().unwrap().contains(&root()));
    }

    #[test]
    fn a_path_of_this_machine_in_a_file_is_an_error() {
        let page =
            |content: &str| BTreeMap::from([("x.wasm".to_owned(), content.as_bytes().to_vec())]);
        let places = || [PathBuf::from("/home/someone/claimlens")].into_iter();
        assert_eq!(hold_against(&page("web/src/app.rs"), places()), Ok(()));
        let error = hold_against(&page("\0/home/someone/claimlens/web"), places()).unwrap_err();
        assert!(
            error.contains("x.wasm") && error.contains("/home/someone"),
            "{error}"
        );
    }
}
