//! This crate asks for nothing: no randomness, no clock, no browser. What signs or makes keys would.

use std::process::Command;

#[test]
fn nothing_in_the_tree_of_the_page_asks_for_randomness_or_a_clock() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--package",
            "claimlens-verify",
            "--edges",
            "normal,no-proc-macro",
            "--prefix",
            "none",
            "--format",
            "{lib}",
            "--target",
            "wasm32-unknown-unknown",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success());
    let tree = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(tree.contains("claimlens_core"));
    for name in [
        "getrandom",
        "rand",
        "wasm_bindgen",
        "js_sys",
        "web_sys",
        "web_time",
        "tokio",
    ] {
        assert!(
            !tree.lines().any(|line| line.trim() == name),
            "{name} is in the tree"
        );
    }
}
