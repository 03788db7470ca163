//! The page on nginx, Apache and Caddy, with the settings that `cargo xtask dist` writes.

use super::steps::own;
use super::{Outcome, Workplace};
use crate::Result;
use crate::dist::hosting;
use crate::page;
use crate::process::{command, log_to};
use crate::proxy;
use crate::repository::{read, root, scratch};
use crate::setup::debian;

/// The step. A server that cannot be had is left out, and the step says so.
pub(super) fn run(at: &Workplace) -> Result<Outcome> {
    let build = log_to(&at.logs.join("hosting-page.log"), own(&["build"])?)?;
    if !build.succeeded {
        return Err(build.output);
    }
    let settings = scratch()?.join("hosting");
    hosting::place(&page::dist(), &settings)?;
    let mut node = command("node", &at.tools);
    node.args(["--test", "--test-reporter=spec"])
        .arg(root().join("tests/hosting/hosting.spec.mjs"))
        .env("CLAIMLENS_SITE", page::dist())
        .env("CLAIMLENS_HOSTING", settings)
        .env("CLAIMLENS_PROXY", proxy::build()?)
        .env("CHROME", &at.browser.chromium);
    let mut said = Vec::new();
    for (variable, program) in [
        ("CLAIMLENS_NGINX", debian::nginx()),
        ("CLAIMLENS_NGINX_BROTLI", debian::nginx_brotli()),
        ("CLAIMLENS_APACHE", debian::apache()),
        ("CLAIMLENS_CADDY", debian::caddy()),
    ] {
        match program {
            Ok(path) => drop(node.env(variable, path)),
            Err(why) => said.push(format!("left out: {why}")),
        }
    }
    let mut outcome = at.run("hosting", vec![node])?;
    let log = read(&at.logs.join("hosting.log"))?;
    let lines = log.lines();
    said.extend(lines.filter_map(|line| line.trim().strip_prefix("hosting: ").map(str::to_owned)));
    outcome.remark = Some(said.join("\n"));
    Ok(outcome)
}
