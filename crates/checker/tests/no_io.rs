//! What runs in the worker asks the browser for nothing: no randomness, no clock, no request.

use std::process::Command;

#[test]
fn nothing_in_the_tree_of_the_worker_asks_for_anything() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--package",
            "claimlens-checker",
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
    // The one way in and out: texts.
    assert!(tree.contains("wasm_bindgen") && tree.contains("claimlens_verify"));
    for name in [
        "getrandom",
        "rand",
        "js_sys",
        "web_sys",
        "web_time",
        "gloo_net",
        "tokio",
    ] {
        assert!(
            !tree.lines().any(|line| line.trim() == name),
            "{name} is in the tree"
        );
    }
}
