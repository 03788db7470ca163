//! `cargo xtask fuzz`: every fuzz target, each for a while.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use crate::Result;
use crate::process::{answer, cargo, seconds, show};
use crate::repository::{cannot, root};
use crate::setup;

/// The fuzz workspaces: of the core, and of the companion.
const FOLDERS: [&str; 2] = ["crates/core/fuzz", "crates/proxy/fuzz"];

/// Runs the targets: all, or the one named; `--seconds N` for each (60).
///
/// # Errors
/// When one finds something. The others still run.
pub(crate) fn fuzz(arguments: &[String]) -> Result<()> {
    let (time, only) = parse(arguments)?;
    let fuzzer = Fuzzer::new()?;
    let (mut all, mut found, mut ran) = (Vec::new(), Vec::new(), 0);
    for folder in FOLDERS {
        for target in fuzzer.targets(folder)? {
            if only.as_deref().is_none_or(|only| only == target) {
                ran += 1;
                if !fuzzer.run(folder, &target, time)? {
                    found.push(format!("{target} (the inputs are in {folder}/artifacts/)"));
                }
            }
            all.push(target);
        }
    }
    if ran == 0 {
        return Err(format!(
            "no such fuzz target; there are: {}",
            all.join(", ")
        ));
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(format!("failed: {}", found.join(", ")))
    }
}

/// cargo-fuzz, as it runs here.
struct Fuzzer {
    tools: Vec<PathBuf>,
    is_nightly: bool,
}

impl Fuzzer {
    fn new() -> Result<Self> {
        let tools = setup::for_fuzzing()?;
        let version = answer("rustc", &["--version"]);
        let is_nightly = version.is_some_and(|version| version.contains("nightly"));
        if !is_nightly {
            println!("fuzz: on stable Rust, with RUSTC_BOOTSTRAP=1 for the sanitizer's flags");
        }
        Ok(Self { tools, is_nightly })
    }

    fn cargo(&self, arguments: &[&str], folder: &str) -> Command {
        let mut cargo = cargo(&["fuzz"], &self.tools);
        cargo.args(arguments).args(["--fuzz-dir", folder]);
        if !self.is_nightly {
            cargo.env("RUSTC_BOOTSTRAP", "1");
        }
        cargo
    }

    fn targets(&self, folder: &str) -> Result<Vec<String>> {
        if !root().join(folder).join("Cargo.toml").is_file() {
            return Err(format!("there is no fuzz workspace at {folder}"));
        }
        let list = self
            .cargo(&["list"], folder)
            .output()
            .map_err(|error| format!("cargo fuzz: {error}"))?;
        let list = String::from_utf8_lossy(&list.stdout).into_owned();
        Ok(list.split_whitespace().map(str::to_owned).collect())
    }

    /// Runs a target; tells whether it found nothing.
    fn run(&self, folder: &str, target: &str, time: u32) -> Result<bool> {
        let start = Instant::now();
        println!("fuzz: {target}, {time} s …");
        let mut run = self.cargo(&["run"], folder);
        run.arg(target);
        let seeds = root().join(folder).join("seeds").join(target);
        if seeds.is_dir() {
            // What is found goes to the first folder, so that the seeds stay as they are.
            let corpus = root().join(folder).join("corpus").join(target);
            fs::create_dir_all(&corpus).map_err(|error| cannot("create", &corpus, &error))?;
            run.arg(corpus).arg(seeds);
        }
        run.args([
            "--",
            &format!("-max_total_time={time}"),
            "-print_final_stats=1",
        ]);
        let result = show(run);
        match &result {
            Ok(()) => println!("fuzz: {target} found nothing, {}", seconds(start.elapsed())),
            Err(error) => println!("fuzz: {target} FAILED: {error}"),
        }
        Ok(result.is_ok())
    }
}

/// The seconds for each target, and the only target to run if one is named.
fn parse(arguments: &[String]) -> Result<(u32, Option<String>)> {
    let (mut time, mut only) = (60, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--seconds" {
            let value = rest.next().map_or("", String::as_str);
            time = value
                .parse()
                .map_err(|_| format!("--seconds wants a whole number, found `{value}`"))?;
        } else if argument.starts_with('-') || only.is_some() {
            return Err(format!(
                "fuzz knows --seconds N and one target, found `{argument}`"
            ));
        } else {
            only = Some(argument.clone());
        }
    }
    Ok((time, only))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_for_every_target_unless_told_otherwise() {
        let arguments = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(parse(&[]), Ok((60, None)));
        assert_eq!(
            parse(&arguments(&["--seconds", "5", "json"])),
            Ok((5, Some("json".into())))
        );
        assert!(
            parse(&arguments(&["--seconds"]))
                .unwrap_err()
                .contains("--seconds")
        );
        assert!(parse(&arguments(&["a", "b"])).unwrap_err().contains("`b`"));
    }
}
