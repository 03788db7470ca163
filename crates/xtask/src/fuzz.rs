//! `cargo xtask fuzz`: every fuzz target of the core, each for a while.

use std::time::Instant;

use crate::Result;
use crate::process::{answer, cargo, seconds, show};
use crate::repository::root;
use crate::setup;

/// Runs the targets: all, or the one named; `--seconds N` for each (60).
///
/// # Errors
/// When one finds something. The others still run.
pub(crate) fn fuzz(arguments: &[String]) -> Result<()> {
    let (time, only) = parse(arguments)?;
    let tools = setup::for_fuzzing()?;
    let folder = root().join("crates/core/fuzz");
    if !folder.join("Cargo.toml").is_file() {
        return Err(format!(
            "there is no fuzz workspace at {}",
            folder.display()
        ));
    }
    let is_nightly =
        answer("rustc", &["--version"]).is_some_and(|version| version.contains("nightly"));
    if !is_nightly {
        println!("fuzz: on stable Rust, with RUSTC_BOOTSTRAP=1 for the sanitizer's flags");
    }
    let run = |arguments: &[&str]| {
        let mut cargo = cargo(&["fuzz"], &tools);
        cargo
            .args(arguments)
            .args(["--fuzz-dir", "crates/core/fuzz"]);
        if !is_nightly {
            cargo.env("RUSTC_BOOTSTRAP", "1");
        }
        cargo
    };
    let list = run(&["list"])
        .output()
        .map_err(|error| format!("cargo fuzz: {error}"))?;
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    let targets: Vec<&str> = list
        .split_whitespace()
        .filter(|target| only.as_deref().is_none_or(|only| only == *target))
        .collect();
    if targets.is_empty() {
        return Err(format!(
            "no such fuzz target; there are: {}",
            list.trim().replace('\n', ", ")
        ));
    }
    let mut found = Vec::new();
    for target in targets {
        let start = Instant::now();
        println!("fuzz: {target}, {time} s …");
        let mut command = run(&["run"]);
        command.args([
            target,
            "--",
            &format!("-max_total_time={time}"),
            "-print_final_stats=1",
        ]);
        match show(command) {
            Ok(()) => println!("fuzz: {target} found nothing, {}", seconds(start.elapsed())),
            Err(error) => {
                println!("fuzz: {target} FAILED: {error}");
                found.push(target);
            }
        }
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "failed: {}; the inputs are in crates/core/fuzz/artifacts/",
            found.join(", ")
        ))
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
