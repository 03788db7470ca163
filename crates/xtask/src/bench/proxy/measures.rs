//! What is measured of every peer, the tables of it, and the goals.

use std::fs;
use std::thread;
use std::time::Duration;

use super::Options;
use super::load::{self, Load};
use super::peers::{CALLS, Call, PEERS, Peer, Peers};
use super::sockets;
use super::table::{Goal, Samples, print};
use super::usage::Usage;
use crate::Result;
use crate::repository::cannot;

/// Connections that wrk keeps busy.
const BUSY: [u32; 2] = [32, 128];

/// Requests a second for the delay.
const RATE: u32 = 200;

const KILO: f64 = 1000.0;

/// Requests a second and processor time for each, with every connection busy.
///
/// # Errors
/// When a peer fails.
pub(super) fn throughput(
    peers: &Peers<'_>,
    load: &Load<'_>,
    options: &Options,
) -> Result<Vec<Goal>> {
    let servers = PEERS
        .into_iter()
        .map(|peer| {
            peers
                .start(peer, 0)
                .map(|(running, at)| (peer, running, at))
        })
        .collect::<Result<Vec<_>>>()?;
    let mut goals = Vec::new();
    for call in CALLS {
        for connections in BUSY {
            let mut found = vec![(Samples::default(), Samples::default()); servers.len()];
            for round in 0..options.rounds as usize {
                for turn in 0..servers.len() {
                    // Another one begins each round.
                    let at = (round + turn) % servers.len();
                    let (Some((peer, running, address)), Some((rates, costs))) =
                        (servers.get(at), found.get_mut(at))
                    else {
                        continue;
                    };
                    let usage = Usage::of(running.id());
                    let measure =
                        |time| load.round(*peer, *address, call, connections, time, &usage);
                    measure(Duration::from_secs(1))?;
                    let round = measure(options.time)?;
                    rates.add(round.rate);
                    costs.add(round.cost);
                }
            }
            goals.extend(throughput_table(call, connections, &found));
        }
    }
    Ok(goals)
}

fn throughput_table(call: Call, connections: u32, found: &[(Samples, Samples)]) -> Vec<Goal> {
    let [(rates, costs), (nginx_rates, nginx_costs), (shipped, _), _] = found else {
        return Vec::new();
    };
    let rows: Vec<_> = PEERS
        .iter()
        .zip(found)
        .map(|(peer, (rate, cost))| {
            vec![
                peer.name().to_owned(),
                rate.show(0),
                rate.over(nginx_rates).show(2),
                rate.over(shipped).show(1),
                cost.show(0),
                cost.over(nginx_costs).show(2),
            ]
        })
        .collect();
    let what = format!("{}, {connections} connections", call.name());
    print(
        &format!("{what} (wrk; median [least–most] of the rounds; ratios round by round)"),
        &[
            "",
            "requests/s",
            "× nginx",
            "× cors-anywhere as shipped",
            "CPU µs/request",
            "× nginx",
        ],
        &rows,
    );
    vec![
        Goal::at_least(
            format!("{what}: requests/s through nginx's"),
            0.8,
            rates.over(nginx_rates).median(),
            "×",
        ),
        Goal::at_least(
            format!("{what}: requests/s through those of cors-anywhere as shipped"),
            25.0,
            rates.over(shipped).median(),
            "×",
        ),
        Goal::at_most(
            format!("{what}: CPU per request through nginx's"),
            1.3,
            costs.over(nginx_costs).median(),
            "×",
        ),
    ]
}

/// What each adds to the upstream's own time, at a rate all can bear.
///
/// # Errors
/// When a peer fails.
pub(super) fn delay(
    peers: &Peers<'_>,
    oha: &std::path::Path,
    options: &Options,
) -> Result<Vec<Goal>> {
    let call = Call::TokensMe;
    let servers = PEERS
        .into_iter()
        .map(|peer| {
            peers
                .start(peer, 0)
                .map(|(running, at)| (peer, running, at))
        })
        .collect::<Result<Vec<_>>>()?;
    let direct = format!("https://{}{}", peers.upstream, call.upstream_path());
    let mut targets = vec![("the upstream direct", direct, Peer::Nginx.headers(call))];
    for (peer, _, address) in &servers {
        let url = format!("http://{address}{}", peer.path(call, peers.upstream));
        targets.push((peer.name(), url, peer.headers(call)));
    }
    let mut found = vec![(Samples::default(), Samples::default()); targets.len()];
    for _ in 0..options.rounds {
        for ((_, url, headers), (medians, p99s)) in targets.iter().zip(&mut found) {
            // Connections and pools are warm before it counts.
            load::delay(oha, peers.world, url, headers, RATE, Duration::from_secs(1))?;
            let delay = load::delay(oha, peers.world, url, headers, RATE, options.time * 2)?;
            medians.add(delay.median);
            p99s.add(delay.p99);
        }
    }
    let [(direct_median, direct_p99), (_, companion), (_, nginx), ..] = found.as_slice() else {
        return Ok(Vec::new());
    };
    let rows: Vec<_> = targets
        .iter()
        .zip(&found)
        .map(|((name, ..), (median, p99))| {
            vec![
                (*name).to_owned(),
                median.show(2),
                p99.show(2),
                median.minus(direct_median).show(2),
                p99.minus(direct_p99).show(2),
            ]
        })
        .collect();
    print(
        &format!(
            "{}, {RATE} requests/s, open loop (oha; milliseconds)",
            call.name()
        ),
        &["", "median", "p99", "added median", "added p99"],
        &rows,
    );
    Ok(vec![Goal::at_most(
        format!("added p99 at {RATE} requests/s, less nginx's"),
        1.0,
        companion.minus(nginx).median(),
        " ms",
    )])
}

