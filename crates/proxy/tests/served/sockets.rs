//! What only a real connection shows: time limits, size limits, the end of serving.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::common::{folder, router};
use axum::Router;
use axum::routing::get;
use claimlens_proxy::server::{self, Ending, Limits};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

pub(crate) const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
const GET_AND_CLOSE: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ending: JoinHandle<Ending>,
}

async fn start(router: Router, limits: Limits) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopping) = oneshot::channel();
    let ending = tokio::spawn(server::serve(listener, router, limits, async {
        let _ = stopping.await;
    }));
    Running {
        address,
        stop,
        ending,
    }
}

impl Running {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address)
            .await
            .expect("a connection")
    }

    async fn stop(self) -> Ending {
        self.stop.send(()).expect("running");
        self.ending.await.expect("no panic")
    }
}

/// Everything until the server closes, which must happen soon.
pub(crate) async fn read_all(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let reading = soon(stream.read_to_end(&mut bytes)).await;
    // A reset after the answer is an end, too.
    let _ = reading;
    String::from_utf8_lossy(&bytes).into_owned()
}

/// One answer of a connection that stays open.
pub(crate) async fn read_some(stream: &mut TcpStream) -> String {
    let mut bytes = [0; 8192];
    let count = soon(stream.read(&mut bytes)).await.expect("an answer");
    String::from_utf8_lossy(&bytes[..count]).into_owned()
}

pub(crate) async fn soon<T>(future: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(20), future)
        .await
        .expect("within 20 seconds")
}

fn short() -> Limits {
    Limits {
        header_read: Duration::from_millis(300),
        keep_alive: Duration::from_millis(300),
        park: Duration::from_millis(50),
        ..Limits::default()
    }
}

#[tokio::test]
async fn a_page_over_a_real_connection() {
    let parent = folder();
    let running = start(router(&parent), Limits::default()).await;
    let mut stream = running.connect().await;
    // Twice over one connection, then closed.
    stream.write_all(GET).await.expect("sent");
    let first = read_some(&mut stream).await;
    assert!(first.starts_with("HTTP/1.1 200 OK\r\n"), "{first}");
    stream.write_all(GET_AND_CLOSE).await.expect("sent");
    let second = read_all(&mut stream).await;
    assert!(second.contains("x-frame-options: DENY"), "{second}");
    assert!(second.ends_with("<title>page</title>"), "{second}");
    // HEAD of what is missing: the headers of the 404 and nothing after them.
    let mut stream = running.connect().await;
    let head = b"HEAD /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    stream.write_all(head).await.expect("sent");
    let answer = read_all(&mut stream).await;
    assert!(
        answer.starts_with("HTTP/1.1 404") && answer.ends_with("\r\n\r\n"),
        "{answer}"
    );
    assert_eq!(running.stop().await, Ending::Drained);
}

