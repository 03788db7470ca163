//! The versions of the tools. Where another file fixes one already, it is read from there.

use serde_json::Value;

use crate::Result;
use crate::repository::{read, root};

/// The newest that builds with Rust 1.95; 0.22 declares 1.96.
pub(crate) const TRUNK: &str = "0.21.14";

/// The oldest cargo-deny that will do, and the one that is installed.
pub(crate) const CARGO_DENY: &str = "0.20.2";

/// Needed for `cargo xtask fuzz` only.
pub(crate) const CARGO_FUZZ: &str = "0.13.2";

/// Needed for `cargo xtask bench proxy` only. Debian has none.
pub(crate) const OHA: &str = "1.16.0";

/// The command line tool must be the very version of the crate the page is linked with.
///
/// # Errors
/// When Cargo.lock has none.
pub(crate) fn wasm_bindgen() -> Result<String> {
    locked(&read(&root().join("Cargo.lock"))?, "wasm-bindgen")
        .ok_or_else(|| "Cargo.lock has no package `wasm-bindgen`".to_owned())
}

/// What cuts the page's WASM in two. It reads what `wasm_split_helpers` left in it, of the version that
/// Cargo.lock has; this one reads the format of those 0.2.
pub(crate) const WASM_SPLIT: &str = "0.2.4";

/// A package of npm: binaryen for wasm-opt, esbuild; `tests/package.json` has the versions.
///
/// # Errors
/// When it does not.
pub(crate) fn npm(name: &str) -> Result<String> {
    let text = read(&root().join("tests/package.json"))?;
    let package: Value =
        serde_json::from_str(&text).map_err(|error| format!("tests/package.json: {error}"))?;
    package["devDependencies"][name]
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| format!("tests/package.json has no `{name}` in devDependencies"))
}

/// The version of a package in a Cargo.lock.
fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_version_is_found_by_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }

    #[test]
    fn trunk_is_told_the_same_versions() {
        let settings = read(&root().join("Trunk.toml")).unwrap();
        let wasm_bindgen = format!("wasm_bindgen = \"{}\"", wasm_bindgen().unwrap());
        assert!(
            settings.contains(&wasm_bindgen),
            "Trunk.toml needs {wasm_bindgen}"
        );
        let major = npm("binaryen")
            .unwrap()
            .split('.')
            .next()
            .unwrap()
            .to_owned();
        let wasm_opt = format!("wasm_opt = \"version_{major}\"");
        assert!(settings.contains(&wasm_opt), "Trunk.toml needs {wasm_opt}");
    }
}
