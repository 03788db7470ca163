//! One connection from its first byte to its last.
//!
//! It is parked while it has nothing to say, and hyper has it only while a request is under way or was
//! a moment ago. A parked connection costs a task and a socket; what hyper keeps for one, two buffers
//! before all, is made when the first byte of a request is there and let go a second after the answer.
//! Parking is also what gives the wait for a request and the arrival of its headers two limits: hyper
//! has one for both.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Bytes;
use hyper::server::conn::http1::{Builder, Connection};
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

use super::gauges::Gauges;
use super::meter::{Meter, Metered, MeteredFor, Reading};
use super::stream::Stream;
use super::{Limits, Phase};
use crate::service::Answers;

/// What every connection gets a copy of.
#[derive(Debug)]
pub(super) struct Serving<A> {
    pub(super) builder: Builder,
    pub(super) answers: A,
    pub(super) limits: Limits,
    pub(super) gauges: Arc<Gauges>,
}

/// How a turn of hyper's ended.
enum Turn {
    /// Nothing is under way; the connection, and what was read of a next request.
    Parked(TcpStream, Bytes),
    /// All is said; the client may still be sending.
    Done(TcpStream),
    /// It is over, or not worth another word.
    Over,
}

/// How a wait for a request ended.
enum Wait {
    Request,
    Over,
}

type Hyper<A> = Box<Connection<TokioIo<Stream>, MeteredFor<A>>>;

impl<A: Answers> Serving<A> {
    /// Serves the connection until one of both sides has enough of it.
    pub(super) async fn connection(
        self: Arc<Self>,
        stream: TcpStream,
        peer: SocketAddr,
        mut phase: watch::Receiver<Phase>,
    ) {
        // Answers are written in one go; waiting for more to send would only delay them. A system
        // that cannot do it serves all the same.
        let _ = stream.set_nodelay(true);
        let born = Instant::now();
        // The first request, headers and all, has its time from here: a client that says nothing, and
        // then little, gets no more of it.
        let first = born + self.limits.header_read;
        let mut turn = Turn::Parked(stream, Bytes::new());
        let mut until = first;
        loop {
            match turn {
                Turn::Parked(stream, before) => {
                    if before.is_empty()
                        && let Wait::Over =
                            self.wait(&stream, until, until == first, &mut phase).await
                    {
                        return;
                    }
                    let headers = if until == first {
                        first.saturating_duration_since(Instant::now())
                    } else {
                        self.limits.header_read
                    };
                    turn = self
                        .turn(stream, before, peer, headers, born, &mut phase)
                        .await;
                    until = Instant::now() + self.limits.keep_alive;
                }
                Turn::Done(stream) => return linger(stream, self.limits.linger).await,
                Turn::Over => return,
            }
        }
    }

    /// Waits for the first byte of a request.
    async fn wait(
        &self,
        stream: &TcpStream,
        until: Instant,
        silent: bool,
        phase: &mut watch::Receiver<Phase>,
    ) -> Wait {
        let _parked = self.gauges.park();
        let mut byte = [0];
        loop {
            let now = Instant::now();
            // Looked at now and then: when there is no room for others, who waits long makes some.
            let mut look = until.min(now + self.limits.header_read);
            let draining = phase.borrow_and_update().grace_ends();
            if let Some(end) = draining {
                look = look.min(end);
            }
            tokio::select! {
                biased;
                // A request that came at the last moment is still served.
                ready = stream.peek(&mut byte) => {
                    return if matches!(ready, Ok(1)) { Wait::Request } else { Wait::Over };
                }
                changed = phase.changed() => {
                    if changed.is_err() {
                        return Wait::Over;
                    }
                }
                () = sleep_until(look) => {
                    let now = Instant::now();
                    let waited = now >= until;
                    if waited && silent {
                        self.gauges.count_timed_out();
                    }
                    if waited || self.gauges.full() || draining.is_some_and(|end| now >= end) {
                        return Wait::Over;
                    }
                }
            }
        }
    }

