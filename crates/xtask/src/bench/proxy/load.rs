//! Loading a server: wrk for as much as it takes, oha for a fixed rate; and reading what they say.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::peers::{Call, Peer};
use super::usage::Usage;
use super::world::World;
use crate::Result;
use crate::process::{command, words};

/// What one round of wrk found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Round {
    pub(super) requests: u64,
    /// Requests a second.
    pub(super) rate: f64,
    /// Processor time of the server for each request, in microseconds.
    pub(super) cost: f64,
}

/// A wrk with its script.
#[derive(Debug)]
pub(super) struct Load<'a> {
    pub(super) wrk: &'a Path,
    pub(super) world: &'a World,
    pub(super) upstream: SocketAddr,
}

impl Load<'_> {
    /// Loads a peer with as many requests as `connections` allow.
    ///
    /// # Errors
    /// When wrk fails, or the peer answers anything but 200: then the round measured something else.
    pub(super) fn round(
        &self,
        peer: Peer,
        address: SocketAddr,
        call: Call,
        connections: u32,
        time: Duration,
        usage: &Usage,
    ) -> Result<Round> {
        let mut script = format!("wrk.method = \"{}\"\n", call.method());
        if !call.body().is_empty() {
            script.push_str(&format!("wrk.body = \"{}\"\n", call.body()));
        }
        for (name, value) in peer.headers(call) {
            script.push_str(&format!("wrk.headers[\"{name}\"] = \"{value}\"\n"));
        }
        let mut wrk = command(self.wrk, &[]);
        wrk.args(["-t1", &format!("-c{connections}")])
            .arg(format!("-d{}s", time.as_secs().max(1)))
            .args(["--timeout", "10s", "-s"])
            .arg(self.world.write("load.lua", &script)?)
            .arg(format!(
                "http://{address}{}",
                peer.path(call, self.upstream)
            ));
        let before = usage.processor()?;
        let said = output(&mut wrk)?;
        let used = usage.processor()?.saturating_sub(before);
        let (requests, rate) =
            read_wrk(&said).map_err(|error| format!("{}: {error}:\n{said}", peer.name()))?;
        Ok(Round {
            requests,
            rate,
            cost: used.as_secs_f64() * 1e6 / requests as f64,
        })
    }
}

/// The number of requests and the rate; an error where any of them failed.
fn read_wrk(said: &str) -> Result<(u64, f64)> {
    for failure in ["Non-2xx", "Socket errors"] {
        if said.contains(failure) {
            return Err("not every request was answered with 200".to_owned());
        }
    }
    let number = |line: &str, word: usize| line.split_whitespace().nth(word)?.parse::<f64>().ok();
    let find = |mark: &str| said.lines().find(|line| line.contains(mark));
    let requests = find(" requests in ").and_then(|line| number(line, 0));
    let rate = find("Requests/sec:").and_then(|line| number(line, 1));
    match (requests, rate) {
        (Some(requests), Some(rate)) if requests > 0.0 => Ok((requests as u64, rate)),
        _ => Err("wrk answered nothing that can be read".to_owned()),
    }
}

/// Times at a fixed rate, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Delay {
    pub(super) median: f64,
    pub(super) p99: f64,
}

/// Asks `url` at a fixed rate, whatever the answers take: a late one delays no other.
///
/// # Errors
/// When oha fails or an answer is not 200.
pub(super) fn delay(
    oha: &Path,
    world: &World,
    url: &str,
    headers: &[(&str, &str)],
    rate: u32,
    time: Duration,
) -> Result<Delay> {
    let mut oha = command(oha, &[]);
    oha.args(["--no-tui", "--output-format", "json"])
        .args(["--latency-correction", "-w", "-c", "32"])
        .args(["-q", &rate.to_string()])
        .args(["-z", &format!("{}s", time.as_secs().max(1))])
        .arg("--cacert")
        .arg(world.file("ca.pem"));
    for (name, value) in headers {
        oha.args(["-H", &format!("{name}: {value}")]);
    }
    oha.arg(url);
    let said = output(&mut oha)?;
    read_oha(&said).map_err(|error| format!("{url}: {error}:\n{said}"))
}

fn read_oha(said: &str) -> Result<Delay> {
    let said: Value = serde_json::from_str(said).map_err(|error| error.to_string())?;
    let statuses = said["statusCodeDistribution"].as_object();
    let all_well = statuses.is_some_and(|all| all.keys().all(|status| status == "200"))
        && said["errorDistribution"]
            .as_object()
            .is_none_or(serde_json::Map::is_empty);
    if !all_well {
        return Err("not every request was answered with 200".to_owned());
    }
    let time = |name: &str| said["latencyPercentiles"][name].as_f64();
    match (time("p50"), time("p99")) {
        (Some(median), Some(p99)) => Ok(Delay {
            median: median * 1e3,
            p99: p99 * 1e3,
        }),
        _ => Err("oha says no percentiles".to_owned()),
    }
}

fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .map_err(|error| format!("{} could not be started: {error}", words(command)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!(
        "{} ended with {}: {}",
        words(command),
        output.status,
        String::from_utf8_lossy(&output.stderr)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wrk_says_is_read_and_a_failed_request_is_an_error() {
        let said = "  52431 requests in 5.01s, 12.00MB read\nRequests/sec:  10465.27\n";
        assert_eq!(read_wrk(said), Ok((52431, 10465.27)));
        assert!(read_wrk(&format!("{said}  Non-2xx or 3xx responses: 3\n")).is_err());
        assert!(read_wrk("").is_err());
    }

    #[test]
    fn what_oha_says_is_read_and_a_failed_request_is_an_error() {
        let said = |status: &str| {
            format!(
                r#"{{"latencyPercentiles":{{"p50":0.001,"p99":0.002}},"statusCodeDistribution":{{"{status}":3}},"errorDistribution":{{}}}}"#
            )
        };
        let delay = read_oha(&said("200")).unwrap();
        assert!((delay.p99 - 2.0).abs() < 1e-9 && (delay.median - 1.0).abs() < 1e-9);
        assert!(read_oha(&said("502")).is_err());
        assert!(read_oha("").is_err());
    }
}
