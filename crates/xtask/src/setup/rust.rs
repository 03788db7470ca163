//! The parts of the Rust toolchain: the WebAssembly target, clippy, rustfmt.
//!
//! rust-toolchain.toml lists them too, but whether rustup acts on that by itself depends on its
//! settings.

use std::path::PathBuf;

use crate::Result;
use crate::process::{answer, command, show};

/// The page's target.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that Rust can compile for the browser.
///
/// # Errors
/// When rustup cannot add the target.
pub(crate) fn target() -> Result<()> {
    if sysroot()?
        .join("lib/rustlib")
        .join(WASM)
        .join("lib")
        .is_dir()
    {
        return Ok(());
    }
    println!("set-up: Rust's standard library for {WASM}: the page is compiled to it (seconds) …");
    rustup(&["target", "add", WASM])
}

/// Makes sure that clippy and rustfmt are there.
///
/// # Errors
/// When rustup cannot add them.
pub(crate) fn components() -> Result<()> {
    let programs = sysroot()?.join("bin");
    for (program, component) in [("cargo-clippy", "clippy"), ("cargo-fmt", "rustfmt")] {
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        // A Rust that does not come from rustup may keep them elsewhere.
        if programs.join(file).is_file() || answer(program, &["--version"]).is_some() {
            continue;
        }
        println!("set-up: {component}: `cargo xtask test` runs it (seconds) …");
        rustup(&["component", "add", component])?;
    }
    Ok(())
}

fn sysroot() -> Result<PathBuf> {
    answer("rustc", &["--print", "sysroot"])
        .map(PathBuf::from)
        .ok_or_else(|| "`rustc --print sysroot` failed: is Rust installed by rustup?".to_owned())
}

fn rustup(arguments: &[&str]) -> Result<()> {
    let mut rustup = command("rustup", &[]);
    rustup.args(arguments);
    show(rustup).map_err(|error| {
        format!(
            "{error}; add it to this Rust toolchain (with rustup: `rustup {}`)",
            arguments.join(" ")
        )
    })
}
