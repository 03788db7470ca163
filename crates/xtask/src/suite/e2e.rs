//! The page in a real browser, served by the companion as people have it.

use std::net::Ipv4Addr;

use super::steps::own;
use super::{Outcome, Workplace};
use crate::page::single;
use crate::process::{command, log_to};
use crate::proxy::{self, Server};
use crate::repository::{files, read, root};
use crate::{Result, dist, setup};

/// What is run once more with the page below a path of its server.
const BELOW: &[&str] = &[
    "paste",
    "walkthrough",
    "look",
    "pages",
    "offline",
    "policy",
    "leaves",
    "failure",
];

/// What is run once more with the page as one file, from the disk. What needs a server says so and is skipped there.
const SINGLE: &[&str] = &["paste", "walkthrough", "look", "pages"];

/// The step: every `tests/e2e/*.spec.mjs`, with a companion on this machine's own address and, where there is one, on
/// its address in the network, which is no secure context. Some of them again below a path, and on the one file.
pub(super) fn run(at: &Workplace) -> Result<Outcome> {
    let folder = root().join("tests/e2e");
    let specs = if folder.is_dir() {
        files(&folder, |name| name == "node_modules")?
    } else {
        vec![]
    };
    let specs: Vec<_> = specs
        .into_iter()
        .filter(|path| path.to_string_lossy().ends_with(".spec.mjs"))
        .collect();
    if specs.is_empty() {
        return Err("there are no end-to-end tests: tests/e2e/*.spec.mjs".to_owned());
    }
    for (log, making) in [("e2e-page.log", "build"), ("e2e-single.log", "single")] {
        let made = log_to(&at.logs.join(log), own(&[making])?)?;
        if !made.succeeded {
            return Err(made.output);
        }
    }
    let program = proxy::build()?;
    let server = Server::start(&program, Ipv4Addr::LOCALHOST.into())?;
    let lan = match proxy::lan_address() {
        Some(ip) => Some(Server::start(&program, ip)?),
        None => None,
    };
    // One file at a time: they measure, too.
    let runner = || {
        let mut node = command("node", &at.tools);
        node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
            .env("CLAIMLENS_URL", server.url())
            .env("CHROME", &at.browser.chromium)
            // For what needs two companions, or one that is started otherwise.
            .env("CLAIMLENS_PROXY", &program);
        node
    };
    let named = |names: &'static [&'static str]| {
        names
            .iter()
            .map(|name| folder.join(format!("{name}.spec.mjs")))
    };
    let mut all = runner();
    all.args(&specs);
    if let Some(lan) = &lan {
        all.env("CLAIMLENS_LAN_URL", lan.url());
    }
    // It signs what openssl and node cannot; without it those tests are skipped, and say so.
    if let Ok(python) = setup::python::ensure()? {
        all.env("CLAIMLENS_PYTHON", python);
    }
    let mut below = runner();
    below
        .args(["--import", "./tests/e2e/below.mjs"])
        .args(named(BELOW));
    let mut one = runner();
    one.args(named(SINGLE)).env(
        "CLAIMLENS_URL",
        format!("file://{}", dist::folder().join(single::NAME).display()),
    );
    let mut outcome = at.run("e2e", vec![all, below, one])?;
    // What was measured beside is told; where it goes wrong a test fails.
    let log = read(&at.logs.join("e2e.log"))?;
    let told = log
        .lines()
        .filter(|line| line.starts_with("memory: ") || line.starts_with("lighthouse "));
    outcome.remark = Some(told.collect::<Vec<_>>().join("\n"));
    Ok(outcome)
}