    /// Lets hyper have the connection until nothing is under way on it.
    async fn turn(
        &self,
        stream: TcpStream,
        before: Bytes,
        peer: SocketAddr,
        headers: Duration,
        born: Instant,
        phase: &mut watch::Receiver<Phase>,
    ) -> Turn {
        let meter = Arc::new(Meter::default());
        let service = Metered::new(self.answers.connection(peer), meter.clone());
        let stream = TokioIo::new(Stream::new(stream, before, meter.clone()));
        let mut builder = self.builder.clone();
        // A moment at least: hyper reads before it looks at the time, and the first byte is there.
        builder.header_read_timeout(headers.max(Duration::from_millis(50)));
        let mut hyper = Box::new(builder.serve_connection(stream, service));
        let mut watching = Watching::new(meter.reading());
        loop {
            let draining = phase.borrow_and_update().grace_ends();
            let now = Instant::now();
            if draining.is_some() || now.duration_since(born) >= self.limits.age {
                meter.close_after_answer();
            }
            let mut look = now + self.limits.park;
            if let Some(end) = draining.filter(|end| *end > now) {
                look = look.min(end);
            }
            tokio::select! {
                biased;
                ended = &mut hyper => {
                    // An error here is the client's (cut off, too slow, not HTTP): hyper has answered
                    // it where it could, and nothing of a request is written down.
                    if ended.is_err_and(|error| error.is_timeout()) {
                        self.gauges.count_timed_out();
                        return Turn::Over;
                    }
                    return if meter.ended() { Turn::Over } else { Turn::Done(taken::<A>(hyper).0) };
                }
                changed = phase.changed() => {
                    if changed.is_err() {
                        return Turn::Over;
                    }
                }
                () = sleep_until(look) => {
                    let now = Instant::now();
                    match watching.look(meter.reading(), now, &self.limits) {
                        Looked::Working => {}
                        Looked::Idle if draining.is_some_and(|end| now >= end) => return Turn::Over,
                        Looked::Idle => {
                            let (stream, before) = taken::<A>(hyper);
                            return Turn::Parked(stream, before);
                        }
                        Looked::TooSlow => {
                            self.gauges.count_timed_out();
                            // What the kernel still holds for a client that does not read is let go.
                            let _ = taken::<A>(hyper).0.set_zero_linger();
                            return Turn::Over;
                        }
                    }
                }
            }
        }
    }
}

/// Takes the connection back from hyper.
fn taken<A: Answers>(hyper: Hyper<A>) -> (TcpStream, Bytes) {
    let parts = hyper.into_parts();
    (parts.io.into_inner().into_inner(), parts.read_buf)
}

/// Compares what a connection is at with what it was at.
#[derive(Debug)]
struct Watching {
    last: Reading,
    /// Since when the client has taken nothing.
    stuck: Option<Instant>,
    /// Since when the same request is under way.
    busy: Option<Instant>,
}

/// What came of a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looked {
    Working,
    Idle,
    TooSlow,
}

impl Watching {
    fn new(reading: Reading) -> Self {
        Self {
            last: reading,
            stuck: None,
            busy: None,
        }
    }

    fn look(&mut self, reading: Reading, now: Instant, limits: &Limits) -> Looked {
        let last = std::mem::replace(&mut self.last, reading);
        if reading == last && !reading.busy && !reading.partial && !reading.blocked {
            return Looked::Idle;
        }
        // A client that takes a little now and then is bounded by the time for the whole answer.
        self.stuck = if reading.blocked && last.written == reading.written {
            Some(self.stuck.unwrap_or(now))
        } else {
            None
        };
        self.busy = if reading.busy && last.requests == reading.requests {
            Some(self.busy.unwrap_or(now))
        } else {
            None
        };
        let over = |since: Option<Instant>, limit| {
            since.is_some_and(|since| now.duration_since(since) >= limit)
        };
        if over(self.stuck, limits.write) || over(self.busy, limits.answer) {
            Looked::TooSlow
        } else {
            Looked::Working
        }
    }
}

/// Ends a connection so that the last answer arrives: a client that is still sending would be told
/// with a reset that its bytes went nowhere, and that reset can overtake the answer.
async fn linger(mut stream: TcpStream, limit: Duration) {
    if stream.shutdown().await.is_err() {
        return;
    }
    let drained = async {
        while stream.readable().await.is_ok() {
            match stream.try_read(&mut [0; 4096]) {
                Ok(0) => return,
                Err(error) if error.kind() != std::io::ErrorKind::WouldBlock => return,
                _ => {}
            }
        }
    };
    let _ = timeout(limit, drained).await;
}
