//! This crate asks for nothing: no randomness, no clock, no browser. What signs or makes keys would.

#[path = "../../core/tests/support/tree.rs"]
mod tree;

#[test]
fn nothing_in_the_tree_of_the_page_asks_for_randomness_or_a_clock() {
    let libraries = tree::libraries("claimlens-verify");
    let has = |name: &str| libraries.iter().any(|library| library == name);
    assert!(has("claimlens_core"));
    for name in [
        "getrandom",
        "rand",
        "wasm_bindgen",
        "js_sys",
        "web_sys",
        "web_time",
        "tokio",
    ] {
        assert!(!has(name), "{name} is in the tree");
    }
}
