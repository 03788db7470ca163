//! One connection from its first byte to its last.
//!
//! It is parked while it has nothing to say, and hyper has it only while a request is under way or was
//! a moment ago. A parked connection costs a task and a socket; what hyper keeps for one, two buffers
//! before all, is made when the first byte of a request is there and let go after the answer: at once,
//! unless requests come so often that it would have to be made again right away.
//! Parking is also what gives the wait for a request and the arrival of its headers two limits: hyper
//! has one for both.

use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
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
use super::strict::Scanner;
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

/// The times of one turn of hyper's.
#[derive(Debug, Clone, Copy)]
struct Times {
    /// When the connection was made.
    born: Instant,
    /// What the headers of its first request may take.
    headers: Duration,
    keep: Keep,
}

/// How a turn of hyper's ended.
enum Turn {
    /// Nothing is under way; the connection, and what was read of a next request.
    Parked(TcpStream, Scanner, Bytes),
    /// All is said, and the client may still be sending.
    Done(TcpStream),
    /// It is over, or not worth another word.
    Over,
}

/// How a wait for a request ended.
enum Wait {
    Request,
    Over,
}

/// How long hyper keeps a connection on which nothing is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// Not at all: thousands of idle connections are to cost next to nothing.
    Not,
    /// For [`Limits::park`], because the last request came soon after the one before.
    AWhile,
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
        let mut turn = Turn::Parked(stream, Scanner::new(), Bytes::new());
        let mut parked = None;
        loop {
            match turn {
                Turn::Parked(stream, scanner, before) => {
                    let until = parked.map_or(first, |since| since + self.limits.keep_alive);
                    let silent = parked.is_none();
                    if before.is_empty()
                        && let Wait::Over = self.wait(&stream, until, silent, &mut phase).await
                    {
                        return;
                    }
                    let now = Instant::now();
                    let (headers, keep) = match parked {
                        None => (first.saturating_duration_since(now), Keep::Not),
                        Some(since) if now - since < self.limits.park => {
                            (self.limits.header_read, Keep::AWhile)
                        }
                        Some(_) => (self.limits.header_read, Keep::Not),
                    };
                    let times = Times {
                        born,
                        headers,
                        keep,
                    };
                    turn = self
                        .turn((stream, scanner, before), peer, times, &mut phase)
                        .await;
                    parked = Some(Instant::now());
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
        (stream, scanner, before): Parts,
        peer: SocketAddr,
        times: Times,
        phase: &mut watch::Receiver<Phase>,
    ) -> Turn {
        let meter = Arc::new(Meter::default());
        let service = Metered::new(self.answers.connection(peer), meter.clone());
        let stream = TokioIo::new(Stream::new(stream, before, scanner, meter.clone()));
        let mut builder = self.builder.clone();
        // A moment at least: hyper reads before it looks at the time, and the first byte is there.
        builder.header_read_timeout(times.headers.max(Duration::from_millis(50)));
        let mut hyper = Box::new(builder.serve_connection(stream, service));
        let mut watching = Watching::new(meter.reading());
        loop {
            let draining = phase.borrow_and_update().grace_ends();
            let now = Instant::now();
            if draining.is_some() || now.duration_since(times.born) >= self.limits.age {
                meter.close_after_answer();
            }
            let mut look = now + self.limits.park;
            if let Some(end) = draining.filter(|end| *end > now) {
                look = look.min(end);
            }
            tokio::select! {
                biased;
                ended = answered(&mut hyper, &meter, times.keep) => {
                    let Some(ended) = ended else {
                        let (stream, scanner, before) = taken::<A>(hyper);
                        return Turn::Parked(stream, scanner, before);
                    };
                    // An error here is the client's (cut off, too slow, not HTTP): hyper has answered
                    // it where it could, and nothing of a request is written down.
                    let refused = match ended {
                        Ok(()) => false,
                        Err(error) if error.is_timeout() => {
                            self.gauges.count_timed_out();
                            return Turn::Over;
                        }
                        Err(_) => true,
                    };
                    let (stream, _, rest) = taken::<A>(hyper);
                    return if refused || meter.may_send_on() || !rest.is_empty() {
                        Turn::Done(stream)
                    } else {
                        Turn::Over
                    };
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
                        // It was said that nothing more is read.
                        Looked::Idle if meter.reading().last => {
                            return Turn::Done(taken::<A>(hyper).0);
                        }
                        Looked::Idle => {
                            let (stream, scanner, before) = taken::<A>(hyper);
                            return Turn::Parked(stream, scanner, before);
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

/// Lets hyper work until it has ended; or, where it is not to keep the connection, until it has answered
/// what there was: then nothing is what comes back.
async fn answered<F: Future + Unpin>(
    hyper: &mut F,
    meter: &Meter,
    keep: Keep,
) -> Option<F::Output> {
    poll_fn(|context| match Pin::new(&mut *hyper).poll(context) {
        Poll::Ready(ended) => Poll::Ready(Some(ended)),
        // hyper flushes before it waits: unless the client is blocked, all is with the kernel.
        Poll::Pending if keep == Keep::Not && meter.reading().is_done() => Poll::Ready(None),
        Poll::Pending => Poll::Pending,
    })
    .await
}
/// A connection, how far its bytes were looked at, and those that hyper has not used.
type Parts = (TcpStream, Scanner, Bytes);

/// Takes the connection back from hyper.
fn taken<A: Answers>(hyper: Hyper<A>) -> Parts {
    let parts = hyper.into_parts();
    // An empty rest would still hold on to the whole buffer.
    let rest = match parts.read_buf.is_empty() {
        true => Bytes::new(),
        false => parts.read_buf,
    };
    let (stream, scanner) = parts.io.into_inner().into_inner();
    (stream, scanner, rest)
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
        if reading == last && reading.is_still() {
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
