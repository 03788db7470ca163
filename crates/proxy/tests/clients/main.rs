//! Real clients through the real program: `curl`, and Genesys' packages for Python and Node, led to the proxy as
//! to a gateway; behind it the stand-in, over TLS, in the place of the hosts.
//!
//! It has no harness of Rust's, for it has to say at run time what it skipped and why. Where things are comes
//! from the environment, as `cargo xtask test --only snippets` sets it: `CLAIMLENS_PYTHON` (an interpreter with
//! the package), `CLAIMLENS_NODE_MODULES`.

mod curl;
mod sdks;
mod stage;

use std::env;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::process::ExitCode;

/// A test: its name, what it needs, and what it does.
type Case = (&'static str, Need, fn());

/// What has to be there for a test.
#[derive(Debug, Clone, Copy)]
enum Need {
    Curl,
    Python,
    Node,
}

/// Where something is, or why what needs it cannot run.
fn find(need: Need) -> Result<PathBuf, &'static str> {
    let set = |name| env::var_os(name).map(PathBuf::from);
    match need {
        Need::Curl => on_path("curl").ok_or("curl is not there"),
        Need::Python => set("CLAIMLENS_PYTHON")
            .filter(|path| path.is_file())
            .ok_or("no Python with the package PureCloudPlatformClientV2"),
        Need::Node => set("CLAIMLENS_NODE_MODULES")
            .filter(|path| {
                path.join("purecloud-platform-client-v2/package.json")
                    .is_file()
            })
            .filter(|_| on_path("node").is_some())
            .ok_or("node or its package purecloud-platform-client-v2 is not there"),
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

fn main() -> ExitCode {
    let cases: Vec<Case> = [curl::CASES, sdks::CASES].concat();
    println!("running {} tests", cases.len());
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (name, need, run) in cases {
        match find(need) {
            Err(why) => {
                skipped += 1;
                println!("test {name} ... ignored, {why}");
            }
            Ok(_) if catch_unwind(run).is_ok() => {
                passed += 1;
                println!("test {name} ... ok");
            }
            Ok(_) => {
                failed += 1;
                println!("test {name} ... FAILED");
            }
        }
    }
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {word}. {passed} passed; {failed} failed; {skipped} ignored");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
