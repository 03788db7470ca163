//! The lives of connections: how long they may be silent, slow or idle, and how they end.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::sockets::{GET, read_all, read_some, soon};
use axum::Router;
use axum::body::Bytes;
use axum::routing::{any, get};
use claimlens_proxy::server::{self, Ending, Gauges, Limits, Stop};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// A server with two listeners, whose counts can be read and which ends as it is told.
struct Running {
    addresses: Vec<std::net::SocketAddr>,
    gauges: Arc<Gauges>,
    stop: oneshot::Sender<Stop>,
    ending: JoinHandle<Ending>,
}

async fn start(router: Router, limits: Limits) -> Running {
    let mut listeners = Vec::new();
    let mut addresses = Vec::new();
    for _ in 0..2 {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        addresses.push(listener.local_addr().expect("an address"));
        listeners.push(listener);
    }
    let (stop, stopping) = oneshot::channel();
    let gauges = Arc::new(Gauges::default());
    let counts = gauges.clone();
    let stop_at = async { stopping.await.expect("told") };
    let ending = tokio::spawn(server::serve_all(
        listeners, router, limits, counts, stop_at,
    ));
    Running {
        addresses,
        gauges,
        stop,
        ending,
    }
}

impl Running {
    async fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.addresses[0]).await;
        stream.expect("a connection")
    }
}

fn quick() -> Limits {
    Limits {
        header_read: Duration::from_millis(400),
        keep_alive: Duration::from_millis(1500),
        park: Duration::from_millis(50),
        ..Limits::default()
    }
}

fn echo() -> Router {
    Router::new()
        .route("/", get(|| async { "hello" }))
        .route("/echo", any(|body: Bytes| async move { body }))
        .route("/large", get(|| async { vec![b'x'; 32 * 1024 * 1024] }))
}

#[tokio::test]
async fn both_listeners_are_served() {
    let running = start(echo(), quick()).await;
    for address in &running.addresses {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(GET).await.expect("sent");
        assert!(read_some(&mut stream).await.ends_with("hello"));
    }
    assert_eq!(running.gauges.accepted(), 2);
}

/// An idle connection outlives the time for headers, and is as good as new after it was parked.
#[tokio::test]
async fn idle_connections_are_kept_and_woken() {
    let running = start(echo(), quick()).await;
    let mut stream = running.connect().await;
    for round in 0..3 {
        stream.write_all(GET).await.expect("sent");
        let answer = read_some(&mut stream).await;
        assert!(answer.ends_with("hello"), "{round}: {answer}");
        sleep(Duration::from_millis(600)).await;
        assert_eq!(running.gauges.parked(), 1, "{round}");
    }
    // A body that comes in pieces, and two requests in one piece, leave nothing behind.
    let head = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\n";
    stream.write_all(head.as_bytes()).await.expect("sent");
    sleep(Duration::from_millis(150)).await;
    stream.write_all(b"abc").await.expect("sent");
    sleep(Duration::from_millis(150)).await;
    stream.write_all(b"def").await.expect("sent");
    assert!(read_some(&mut stream).await.ends_with("abcdef"));
    sleep(Duration::from_millis(300)).await;
    assert_eq!(running.gauges.parked(), 1);
    stream.write_all(&[GET, GET].concat()).await.expect("sent");
    sleep(Duration::from_millis(100)).await;
    let answers = read_some(&mut stream).await;
    assert_eq!(answers.matches("hello").count(), 2, "{answers}");
    // Half of a next request behind a whole one: it has its time, and no more.
    stream
        .write_all(&[GET, b"GET / HT"].concat())
        .await
        .expect("sent");
    assert!(read_some(&mut stream).await.ends_with("hello"));
    sleep(Duration::from_millis(200)).await;
    stream
        .write_all(b"TP/1.1\r\nHost: localhost\r\n\r\n")
        .await
        .expect("sent");
    assert!(read_some(&mut stream).await.ends_with("hello"));
    stream
        .write_all(&[GET, b"GET / HT"].concat())
        .await
        .expect("sent");
    assert!(read_some(&mut stream).await.ends_with("hello"));
    let begun = Instant::now();
    assert!(!read_all(&mut stream).await.contains("hello"));
    assert!(
        begun.elapsed() < Duration::from_millis(1200),
        "{:?}",
        begun.elapsed()
    );
    // And an idle one has an end, too.
    let mut stream = running.connect().await;
    stream.write_all(GET).await.expect("sent");
    read_some(&mut stream).await;
    let begun = Instant::now();
    assert_eq!(read_all(&mut stream).await, "");
    let kept = begun.elapsed();
    assert!(
        kept >= Duration::from_millis(1400) && kept < Duration::from_secs(3),
        "{kept:?}"
    );
}

/// P62: silence and little bytes share one time limit.
#[tokio::test]
async fn p62_the_first_request_has_one_time_limit() {
    let running = start(echo(), quick()).await;
    let begun = Instant::now();
    let mut stream = running.connect().await;
    sleep(Duration::from_millis(250)).await;
    for byte in [b"G", b"E", b"T"] {
        stream.write_all(byte).await.expect("sent");
        sleep(Duration::from_millis(30)).await;
    }
    read_all(&mut stream).await;
    let held = begun.elapsed();
    assert!(held >= Duration::from_millis(350), "{held:?}");
    assert!(held < Duration::from_millis(700), "{held:?}");
    // A silent one is closed as soon, without a word.
    let mut silent = running.connect().await;
    let begun = Instant::now();
    assert_eq!(read_all(&mut silent).await, "");
    assert!(begun.elapsed() < Duration::from_millis(700));
    assert_eq!(running.gauges.timed_out(), 2);
}

