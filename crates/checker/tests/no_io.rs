//! What runs in the worker asks the browser for nothing: no randomness, no clock, no request.

#[path = "../../core/tests/support/tree.rs"]
mod tree;

#[test]
fn nothing_in_the_tree_of_the_worker_asks_for_anything() {
    let libraries = tree::libraries("claimlens-checker");
    let has = |name: &str| libraries.iter().any(|library| library == name);
    // The one way in and out: texts.
    assert!(has("wasm_bindgen") && has("claimlens_verify"));
    for name in [
        "getrandom",
        "rand",
        "js_sys",
        "web_sys",
        "web_time",
        "gloo_net",
        "tokio",
    ] {
        assert!(!has(name), "{name} is in the tree");
    }
}
