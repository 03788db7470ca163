//! Keeps the relocations in the WASM, which the build needs to cut it in two.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|value| value == wanted);
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() && is("CARGO_CFG_TARGET_ARCH", "wasm32") {
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
}
