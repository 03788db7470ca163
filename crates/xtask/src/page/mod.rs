//! The release page in `dist/site/`: trunk builds it, the modules here finish it.
//!
//! Finishing means: one style sheet, everything minified, content hashes in names, integrity on everything the page loads, the
//! Content-Security-Policy, the service worker that knows them all, compressed copies, and the list of it all in
//! `build.json`.
//! Everything in this folder is an input of the page's fingerprint.

mod checker;
pub(crate) mod compress;
mod fingerprint;
mod finish;
mod glue;
mod html;
mod integrity;
mod manifest;
mod minify;
pub(crate) mod paths;
pub(crate) mod sections;
pub(crate) mod single;
pub(crate) mod size;
pub(crate) mod split;
mod tables;
mod unused;
mod worker;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use crate::Result;
use crate::dist;
use crate::process::{command, seconds, show};
use crate::repository::{cannot, remove_folder, scratch};
use crate::{setup, version};

/// Where the finished page is: within the folder that `cargo xtask dist` completes.
pub(crate) fn dist() -> PathBuf {
    dist::folder().join(dist::SITE)
}

/// Builds the page, if it is not there as these sources would make it, and prints what it weighs.
///
/// # Errors
/// When a tool cannot be installed or the build fails.
pub(crate) fn build() -> Result<()> {
    ensure_fresh()?;
    size::print_weight()
}

/// Builds the page, if it is not there as these sources would make it.
///
/// # Errors
/// When a tool cannot be installed or the build fails.
pub(crate) fn ensure_fresh() -> Result<()> {
    let inputs = fingerprint::of_inputs()?;
    let dist = dist();
    if manifest::is_intact(&dist, &inputs) {
        println!("page: dist/site/ is up to date");
        if version::stamp(&dist.join(manifest::NAME))? {
            dist::outdated()?;
        }
        return Ok(());
    }
    let tools = setup::for_the_page()?;
    println!("page: building (1 to 4 minutes the first time, then seconds) …");
    let start = Instant::now();
    // Built elsewhere and then moved, so that a page being served is never half there.
    let stage = scratch()?.join("page");
    remove_folder(&stage)?;
    let split = split::Split::prepare()?;
    let mut trunk = command("trunk", &split.first(&tools));
    split.tell(&mut trunk, &tools);
    trunk.env("CARGO_ENCODED_RUSTFLAGS", paths::encoded_rustflags()?);
    // trunk 0.21 wants "true" or "false" in NO_COLOR and stops at the usual "1".
    trunk.env_remove("NO_COLOR");
    // The compiler's messages say what is wrong; where in trunk it surfaced interests nobody.
    trunk.env("RUST_BACKTRACE", "0");
    trunk
        .args([
            "build",
            "--release",
            "--offline",
            "--features=split",
            "--dist",
        ])
        .arg(&stage);
    show(trunk)?;
    split.place_rest(&stage, &tools)?;
    tables::place(&stage)?;
    checker::place(&stage, &tools)?;
    finish::finish(&stage, &inputs, &tools)?;
    version::stamp(&stage.join(manifest::NAME))?;
    // What lies beside the page was made for the one that goes.
    let whole = dist::folder();
    remove_folder(&whole)?;
    fs::create_dir(&whole).map_err(|error| cannot("create", &whole, &error))?;
    fs::rename(&stage, &dist).map_err(|error| cannot("move the page to", &dist, &error))?;
    println!("page: built in {}", seconds(start.elapsed()));
    Ok(())
}
