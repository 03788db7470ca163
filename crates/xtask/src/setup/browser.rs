//! Chromium and its driver: found, or installed with the system's package manager.

use std::env;
use std::path::PathBuf;
use std::time::Instant;

use super::debian;
use crate::Result;
use crate::process::{answer, on_path, seconds};

/// A browser and the driver that belongs to it.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Makes sure that both are there and belong together.
///
/// # Errors
/// When they cannot be installed, or are of different versions.
pub(crate) fn ensure() -> Result<Browser> {
    let browser = match find()? {
        Some(browser) => browser,
        None => {
            install()?;
            find()?.ok_or_else(|| {
                "Chromium was installed but is not on PATH: set CHROME and CHROMEDRIVER to the two \
                 programs"
                    .to_owned()
            })?
        }
    };
    check_pair(&browser)?;
    Ok(browser)
}

fn find() -> Result<Option<Browser>> {
    let chromium = match named_by("CHROME")? {
        Some(file) => Some(file),
        None => on_path(&[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ]),
    };
    let driver = match named_by("CHROMEDRIVER")? {
        Some(file) => Some(file),
        None => on_path(&["chromedriver"]),
    };
    Ok(chromium
        .zip(driver)
        .map(|(chromium, driver)| Browser { chromium, driver }))
}

/// The program an environment variable points to.
fn named_by(variable: &str) -> Result<Option<PathBuf>> {
    let Some(value) = env::var_os(variable).filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let file = PathBuf::from(value);
    if file.is_file() {
        return Ok(Some(file));
    }
    Err(format!(
        "{variable} is {}, and no such file is there",
        file.display()
    ))
}

fn install() -> Result<()> {
    let cannot = |why: &str| {
        format!(
            "a browser for the tests is missing and cannot be installed: {why}. Install the \
             packages chromium and chromium-driver (elsewhere: Chromium or Chrome, and the \
             chromedriver of the same version), or set CHROME and CHROMEDRIVER to the two programs"
        )
    };
    println!("set-up: chromium and chromium-driver: the tests run in them (half a minute) …");
    let start = Instant::now();
    debian::install(&["chromium", "chromium-driver"]).map_err(|error| cannot(&error))?;
    println!(
        "set-up: Chromium is there after {}",
        seconds(start.elapsed())
    );
    Ok(())
}

/// A driver of another major version refuses the browser with a message that says nothing.
fn check_pair(browser: &Browser) -> Result<()> {
    let version = |program: &PathBuf| answer(program, &["--version"]).unwrap_or_default();
    let (chromium, driver) = (version(&browser.chromium), version(&browser.driver));
    match (major(&chromium), major(&driver)) {
        (Some(chromium), Some(driver)) if chromium == driver => Ok(()),
        _ => Err(format!(
            "the browser and its driver do not belong together: {} is `{chromium}`, {} is \
             `{driver}`. Install both in one version, or set CHROME and CHROMEDRIVER",
            browser.chromium.display(),
            browser.driver.display()
        )),
    }
}

/// The first number of the version in `Chromium 156.0.8078.79 built on …`.
fn major(version: &str) -> Option<u32> {
    version
        .split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_the_programs_say() {
        assert_eq!(
            major("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"),
            Some(156)
        );
        assert_eq!(major("ChromeDriver 156.0.8078.79 (a21ce95c)"), Some(156));
        assert_eq!(major(""), None);
    }
}
