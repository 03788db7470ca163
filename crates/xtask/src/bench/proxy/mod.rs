//! `cargo xtask bench proxy`: the companion beside nginx and cors-anywhere, and `bench soak`: the
//! companion alone for a million requests.
//!
//! All servers run on this machine and have one worker; rounds are interleaved, so that what disturbs one
//! disturbs all. Every check of the companion stays on.

mod load;
mod measures;
mod peers;
mod soak;
mod sockets;
mod table;
mod usage;
mod world;

use std::time::Duration;

use self::load::Load;
use self::peers::Peers;
use self::world::{World, free_address};
use crate::Result;
use crate::{proxy, setup};

/// How long and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Options {
    rounds: u32,
    time: Duration,
    requests: u64,
    connections: u32,
    /// One of [`PARTS`].
    only: Option<String>,
}

/// What a comparison measures, in this order.
const PARTS: [&str; 4] = ["throughput", "delay", "sizes", "unfinished"];

/// Compares.
///
/// # Errors
/// When a program is missing or fails; not when a goal is missed.
pub(super) fn compare(arguments: &[String]) -> Result<()> {
    let options = Options::parse(arguments)?;
    with_peers(|peers, load, tools| {
        println!("{}", peers.configurations()?);
        let mut goals = Vec::new();
        for part in PARTS {
            if options.only.as_deref().is_some_and(|only| only != part) {
                continue;
            }
            goals.extend(match part {
                "throughput" => measures::throughput(peers, load, &options)?,
                "delay" => measures::delay(peers, &tools.oha, &options)?,
                "sizes" => measures::sizes(peers, &options)?,
                _ => measures::unfinished(peers)?,
            });
        }
        table::print_goals(&goals);
        Ok(())
    })
}

/// Asks the companion a million times.
///
/// # Errors
/// As [`compare`].
pub(super) fn soak(arguments: &[String]) -> Result<()> {
    let options = Options::parse(arguments)?;
    with_peers(|peers, load, _| {
        let goals = soak::soak(peers, load, options.requests)?;
        table::print_goals(&goals);
        Ok(())
    })
}

fn with_peers(
    run: impl FnOnce(&Peers<'_>, &Load<'_>, &setup::ProxyBench) -> Result<()>,
) -> Result<()> {
    let tools = setup::for_the_proxy_bench()?;
    let companion = proxy::build()?;
    sockets::raise_open_files();
    let world = World::new(&tools.openssl)?;
    let peers = Peers {
        world: &world,
        nginx: &tools.nginx,
        companion: &companion,
        upstream: free_address()?,
    };
    let load = Load {
        wrk: &tools.wrk,
        world: &world,
        upstream: peers.upstream,
    };
    let _upstream = peers.start_upstream()?;
    run(&peers, &load, &tools)
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self {
            rounds: 5,
            time: Duration::from_secs(5),
            requests: 1_000_000,
            connections: 2_000,
            only: None,
        };
        for pair in arguments.chunks(2) {
            let [name, value] = pair else {
                return Err(format!("{} wants a number\n{USAGE}", pair.concat()));
            };
            if name == "--only" && PARTS.contains(&value.as_str()) {
                options.only = Some(value.clone());
                continue;
            }
            let number: u32 = value
                .parse()
                .ok()
                .filter(|number| *number > 0)
                .ok_or_else(|| format!("{name} wants a number, found `{value}`"))?;
            match name.as_str() {
                "--rounds" => options.rounds = number,
                "--seconds" => options.time = Duration::from_secs(number.into()),
                "--requests" => options.requests = number.into(),
                "--connections" => options.connections = number,
                _ => return Err(format!("this benchmark knows no `{name}`\n{USAGE}")),
            }
        }
        Ok(options)
    }
}

const USAGE: &str = "bench proxy [--rounds N] [--seconds N] [--connections N] \
     [--only throughput|delay|sizes|unfinished]; bench soak [--requests N]";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_numbers() {
        let parse = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(ToString::to_string).collect();
            Options::parse(&words)
        };
        assert_eq!(parse(&[]).unwrap().rounds, 5);
        assert_eq!(parse(&["--rounds", "3"]).unwrap().rounds, 3);
        assert_eq!(
            parse(&["--only", "delay"]).unwrap().only.as_deref(),
            Some("delay")
        );
        assert!(parse(&["--only", "luck"]).is_err());
        assert!(parse(&["--rounds"]).is_err());
        assert!(parse(&["--rounds", "0"]).is_err());
        assert!(parse(&["--laps", "3"]).unwrap_err().contains("--laps"));
    }
}
