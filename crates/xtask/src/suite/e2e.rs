//! The page in a real browser, served by the companion as people have it, below a path, and as one file.

use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::available_parallelism;

use super::places::{ALONE, PLACES, Place, left_out};
use super::steps::own;
use super::{Outcome, Workplace};
use crate::page::single;
use crate::process::{command, log_to};
use crate::proxy::{self, Server};
use crate::repository::{cannot, files, read, root, scratch};
use crate::{Result, dist, setup};

/// An organisation's settings, which one more `claimlens.html` is made with.
const SETTINGS: &str = "tests/e2e/settings/config.json";

/// The step: every `tests/e2e/*.spec.mjs` in every place where it makes sense. There is a companion on this machine's own
/// address and, where there is one, on its address in the network, which is no secure context.
pub(super) fn run(at: &Workplace) -> Result<Outcome> {
    let folder = root().join("tests/e2e");
    let suites = suites(&folder)?;
    build(at, "e2e-page.log", &["build"])?;
    let of_house = single_of_house(at)?;
    build(at, "e2e-single.log", &["single"])?;
    let one = dist::folder().join(single::NAME);
    let program = proxy::build()?;
    let server = Server::start(&program, Ipv4Addr::LOCALHOST.into())?;
    let lan = match proxy::lan_address() {
        Some(ip) => Some(Server::start(&program, ip)?),
        None => None,
    };
    // It signs what openssl and node cannot; without it those tests are skipped, and say so.
    let python = setup::python::ensure()?;
    let runner = |place: Place, names: &[&String], at_once: usize| {
        let mut node = command("node", &at.tools);
        node.args(["--test", "--test-reporter=spec"])
            .arg(format!("--test-concurrency={at_once}"));
        if place == Place::Below {
            node.args(["--import", "./tests/e2e/below.mjs"]);
        }
        node.args(
            names
                .iter()
                .map(|name| folder.join(format!("{name}{SPEC}"))),
        );
        let address = match place {
            Place::Top | Place::Below => server.url(),
            Place::File => format!("file://{}", one.display()),
        };
        node.env("CLAIMLENS_URL", address)
            .env("CHROME", &at.browser.chromium)
            // For what needs two companions, or one that is started otherwise.
            .env("CLAIMLENS_PROXY", &program)
            .env("CLAIMLENS_SINGLE_OF_HOUSE", &of_house);
        if let Some(lan) = &lan {
            node.env("CLAIMLENS_LAN_URL", lan.url());
        }
        if let Ok(python) = &python {
            node.env("CLAIMLENS_PYTHON", python);
        }
        node
    };
    let mut outcome = Outcome::default();
    let mut said = Vec::new();
    for place in PLACES {
        let (run, left): (Vec<_>, Vec<_>) = suites
            .iter()
            .partition(|suite| left_out(suite, place).is_none());
        let (alone, together): (Vec<_>, Vec<_>) = run
            .iter()
            .partition(|suite| ALONE.contains(&suite.as_str()));
        let commands: Vec<Command> = [(together, at_once()), (alone, 1)]
            .into_iter()
            .filter(|(names, _)| !names.is_empty())
            .map(|(names, at_once)| runner(place, &names, at_once))
            .collect();
        let logs = commands.len();
        let of_place = at.run(&format!("e2e-{}", place.name()), commands)?;
        said.push(told(place, run.len(), &of_place, &left));
        said.extend(measured(at, place, logs)?);
        outcome.add(of_place);
    }
    outcome.remark = Some(said.join("\n"));
    Ok(outcome)
}

/// How a suite's file ends.
const SPEC: &str = ".spec.mjs";

/// The names of all suites.
fn suites(folder: &Path) -> Result<Vec<String>> {
    let specs = if folder.is_dir() {
        files(folder, |name| name == "node_modules")?
    } else {
        vec![]
    };
    let names = specs.iter().filter_map(|path| path.file_name()?.to_str());
    let mut suites: Vec<String> = names
        .filter_map(|name| name.strip_suffix(SPEC))
        .map(str::to_owned)
        .collect();
    if suites.is_empty() {
        return Err("there are no end-to-end tests: tests/e2e/*.spec.mjs".to_owned());
    }
    suites.sort();
    Ok(suites)
}

/// How many suites run at a time: each has a browser, which keeps more than one core busy at times.
fn at_once() -> usize {
    available_parallelism().map_or(1, |cores| cores.get().clamp(1, 4))
}

fn build(at: &Workplace, log: &str, arguments: &[&str]) -> Result<()> {
    let made = log_to(&at.logs.join(log), own(arguments)?)?;
    if made.succeeded {
        Ok(())
    } else {
        Err(made.output)
    }
}

/// Makes the one file with an organisation's settings, and puts it aside.
fn single_of_house(at: &Workplace) -> Result<PathBuf> {
    let settings = root().join(SETTINGS).display().to_string();
    build(at, "e2e-house.log", &["single", "--config", &settings])?;
    let from = dist::folder().join(single::NAME);
    let to = scratch()?.join("claimlens-of-house.html");
    fs::copy(&from, &to).map_err(|error| cannot("copy", &from, &error))?;
    Ok(to)
}

/// A place, how many suites and tests ran there, and the suites that did not, each with its reason.
fn told(place: Place, run: usize, outcome: &Outcome, left: &[&String]) -> String {
    let mut lines = format!("{place}: {run} suites, {}", outcome.counts);
    for suite in left {
        let why = left_out(suite, place).unwrap_or_default();
        lines.push_str(&format!("\n  not {suite}: {why}"));
    }
    lines
}

/// What was measured beside; where it goes wrong a test fails.
fn measured(at: &Workplace, place: Place, logs: usize) -> Result<Vec<String>> {
    let mut said = Vec::new();
    for number in 1..=logs {
        let log = at.log(&format!("e2e-{}", place.name()), number);
        let log = read(&log)?;
        let lines = log
            .lines()
            .filter(|line| line.starts_with("memory: ") || line.starts_with("lighthouse "));
        said.extend(lines.map(str::to_owned));
    }
    Ok(said)
}
