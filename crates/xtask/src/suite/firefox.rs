//! The main journeys in Firefox, on the page as the companion serves it and as one file.

use super::steps::own;
use super::summary::Counts;
use super::{Outcome, Workplace};
use crate::Result;
use crate::dist;
use crate::page::{self, single};
use crate::process::{command, log_to};
use crate::proxy;
use crate::repository::{read, root};
use crate::setup::debian;

/// The step. Where Firefox cannot be had it is left out, and says so.
pub(super) fn run(at: &Workplace) -> Result<Outcome> {
    let program = match debian::firefox() {
        Ok(program) => program,
        Err(why) => {
            return Ok(Outcome {
                counts: Counts {
                    skipped: 1,
                    ..Counts::default()
                },
                remark: Some(format!("left out: {why}")),
                ..Outcome::default()
            });
        }
    };
    for (log, making) in [
        ("firefox-page.log", "build"),
        ("firefox-single.log", "single"),
    ] {
        let made = log_to(&at.logs.join(log), own(&[making])?)?;
        if !made.succeeded {
            return Err(made.output);
        }
    }
    let mut node = command("node", &at.tools);
    node.args(["--test", "--test-reporter=spec"])
        .arg(root().join("tests/firefox/smoke.spec.mjs"))
        .env("FIREFOX", program)
        .env("CLAIMLENS_PROXY", proxy::build()?)
        .env("CLAIMLENS_SITE", page::dist())
        .env("CLAIMLENS_SINGLE", dist::folder().join(single::NAME));
    let mut outcome = at.run("firefox", vec![node])?;
    // Which Firefox it was, and what it did not run, is part of the answer.
    let log = read(&at.logs.join("firefox.log"))?;
    let said = log.lines().map(str::trim);
    let said: Vec<&str> = said
        .filter(|line| line.starts_with("firefox: ") || line.starts_with('﹣'))
        .collect();
    outcome.remark = Some(said.join("\n"));
    Ok(outcome)
}