/// P65: who does not read is let go.
#[tokio::test]
async fn p65_a_client_that_does_not_read_is_cut_off() {
    let limits = Limits {
        write: Duration::from_millis(300),
        ..quick()
    };
    let running = start(echo(), limits).await;
    let mut stream = running.connect().await;
    let request = b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(request).await.expect("sent");
    let begun = Instant::now();
    while running.gauges.open() > 0 || begun.elapsed() < Duration::from_millis(100) {
        assert!(begun.elapsed() < Duration::from_secs(5), "still open");
        sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(running.gauges.timed_out(), 1);
    // One that reads slowly, but does, gets all of it.
    let mut stream = running.connect().await;
    stream.write_all(request).await.expect("sent");
    let mut bytes = vec![0; 1024 * 1024];
    let mut total = 0;
    while total < 32 * 1024 * 1024 {
        let count = soon(stream.read(&mut bytes)).await.expect("bytes");
        assert!(count > 0, "cut off after {total} bytes");
        total += count;
        sleep(Duration::from_millis(2)).await;
    }
}

/// P63: with no room left, whoever only waits makes some; a request under way is never touched.
#[tokio::test]
async fn p63_with_no_room_left_idle_connections_make_some() {
    let limits = Limits {
        connections: 2,
        keep_alive: Duration::from_secs(60),
        ..quick()
    };
    let running = start(echo(), limits).await;
    let mut idle = Vec::new();
    for _ in 0..2 {
        let mut stream = running.connect().await;
        stream.write_all(GET).await.expect("sent");
        assert!(read_some(&mut stream).await.ends_with("hello"));
        idle.push(stream);
    }
    let mut third = running.connect().await;
    third.write_all(GET).await.expect("sent");
    let begun = Instant::now();
    assert!(read_some(&mut third).await.ends_with("hello"));
    assert!(
        begun.elapsed() < Duration::from_secs(3),
        "{:?}",
        begun.elapsed()
    );
}

/// P68 and the balancer: requests that still arrive on open connections are served and told to be the
/// last; then those without one are closed; nobody new comes in.
#[tokio::test]
async fn p68_a_gentle_end_serves_what_still_arrives() {
    let limits = Limits {
        grace: Duration::from_millis(800),
        ..quick()
    };
    let running = start(echo(), limits).await;
    let mut parked = running.connect().await;
    parked.write_all(GET).await.expect("sent");
    read_some(&mut parked).await;
    sleep(Duration::from_millis(300)).await;
    let mut active = running.connect().await;
    active.write_all(GET).await.expect("sent");
    read_some(&mut active).await;
    let mut silent = running.connect().await;
    let mut unused = running.connect().await;
    sleep(Duration::from_millis(30)).await;
    let begun = Instant::now();
    running.stop.send(Stop::Gently).expect("running");
    sleep(Duration::from_millis(100)).await;
    assert!(running.gauges.draining());
    let refused = TcpStream::connect(running.addresses[1]).await;
    assert!(refused.is_err(), "the port is free");
    for stream in [&mut parked, &mut active, &mut silent] {
        stream.write_all(GET).await.expect("sent");
        let answer = read_all(stream).await;
        assert!(answer.ends_with("hello"), "{answer}");
        assert!(answer.contains("connection: close\r\n"), "{answer}");
    }
    assert!(begun.elapsed() < Duration::from_millis(700));
    assert_eq!(read_all(&mut unused).await, "");
    assert_eq!(
        soon(running.ending).await.expect("no panic"),
        Ending::Drained
    );
    let took = begun.elapsed();
    assert!(
        took >= Duration::from_millis(350) && took < Duration::from_secs(2),
        "{took:?}"
    );
}

/// What has connected and sent its request, but was not accepted yet, is served too.
#[tokio::test]
async fn what_waits_in_the_kernel_is_served_at_the_end() {
    let limits = Limits {
        connections: 1,
        grace: Duration::from_millis(500),
        ..quick()
    };
    let running = start(echo(), limits).await;
    let _held = running.connect().await;
    sleep(Duration::from_millis(50)).await;
    let mut waiting = running.connect().await;
    waiting.write_all(GET).await.expect("sent");
    running.stop.send(Stop::Gently).expect("running");
    let answer = read_all(&mut waiting).await;
    assert!(answer.ends_with("hello"), "{answer}");
    assert_eq!(
        soon(running.ending).await.expect("no panic"),
        Ending::Drained
    );
}

/// A refusal is read to its end even by a client that is still sending.
#[tokio::test]
async fn a_last_answer_is_not_lost_to_a_client_that_sends_on() {
    let running = start(echo(), quick()).await;
    let mut stream = running.connect().await;
    let head = "POST /none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.expect("sent");
    for _ in 0..20 {
        if stream.write_all(&[b'x'; 10_000]).await.is_err() {
            break;
        }
        sleep(Duration::from_millis(5)).await;
    }
    let answer = read_all(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
}
