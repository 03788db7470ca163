//! The npm packages in `tests/`: wasm-opt, esbuild, what drives the browser, what checks accessibility.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use crate::Result;
use crate::process::{answer, command, seconds, show};
use crate::repository::{read, root, write};

/// Makes sure that the packages of the lock file are there. Returns the folder of their programs.
///
/// # Errors
/// When node is too old or missing, or npm cannot install them.
pub(crate) fn ensure() -> Result<PathBuf> {
    let tests = root().join("tests");
    let modules = tests.join("node_modules");
    let programs = modules.join(".bin");
    let lock = read(&tests.join("package-lock.json"))?;
    // npm's own record differs from the lock file, so the lock file is kept as it was installed.
    let installed = modules.join(".installed-lock.json");
    if fs::read_to_string(&installed).is_ok_and(|text| text == lock) {
        return Ok(programs);
    }
    check_node()?;
    println!(
        "set-up: the npm packages of tests/: wasm-opt, esbuild and the browser tests need them (seconds) …"
    );
    let start = Instant::now();
    let mut npm = command("npm", &[]);
    npm.current_dir(&tests)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    show(npm).map_err(|error| format!("{error}; the packages are those of tests/package.json"))?;
    write(&installed, lock)?;
    println!(
        "set-up: the npm packages are there after {}",
        seconds(start.elapsed())
    );
    Ok(programs)
}

fn check_node() -> Result<()> {
    let version = answer("node", &["--version"])
        .ok_or("node is not on PATH: install Node.js 20 or newer, with npm")?;
    if is_new_enough(&version) {
        Ok(())
    } else {
        Err(format!(
            "node is {version}, wanted is 20 or newer: install a newer Node.js"
        ))
    }
}

/// `v20.1.0` and upwards.
fn is_new_enough(version: &str) -> bool {
    let major = version.trim_start_matches('v').split('.').next();
    major
        .and_then(|major| major.parse::<u32>().ok())
        .is_some_and(|major| major >= 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_20_is_the_oldest_that_will_do() {
        assert!(is_new_enough("v20.0.0"));
        assert!(is_new_enough("v101.3.0"));
        assert!(!is_new_enough("v18.20.4"));
        assert!(!is_new_enough("unknown"));
    }
}
