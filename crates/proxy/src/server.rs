//! The accept loop. `axum::serve` sets no timer, which leaves hyper's header timeout without
//! effect, and it has no limits; both matter as soon as anybody but the owner can connect.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::service::Answers;

/// What one connection may take, and all of them together.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How long a client may take to send a request's headers, the wait between two requests
    /// included. Without it, a silent connection is held for ever (slowloris).
    pub header_read: Duration,
    /// How many header lines a request may have; more are answered with 431.
    pub headers: usize,
    /// How many bytes of a request are buffered, so the size of its headers too; more are answered
    /// with 431. At least 8192, which is hyper's own minimum.
    pub buffer: usize,
    /// How many connections are open at a time; further ones wait in the kernel until one ends.
    /// Each may have one file open, and 1024 descriptors are what many systems give.
    pub connections: usize,
    /// How long a connection may last in all; then it ends after the answer under way. It bounds
    /// what no other limit does: a client that reads its answer slowly or not at all.
    pub age: Duration,
    /// How long answers under way may take once the server, or their connection, is to end.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header_read: Duration::from_secs(10),
            headers: 64,
            buffer: 16 * 1024,
            connections: 256,
            age: Duration::from_secs(300),
            drain: Duration::from_secs(5),
        }
    }
}

/// How serving ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Every answer under way was finished.
    Drained,
    /// So many connections had to be cut off at the deadline.
    Cut(usize),
}

/// How long to wait when no connection can be accepted, mostly because the process has as many
/// files open as it may: trying at once would burn a processor until one is closed.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves connections until `stop` ends, then lets what is under way finish within the deadline.
pub async fn serve<A: Answers>(
    listener: TcpListener,
    answers: A,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> Ending {
    let mut builder = http1::Builder::new();
    builder
        // Without a timer the next line has no effect.
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_read)
        .max_headers(limits.headers)
        .max_buf_size(limits.buffer);
    let serving = Serving {
        builder,
        answers,
        limits,
    };
    let (stopping, _) = watch::channel(false);
    let mut connections = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => break,
            // Ended ones are cleared away first, so that the count below is of living ones.
            Some(_) = connections.join_next() => {}
            accepted = listener.accept(), if connections.len() < serving.limits.connections => {
                match accepted {
                    Ok((stream, peer)) => {
                        let serving = serving.clone();
                        connections.spawn(serving.connection(stream, peer, stopping.subscribe()));
                    }
                    Err(error) if is_of_the_client(&error) => {}
                    Err(_) => sleep(ACCEPT_PAUSE).await,
                }
            }
        }
    }
    // First of all the port: the next one to start may have it, and nobody new comes in.
    drop(listener);
    stopping.send_replace(true);
    let all_ended = async { while connections.join_next().await.is_some() {} };
    if timeout(serving.limits.drain, all_ended).await.is_ok() {
        return Ending::Drained;
    }
    let cut = connections.len();
    connections.shutdown().await;
    if cut == 0 {
        Ending::Drained
    } else {
        Ending::Cut(cut)
    }
}

/// What every connection gets a copy of.
#[derive(Debug, Clone)]
struct Serving<A> {
    builder: http1::Builder,
    answers: A,
    limits: Limits,
}

impl<A: Answers> Serving<A> {
    /// One connection from its first byte to its last.
    async fn connection(
        self,
        stream: TcpStream,
        peer: SocketAddr,
        mut stopping: watch::Receiver<bool>,
    ) {
        // Answers are written in one go; waiting for more to send would only delay them. A system
        // that cannot do it serves all the same.
        let _ = stream.set_nodelay(true);
        let service = self.answers.connection(peer);
        let mut connection = pin!(self.builder.serve_connection(TokioIo::new(stream), service));
        tokio::select! {
            // An error here is the client's (cut off, too slow, not HTTP): hyper has answered it
            // where it could, and nothing of a request is written down.
            _ = connection.as_mut() => {}
            // An error here means that the server is gone already.
            _ = async { let _ = stopping.wait_for(|stopping| *stopping).await; } => {
                connection.as_mut().graceful_shutdown();
                // `serve` has the deadline for all of them, and counts those it cuts.
                let _ = connection.await;
            }
            () = sleep(self.limits.age) => {
                connection.as_mut().graceful_shutdown();
                let _ = timeout(self.limits.drain, connection).await;
            }
        }
    }
}

/// Whether `accept` failed because of the one connection it would have answered.
fn is_of_the_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
    )
}
