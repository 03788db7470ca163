//! `cargo xtask bench`: the benchmark programs. They compare and print; they fail only when they
//! cannot run.

#[cfg(target_os = "linux")]
mod proxy;

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::no_more;
use crate::page::ensure_fresh;
use crate::process::{cargo, command, show};
use crate::proxy::{Server, build};
use crate::repository::{files, name_below, remove_folder, root, scratch, target};
use crate::setup::{self, WASM};

/// Runs every benchmark, or only the one named; what stands behind the name is for that one.
///
/// # Errors
/// When a program fails.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    let all = names()?;
    let (chosen, rest) = match arguments.split_first() {
        None => (all.clone(), arguments),
        Some((name, rest)) if all.contains(name) => (vec![name.clone()], rest),
        Some((name, _)) => {
            return Err(format!(
                "there is no benchmark `{name}`; there are: {}",
                all.join(", ")
            ));
        }
    };
    for name in chosen {
        println!("bench: {name}");
        match name.as_str() {
            #[cfg(target_os = "linux")]
            PROXY => proxy::compare(rest)?,
            #[cfg(target_os = "linux")]
            SOAK => proxy::soak(rest)?,
            // They read /proc and need programs of Debian's.
            #[cfg(not(target_os = "linux"))]
            PROXY | SOAK => println!("bench: {name} is skipped: it needs Linux"),
            _ => {
                no_more(rest)?;
                one(&name)?;
            }
        }
    }
    Ok(())
}

/// A native benchmark or one of `tests/bench/*.mjs`.
fn one(name: &str) -> Result<()> {
    let program = match name {
        NATIVE => PACKAGE,
        VERIFY => VERIFY,
        _ => return in_node(name),
    };
    let run = ["run", "--quiet", "--release", "--package", PACKAGE];
    let mut run = cargo(&run, &[]);
    run.args(["--bin", program]);
    show(run)
}

/// The native ones, and the programs in `tests/bench/`.
fn names() -> Result<Vec<String>> {
    let folder = root().join("tests/bench");
    let mut names = [NATIVE, VERIFY, PROXY, SOAK].map(str::to_owned).to_vec();
    for file in files(&folder, |_| false)? {
        // What lies in a folder belongs to a program.
        let name = name_below(&folder, &file);
        let program = name.strip_suffix(".mjs");
        names.extend(
            program
                .filter(|name| !name.contains('/'))
                .map(str::to_owned),
        );
    }
    Ok(names)
}

/// Runs one program of `tests/bench/`, with the page served and the core compiled for it.
fn in_node(name: &str) -> Result<()> {
    let (tools, browser) = setup::for_the_benchmarks()?;
    ensure_fresh()?;
    let server = Server::start(&build()?, Ipv4Addr::LOCALHOST.into())?;
    let bindings = core_for_node(&tools)?;
    let mut node = command("node", &tools);
    node.arg(format!("tests/bench/{name}.mjs"))
        .env("CHROME", &browser.chromium)
        .env("CLAIMLENS_URL", server.url())
        .env("CLAIMLENS_BENCH_WASM", bindings);
    show(node)
}

/// The core as WebAssembly for node, made with the page's profile and tools.
fn core_for_node(tools: &[PathBuf]) -> Result<PathBuf> {
    let build = [
        "build",
        "--quiet",
        "--package",
        PACKAGE,
        "--lib",
        "--target",
        WASM,
    ];
    let mut cargo = cargo(&build, tools);
    cargo.args(["--profile", "wasm-release"]);
    show(cargo)?;
    let compiled = target()
        .join(WASM)
        .join("wasm-release/claimlens_bench.wasm");
    let bindings = scratch()?.join("bench");
    remove_folder(&bindings)?;
    let mut bindgen = command("wasm-bindgen", tools);
    bindgen
        .args(["--target", "nodejs", "--no-typescript", "--out-dir"])
        .arg(&bindings);
    bindgen.arg(compiled);
    show(bindgen)?;
    optimise(&bindings.join("claimlens_bench_bg.wasm"), tools)?;
    Ok(bindings)
}

/// As the page's build does it.
fn optimise(wasm: &Path, tools: &[PathBuf]) -> Result<()> {
    let mut wasm_opt = command("wasm-opt", tools);
    wasm_opt.arg("-Oz").arg(wasm).arg("-o").arg(wasm);
    show(wasm_opt)
}

const NATIVE: &str = "native";
const VERIFY: &str = "verify";
const PROXY: &str = "proxy";
const SOAK: &str = "soak";
const PACKAGE: &str = "claimlens-bench";
