//! A million requests: whether memory grows and files stay open.

use std::thread;
use std::time::{Duration, Instant};

use super::load::Load;
use super::peers::{CALLS, Call, Peer, Peers};
use super::table::{Goal, print};
use super::usage::Usage;
use crate::Result;

/// Part of the requests, before memory counts: what is allocated once is there after it.
const WARM_UP: u64 = 20;

/// Asks the companion `requests` times, both calls in turn.
///
/// # Errors
/// When it fails or answers anything but 200.
pub(super) fn soak(peers: &Peers<'_>, load: &Load<'_>, requests: u64) -> Result<Vec<Goal>> {
    let (running, address) = peers.start(Peer::Companion, 0)?;
    let usage = Usage::of(running.id());
    println!("{}", peers.configuration(Peer::Companion, 0)?);
    let round = |call: Call, seconds: u64| {
        let time = Duration::from_secs(seconds);
        load.round(Peer::Companion, address, call, 32, time, &usage)
    };
    let start = Instant::now();
    let mut done = 0;
    while done < requests / WARM_UP {
        for call in CALLS {
            done += round(call, 1)?.requests;
        }
    }
    let files = settled(&usage, usize::MAX)?;
    let first = usage.memory()?;
    let mut rows = vec![row(start, done, first, usage.files()?)];
    let mut calls = CALLS.iter().cycle();
    while done < requests {
        if let Some(call) = calls.next() {
            done += round(*call, 5)?.requests;
        }
        rows.push(row(start, done, usage.memory()?, usage.files()?));
    }
    let files_after = settled(&usage, files)?;
    let last = usage.memory()?;
    rows.push(row(start, done, last, files_after));
    // Enough rows to see the way, not every round.
    let step = rows.len().div_ceil(12).max(1);
    let end = rows.len() - 1;
    let shown: Vec<_> = rows
        .into_iter()
        .enumerate()
        .filter(|(at, _)| at % step == 0 || *at == end)
        .map(|(_, row)| row)
        .collect();
    print(
        "Soak: claimlens-proxy, 32 connections, both calls in turn",
        &["after", "requests", "memory MB", "open files"],
        &shown,
    );
    let drift = (last as f64 - first as f64) / first as f64 * 100.0;
    Ok(vec![
        Goal::at_least(
            "requests answered with 200, all of them",
            requests as f64,
            done as f64,
            "",
        ),
        Goal::at_most("growth of memory", 5.0, drift, " %"),
        Goal::at_most(
            "open files left behind",
            0.0,
            files_after as f64 - files as f64,
            "",
        ),
    ])
}

/// Open files, as soon as there are no more than `wanted`, or once nothing changes for a while: kept
/// connections to the upstream close by themselves.
fn settled(usage: &Usage, wanted: usize) -> Result<usize> {
    let start = Instant::now();
    let mut last = usage.files()?;
    let mut since = Instant::now();
    while start.elapsed() < Duration::from_secs(120) && since.elapsed() < Duration::from_secs(35) {
        thread::sleep(Duration::from_millis(500));
        let now = usage.files()?;
        if now != last {
            (last, since) = (now, Instant::now());
        }
        if wanted != usize::MAX && last <= wanted {
            break;
        }
    }
    Ok(last)
}

fn row(start: Instant, done: u64, memory: u64, files: usize) -> Vec<String> {
    vec![
        format!("{:.0} s", start.elapsed().as_secs_f64()),
        done.to_string(),
        format!("{:.2}", memory as f64 / 1e6),
        files.to_string(),
    ]
}