/// Starts, memory idle, memory of idle connections, and the program's size.
///
/// # Errors
/// When a peer fails.
pub(super) fn sizes(peers: &Peers<'_>, options: &Options) -> Result<Vec<Goal>> {
    const STARTS: usize = 20;
    let mut rows = Vec::new();
    let mut own = None;
    for peer in PEERS {
        let mut starts = Samples::default();
        let mut idle = Samples::default();
        for turn in 0..STARTS {
            let (running, _) = peers.start(peer, 0)?;
            starts.add(running.took.as_secs_f64() * KILO);
            if turn < 5 {
                thread::sleep(Duration::from_millis(300));
                idle.add(Usage::of(running.id()).memory()? as f64 / KILO / KILO);
            }
        }
        let mut kept = Samples::default();
        for _ in 0..3 {
            let (running, address) = peers.start(peer, options.connections + 200)?;
            let usage = Usage::of(running.id());
            let (upstream, count) = (peers.upstream, options.connections);
            let bytes = sockets::idle_memory(peer, address, upstream, count, &usage)?;
            if let Some(bytes) = bytes {
                kept.add(bytes / KILO);
            }
        }
        rows.push(vec![
            peer.name().to_owned(),
            starts.show(1),
            idle.show(1),
            kept.show(2),
        ]);
        if peer == Peer::Companion {
            own = Some((starts, idle, kept));
        }
    }
    print(
        &format!(
            "Start until it accepts ({STARTS} starts), memory idle, memory for each of {} idle connections",
            options.connections
        ),
        &["", "start ms", "idle MB", "kB/connection"],
        &rows,
    );
    let size = fs::metadata(peers.companion)
        .map_err(|error| cannot("read", peers.companion, &error))?
        .len() as f64
        / KILO
        / KILO;
    println!("\nclaimlens-proxy without a site: {size:.2} MB");
    let Some((starts, idle, kept)) = own else {
        return Ok(Vec::new());
    };
    Ok(vec![
        Goal::at_most("start until it accepts", 30.0, starts.median(), " ms"),
        Goal::at_most("memory idle", 8.0, idle.median(), " MB"),
        Goal::at_most("memory for an idle connection", 6.0, kept.median(), " kB"),
        Goal::at_most("the program", 6.0, size, " MB"),
    ])
}

/// When each closes what a client leaves unfinished.
///
/// # Errors
/// When a peer fails.
pub(super) fn unfinished(peers: &Peers<'_>) -> Result<Vec<Goal>> {
    // A little more than nginx and Node take.
    const LIMIT: Duration = Duration::from_secs(80);
    let compared = [Peer::Companion, Peer::Nginx, Peer::CorsAnywhere];
    println!(
        "\nWaiting up to {} s for unfinished requests to be closed …",
        LIMIT.as_secs()
    );
    let found = thread::scope(|scope| {
        let threads = compared.map(|peer| {
            scope.spawn(move || {
                let (_running, address) = peers.start(peer, 0)?;
                sockets::unfinished(peer, address, peers.upstream, LIMIT)
            })
        });
        threads
            .into_iter()
            .map(|thread| thread.join().map_err(|_| "a thread failed".to_owned())?)
            .collect::<Result<Vec<_>>>()
    })?;
    let names: Vec<&str> = found
        .first()
        .into_iter()
        .flatten()
        .map(|(name, _)| *name)
        .collect();
    let show = |time: &Option<Duration>| {
        time.map_or(format!("open after {}", LIMIT.as_secs()), |time| {
            format!("{:.1}", time.as_secs_f64())
        })
    };
    let rows: Vec<_> = compared
        .iter()
        .zip(&found)
        .map(|(peer, times)| {
            let mut row = vec![peer.name().to_owned()];
            row.extend(times.iter().map(|(_, time)| show(time)));
            row
        })
        .collect();
    let mut head = vec![""];
    head.extend(names);
    print("Closed after (seconds)", &head, &rows);
    let longest = found
        .first()
        .into_iter()
        .flatten()
        .map(|(_, time)| time.map_or(f64::INFINITY, |time| time.as_secs_f64()));
    let longest = longest.fold(0.0, f64::max);
    Ok(vec![Goal::at_most(
        "the longest that anything unfinished stays open",
        10.0,
        longest,
        " s",
    )])
}
