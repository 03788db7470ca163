//! The core has no I/O: it compiles where there is none, and depends on nothing that has any.

#[path = "support/tree.rs"]
mod tree;

use std::process::Command;

#[test]
fn it_depends_on_serde_alone() {
    let names = tree::libraries("claimlens-core");
    assert_eq!(names, ["claimlens_core", "serde", "serde_core"]);
}

#[test]
fn it_compiles_for_a_machine_without_an_operating_system() {
    let output = Command::new(env!("CARGO"))
        .args(["build", "--package", "claimlens-core", "--lib"])
        .args(["--target", "wasm32-unknown-unknown", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_TARGET_DIR", env!("CARGO_TARGET_TMPDIR"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo build: {errors}");
}