#[tokio::test]
async fn slow_and_silent_clients_are_cut_off() {
    let parent = folder();
    let running = start(router(&parent), short()).await;
    let begun = Instant::now();
    let mut silent = running.connect().await;
    let mut partial = running.connect().await;
    partial
        .write_all(b"GET / HTTP/1.1\r\nHost: local")
        .await
        .expect("sent");
    let mut idle = running.connect().await;
    idle.write_all(GET).await.expect("sent");
    assert!(read_some(&mut idle).await.starts_with("HTTP/1.1 200"));
    // A byte at a time does not help: the limit is for all of the headers.
    let mut dripping = running.connect().await;
    let drip = tokio::spawn(async move {
        for byte in GET.iter().cycle() {
            if dripping.write_all(&[*byte]).await.is_err() {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
    });
    for stream in [&mut silent, &mut partial, &mut idle] {
        assert!(!read_all(stream).await.contains("200 OK"));
    }
    soon(drip).await.expect("cut off");
    assert!(begun.elapsed() >= Duration::from_millis(300));
    assert_eq!(running.stop().await, Ending::Drained);
}

#[tokio::test]
async fn too_much_of_headers_is_refused() {
    let parent = folder();
    let running = start(router(&parent), Limits::default()).await;
    let many = "a: b\r\n".repeat(100);
    let large = format!("a: {}\r\n", "b".repeat(64 * 1024));
    let target = "t".repeat(16 * 1024);
    for request in [
        format!("GET / HTTP/1.1\r\nHost: localhost\r\n{many}\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\n{large}\r\n"),
        format!("GET /{target} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        "GET / HTTP/3.7\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n".to_owned(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\r\n\r\n".to_owned(),
    ] {
        let mut stream = running.connect().await;
        // The server may close before it has taken everything.
        let _ = stream.write_all(request.as_bytes()).await;
        let answer = read_all(&mut stream).await;
        let refused = answer.is_empty() || answer.starts_with("HTTP/1.1 4");
        assert!(refused, "{:.40}: {answer}", request);
    }
    // And it still serves.
    let mut stream = running.connect().await;
    stream.write_all(GET_AND_CLOSE).await.expect("sent");
    assert!(read_all(&mut stream).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn over_the_cap_connections_wait_their_turn() {
    let parent = folder();
    let running = start(
        router(&parent),
        Limits {
            connections: 2,
            ..short()
        },
    )
    .await;
    let begun = Instant::now();
    let _held = [running.connect().await, running.connect().await];
    let mut third = running.connect().await;
    third.write_all(GET_AND_CLOSE).await.expect("sent");
    assert!(read_all(&mut third).await.starts_with("HTTP/1.1 200"));
    // It was answered once the silent ones were cut off, not before.
    assert!(
        begun.elapsed() >= Duration::from_millis(200),
        "{:?}",
        begun.elapsed()
    );
}

#[tokio::test]
async fn an_answer_has_a_last_moment() {
    let (slow, _) = slow(Duration::from_secs(3600));
    let limits = Limits {
        answer: Duration::from_millis(100),
        park: Duration::from_millis(50),
        ..Limits::default()
    };
    let running = start(slow, limits).await;
    let mut stream = running.connect().await;
    stream.write_all(GET).await.expect("sent");
    assert_eq!(read_all(&mut stream).await, "");
}

/// A router that says when a request has reached it, then takes `time` to answer.
fn slow(time: Duration) -> (Router, Arc<Notify>) {
    let reached = Arc::new(Notify::new());
    let tell = reached.clone();
    let router = Router::new().fallback(get(move || {
        tell.notify_one();
        async move {
            sleep(time).await;
            "finished"
        }
    }));
    (router, reached)
}

#[tokio::test]
async fn stopping_finishes_what_is_under_way() {
    let (router, reached) = slow(Duration::from_millis(300));
    let minute = Duration::from_secs(60);
    let limits = Limits {
        header_read: minute,
        drain: minute,
        park: Duration::from_millis(50),
        ..Limits::default()
    };
    let running = start(router, limits).await;
    let address = running.address;
    let _silent = running.connect().await;
    let mut idle = running.connect().await;
    idle.write_all(GET).await.expect("sent");
    assert!(read_some(&mut idle).await.contains("finished"));
    reached.notified().await;
    let mut busy = running.connect().await;
    busy.write_all(GET).await.expect("sent");
    soon(reached.notified()).await;

    let ending = tokio::spawn(running.stop());
    let answer = read_all(&mut busy).await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("finished"),
        "{answer}"
    );
    // The silent and the idle one do not hold it up, though they would be let wait for a minute.
    assert_eq!(soon(ending).await.expect("no panic"), Ending::Drained);
    assert!(
        TcpStream::connect(address).await.is_err(),
        "the port is free"
    );
}

#[tokio::test]
async fn stopping_has_a_deadline() {
    let (router, reached) = slow(Duration::from_secs(3600));
    let drain = Duration::from_millis(200);
    let running = start(
        router,
        Limits {
            drain,
            ..Limits::default()
        },
    )
    .await;
    let mut stream = running.connect().await;
    stream.write_all(GET).await.expect("sent");
    soon(reached.notified()).await;
    assert_eq!(soon(running.stop()).await, Ending::Cut(1));
    assert_eq!(read_all(&mut stream).await, "");
}
