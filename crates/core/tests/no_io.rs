//! The core has no I/O: it compiles where there is none, and depends on nothing that has any.

use std::process::Command;

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_TARGET_DIR", env!("CARGO_TARGET_TMPDIR"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {}: {errors}",
        arguments.join(" ")
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn it_depends_on_serde_alone() {
    let tree = cargo(&[
        "tree",
        "--package",
        "claimlens-core",
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{lib}",
        "--target",
        "wasm32-unknown-unknown",
        "--offline",
    ]);
    let mut names: Vec<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|l| !l.is_empty())
        .collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names, ["claimlens_core", "serde", "serde_core"]);
}

#[test]
fn it_compiles_for_a_machine_without_an_operating_system() {
    cargo(&[
        "build",
        "--package",
        "claimlens-core",
        "--lib",
        "--target",
        "wasm32-unknown-unknown",
        "--offline",
    ]);
}
