//! The Python packages of the snippets' tests, in an environment of their own among the tools.
//!
//! They are the one thing that may be missing: where Python or its package index is out of reach,
//! the tests that need them are skipped, and the step says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::cargo_tools::cache;
use crate::Result;
use crate::process::{answer, command, log_to, on_path, seconds};
use crate::repository::{cannot, read, remove_folder, root, scratch, write};

/// The packages and their versions.
const REQUIREMENTS: &str = "tests/snippets-requirements.txt";

/// Makes sure that the packages are there. Returns the interpreter that has them, or why there is none.
///
/// # Errors
/// When the repository or the tools' folder cannot be read or written.
pub(crate) fn ensure() -> Result<std::result::Result<PathBuf, String>> {
    let requirements = read(&root().join(REQUIREMENTS))?;
    let home = cache().join("python-snippets");
    let interpreter = home.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let installed = home.join(".installed-requirements.txt");
    let same = fs::read_to_string(&installed).is_ok_and(|text| text == requirements);
    // It is a link to the interpreter it was made with, which may be gone.
    if same && answer(&interpreter, &["--version"]).is_some() {
        return Ok(Ok(interpreter));
    }
    let Some(python) = on_path(&["python3", "python"]).filter(|python| is_new_enough(python))
    else {
        return Ok(Err("Python 3.10 or newer is not on PATH".to_owned()));
    };
    println!("\nset-up: the Python packages of the snippets (seconds) …");
    let start = Instant::now();
    remove_folder(&home)?;
    fs::create_dir_all(cache()).map_err(|error| cannot("create", &cache(), &error))?;
    let log = scratch()?.join("install-python.log");
    let mut venv = command(python, &[]);
    venv.args(["-m", "venv"]).arg(&home);
    let mut pip = command(&interpreter, &[]);
    pip.args(["-m", "pip", "install", "--no-input", "--quiet"])
        .args(["--disable-pip-version-check", "--requirement"])
        .arg(root().join(REQUIREMENTS));
    for (what, step) in [("an environment", venv), ("the packages", pip)] {
        let finished = log_to(&log, step)?;
        if !finished.succeeded {
            let last = finished
                .output
                .trim_end()
                .lines()
                .last()
                .unwrap_or_default();
            return Ok(Err(format!(
                "Python could not make {what}: {last} (log: {})",
                log.display()
            )));
        }
    }
    write(&installed, requirements)?;
    println!(
        "set-up: the Python packages are there after {}",
        seconds(start.elapsed())
    );
    Ok(Ok(interpreter))
}

/// What the SDK asks for.
fn is_new_enough(python: &Path) -> bool {
    let said = answer(python, &["--version"]).unwrap_or_default();
    version_will_do(&said)
}

/// `Python 3.10.1` and upwards.
fn version_will_do(said: &str) -> bool {
    let mut numbers = said
        .trim_start_matches("Python ")
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    (numbers.next(), numbers.next()) >= (Some(3), Some(10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn python_3_10_is_the_oldest_that_will_do() {
        assert!(version_will_do("Python 3.10.0"));
        assert!(version_will_do("Python 3.14.0rc1"));
        assert!(!version_will_do("Python 3.9.18"));
        assert!(!version_will_do("Python 2.7.18"));
        assert!(!version_will_do(""));
    }

    #[test]
    fn every_package_has_an_exact_version() {
        let text = read(&root().join(REQUIREMENTS)).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            assert!(line.contains("=="), "{line}");
        }
    }
}
