//! The page in a real browser, served by the companion as people have it.

use std::net::Ipv4Addr;

use super::steps::own;
use super::{Outcome, Workplace};
use crate::Result;
use crate::process::{command, log_to};
use crate::proxy::{self, Server};
use crate::repository::{files, root};
use crate::setup;

/// The step: every `tests/e2e/*.spec.mjs`, with a companion on this machine's own address and, where there is one, on
/// its address in the network, which is no secure context.
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
    let build = log_to(&at.logs.join("e2e-page.log"), own(&["build"])?)?;
    if !build.succeeded {
        return Err(build.output);
    }
    let program = proxy::build()?;
    let server = Server::start(&program, Ipv4Addr::LOCALHOST.into())?;
    let lan = match proxy::lan_address() {
        Some(ip) => Some(Server::start(&program, ip)?),
        None => None,
    };
    let mut node = command("node", &at.tools);
    // One file at a time: they measure, too.
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(&specs);
    node.env("CLAIMLENS_URL", server.url())
        .env("CHROME", &at.browser.chromium)
        // For what needs two companions, or one that is started otherwise.
        .env("CLAIMLENS_PROXY", &program);
    if let Some(lan) = &lan {
        node.env("CLAIMLENS_LAN_URL", lan.url());
    }
    // It signs what openssl and node cannot; without it those tests are skipped, and say so.
    if let Ok(python) = setup::python::ensure()? {
        node.env("CLAIMLENS_PYTHON", python);
    }
    at.run("e2e", vec![node])
}
