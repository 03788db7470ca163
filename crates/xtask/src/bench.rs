//! `cargo xtask bench`: the benchmark programs; they compare and print, and fail only when they
//! cannot run.

use crate::page::ensure_fresh;
use crate::process::{cargo, command, show};
use crate::proxy::{self, Server};
use crate::repository::{files, name_below, root};
use crate::{Result, setup};

/// Runs the native benchmark, then each of `tests/bench/*.mjs`; or only the one named.
///
/// # Errors
/// When a program fails.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    let only = match arguments {
        [] => None,
        [name] => Some(name.as_str()),
        _ => return Err("bench knows one name of a benchmark".to_owned()),
    };
    let is_wanted = |name: &str| only.is_none_or(|only| only == name);
    let root = root();
    let mut ran = 0;
    if is_wanted("native") && root.join("crates/bench/Cargo.toml").is_file() {
        println!("bench: native");
        show(cargo(
            &[
                "run",
                "--quiet",
                "--release",
                "--package",
                "claimlens-bench",
            ],
            &[],
        ))?;
        ran += 1;
    }
    let folder = root.join("tests/bench");
    let programs = if folder.is_dir() {
        files(&folder, |_| false)?
    } else {
        Vec::new()
    };
    let mut server = None;
    for program in programs {
        let name = name_below(&folder, &program);
        let Some(short) = name.strip_suffix(".mjs").filter(|name| !name.contains('/')) else {
            continue;
        };
        if !is_wanted(short) {
            continue;
        }
        let (tools, browser) = setup::for_a_browser()?;
        if server.is_none() {
            ensure_fresh()?;
            server = Some(Server::start(
                &proxy::build()?,
                std::net::Ipv4Addr::LOCALHOST.into(),
            )?);
        }
        println!("bench: {short}");
        let mut node = command("node", &tools);
        node.arg(&program).env("CHROME", &browser.chromium);
        if let Some(server) = &server {
            node.env("CLAIMLENS_URL", server.url());
        }
        show(node)?;
        ran += 1;
    }
    if ran == 0 {
        return Err(match only {
            Some(name) => format!("there is no benchmark `{name}`"),
            None => "there are no benchmarks: crates/bench and tests/bench/*.mjs".to_owned(),
        });
    }
    Ok(())
}
