//! What a package is made of where it runs in a page.

use std::process::Command;

/// The names of the libraries that end up in a package's WebAssembly, itself among them, each once.
pub(crate) fn libraries(package: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", package])
        .args(["--edges", "normal,no-proc-macro", "--prefix", "none"])
        .args([
            "--format",
            "{lib}",
            "--target",
            "wasm32-unknown-unknown",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo tree: {errors}");
    let tree = String::from_utf8_lossy(&output.stdout);
    let names = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)").trim());
    let mut names: Vec<String> = names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
