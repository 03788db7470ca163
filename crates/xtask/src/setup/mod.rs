//! Set-up: each command asks here for what it needs, and what is missing is installed.
//!
//! Nothing that is there in the right version is installed again; nothing is left to hands. What
//! cannot be installed is an error that names it.

mod browser;
mod cargo_tools;
pub(crate) mod debian;
mod npm;
pub(crate) mod python;
mod rust;
pub(crate) mod versions;

use std::path::PathBuf;

pub(crate) use browser::Browser;
pub(crate) use rust::WASM;

use crate::Result;

/// What the page's build needs. Returns the folders to put first on PATH.
///
/// # Errors
/// When something cannot be installed; the text names it.
pub(crate) fn for_the_page() -> Result<Vec<PathBuf>> {
    rust::target()?;
    let mut folders = cargo_tools::ensure(&page_tools()?)?;
    folders.push(npm::ensure()?);
    Ok(folders)
}

fn page_tools() -> Result<Vec<cargo_tools::Tool>> {
    Ok(vec![
        cargo_tools::trunk(),
        cargo_tools::wasm_bindgen()?,
        cargo_tools::wasm_split(),
    ])
}

/// What the tests need, the page's build included.
///
/// # Errors
/// As [`for_the_page`].
pub(crate) fn for_the_tests() -> Result<(Vec<PathBuf>, Browser)> {
    rust::target()?;
    rust::components()?;
    let mut tools = page_tools()?;
    tools.push(cargo_tools::cargo_deny());
    let mut folders = cargo_tools::ensure(&tools)?;
    folders.push(npm::ensure()?);
    Ok((folders, browser::ensure()?))
}

/// What the benchmarks need: the page's tools and the browser.
///
/// # Errors
/// As [`for_the_page`].
pub(crate) fn for_the_benchmarks() -> Result<(Vec<PathBuf>, Browser)> {
    Ok((for_the_page()?, browser::ensure()?))
}

/// What the benchmark of the companion needs.
#[derive(Debug)]
pub(crate) struct ProxyBench {
    pub(crate) nginx: PathBuf,
    pub(crate) wrk: PathBuf,
    pub(crate) oha: PathBuf,
    pub(crate) openssl: PathBuf,
}

/// Makes sure that the companion's peers and what loads them are there.
///
/// # Errors
/// As [`for_the_page`].
pub(crate) fn for_the_proxy_bench() -> Result<ProxyBench> {
    npm::ensure()?;
    let nginx = debian::nginx()?;
    let [wrk, openssl] = [debian::wrk()?, debian::openssl()?];
    let folders = cargo_tools::ensure(&[cargo_tools::oha()])?;
    let oha = folders
        .first()
        .map(|folder| folder.join(format!("oha{}", std::env::consts::EXE_SUFFIX)))
        .ok_or("oha was installed nowhere")?;
    Ok(ProxyBench {
        nginx,
        wrk,
        oha,
        openssl,
    })
}

/// What fuzzing needs.
///
/// # Errors
/// As [`for_the_page`].
pub(crate) fn for_fuzzing() -> Result<Vec<PathBuf>> {
    cargo_tools::ensure(&[cargo_tools::cargo_fuzz()])
}

/// Installs everything the commands would install, but for fuzzing's tool.
///
/// # Errors
/// As [`for_the_page`].
pub(crate) fn everything() -> Result<()> {
    for_the_tests()?;
    match python::ensure()? {
        Ok(_) => println!("set-up: everything is there"),
        Err(why) => {
            println!("set-up: everything is there but what runs the Python snippets: {why}")
        }
    }
    Ok(())
}
