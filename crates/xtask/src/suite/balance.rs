//! Three copies of the companion behind nginx, under load, while they end one after the other.

use super::summary::Counts;
use super::{Outcome, Workplace};
use crate::Result;
use crate::process::command;
use crate::proxy;
use crate::repository::{read, root};
use crate::setup::debian;

/// The step. Where nginx cannot be had it is left out, and says so.
pub(super) fn run(at: &Workplace) -> Result<Outcome> {
    let nginx = match debian::nginx() {
        Ok(nginx) => nginx,
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
    let mut node = command("node", &at.tools);
    node.args(["--test", "--test-reporter=spec"])
        .arg(root().join("tests/proxy/balance.spec.mjs"))
        .env("CLAIMLENS_PROXY", proxy::build()?)
        .env("CLAIMLENS_STANDIN", proxy::build_standin()?)
        .env("CLAIMLENS_NGINX", nginx);
    let mut outcome = at.run("balance", vec![node])?;
    // How many requests there were, and how many failed, is what this is about.
    let log = read(&at.logs.join("balance.log"))?;
    let said: Vec<&str> = log
        .lines()
        .filter_map(|line| line.trim().strip_prefix("balance: "))
        .collect();
    outcome.remark = Some(said.join("\n"));
    Ok(outcome)
}
