//! The accept loop. `axum::serve` sets no timer, which leaves hyper's header timeout without
//! effect, and it has no limits; both matter as soon as anybody but the owner can connect.
//!
//! The way of a connection: `accept` → `connection` (parked, with hyper, parked, …) → what
//! [`crate::service::Answers`] made for it.

mod accept;
mod connection;
mod gauges;
mod limits;
mod meter;
mod stream;
mod strict;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::TokioTimer;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout_at};

use crate::service::Answers;
use connection::Serving;

pub use gauges::Gauges;
pub use limits::Limits;

/// How serving ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Every answer under way was finished.
    Drained,
    /// So many connections had to be cut off at the deadline.
    Cut(usize),
}

/// How the end is to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// A proxy in front may still send requests on connections it has: they are served for a moment.
    Gently,
    /// Somebody waits at a terminal: only what is under way is finished.
    Now,
}

/// What connections are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Open,
    /// Answers are the last of their connections; those without one end at this moment.
    Draining(Instant),
}

impl Phase {
    fn grace_ends(self) -> Option<Instant> {
        match self {
            Self::Open => None,
            Self::Draining(end) => Some(end),
        }
    }
}

/// How long to wait when no connection can be accepted, mostly because the process has as many
/// files open as it may: trying at once would burn a processor until one is closed.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves connections of one listener until `stop` ends, then lets what is under way finish within
/// the deadline.
pub async fn serve<A: Answers>(
    listener: TcpListener,
    answers: A,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> Ending {
    let stop = async {
        stop.await;
        Stop::Now
    };
    serve_all(vec![listener], answers, limits, Arc::default(), stop).await
}

/// Serves connections of all these listeners, under one limit, until `stop` ends.
pub async fn serve_all<A: Answers>(
    listeners: Vec<TcpListener>,
    answers: A,
    limits: Limits,
    gauges: Arc<Gauges>,
    stop: impl Future<Output = Stop>,
) -> Ending {
    let mut builder = http1::Builder::new();
    builder
        // Without a timer no time limit has an effect.
        .timer(TokioTimer::new())
        .max_headers(limits.headers)
        .max_buf_size(limits.buffer);
    let serving = Arc::new(Serving {
        builder,
        answers,
        limits,
        gauges: gauges.clone(),
    });
    let (phase, phases) = watch::channel(Phase::Open);
    let mut connections = JoinSet::new();
    let mut turn = 0;
    let mut stop = std::pin::pin!(stop);
    let how = loop {
        let room = connections.len() < serving.limits.connections;
        gauges.set_full(!room);
        gauges.set_open(connections.len());
        tokio::select! {
            biased;
            how = &mut stop => break how,
            // Ended ones are cleared away first, so that the count above is of living ones.
            Some(_) = connections.join_next() => tracing::trace!("a connection has ended"),
            accepted = accept::any(&listeners, &mut turn), if room => {
                match accepted {
                    Ok((stream, peer)) => {
                        gauges.count_accepted();
                        connections.spawn(serving.clone().connection(stream, peer, phases.clone()));
                    }
                    Err(error) if accept::is_of_the_client(&error) => {}
                    Err(error) => {
                        if gauges.count_not_accepted() {
                            // The number of the fault says all: 23 and 24 are too many open files.
                            tracing::warn!(os_error = error.raw_os_error(), "connections cannot be accepted");
                        }
                        // Whoever only waits makes room meanwhile.
                        gauges.set_full(true);
                        sleep(ACCEPT_PAUSE).await;
                    }
                }
            }
        }
    };
    gauges.set_draining();
    let now = Instant::now();
    let grace = match how {
        Stop::Gently => serving.limits.grace,
        Stop::Now => Duration::ZERO,
    };
    phase.send_replace(Phase::Draining(now + grace));
    // The port first: the next one to start may have it, and nobody new comes in.
    for (stream, peer) in listeners.into_iter().flat_map(accept::last) {
        gauges.count_accepted();
        connections.spawn(serving.clone().connection(stream, peer, phases.clone()));
    }
    drop(phases);
    let all_ended = async {
        while connections.join_next().await.is_some() {
            gauges.set_open(connections.len());
        }
    };
    if timeout_at(now + serving.limits.drain, all_ended)
        .await
        .is_ok()
    {
        return Ending::Drained;
    }
    let cut = connections.len();
    connections.shutdown().await;
    gauges.set_open(0);
    if cut == 0 {
        Ending::Drained
    } else {
        Ending::Cut(cut)
    }
}
