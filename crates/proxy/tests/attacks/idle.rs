//! P62 and P65: clients that take their time, with limits made short; and the limits themselves.

use std::time::{Duration, Instant};

use claimlens_proxy::server::Limits;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpSocket;
use tokio::time::sleep;

use crate::support::client::{Raw, Req};
use crate::support::lab::Lab;
use crate::support::upstream::json;

const SHORT: Duration = Duration::from_millis(600);

async fn hasty() -> Lab {
    Lab::with(|setup| {
        setup.limits.header_read = SHORT;
        setup.limits.write = SHORT;
        setup.limits.park = Duration::from_millis(100);
        setup.limits.linger = Duration::from_millis(100);
        setup.forwarding.deadline = Duration::from_secs(1);
    })
    .await
}

#[test]
fn p62_the_limits_of_the_program() {
    let limits = Limits::default();
    assert_eq!(limits.header_read, Duration::from_secs(9));
    assert!(limits.write <= Duration::from_secs(10));
    assert!(limits.connections <= 1024);
}

/// It ends a little after its time, and not before.
async fn ends_in_time(raw: &mut Raw, what: &str) {
    let start = Instant::now();
    assert!(
        raw.ends_within(SHORT * 6).await,
        "{what}: still open after {:?}",
        start.elapsed()
    );
}

#[tokio::test]
async fn p62_silent_connections() {
    let lab = hasty().await;
    let start = Instant::now();
    let mut raw = Raw::connect(lab.address).await;
    ends_in_time(&mut raw, "silent").await;
    assert!(start.elapsed() >= SHORT / 2, "{:?}", start.elapsed());
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p62_headers_that_trickle() {
    let lab = hasty().await;
    let mut raw = Raw::connect(lab.address).await;
    let start = Instant::now();
    let bytes = Req::token().bytes(lab.address);
    for byte in bytes.iter().take(60) {
        // A byte now and then must not begin the time anew.
        if !raw.send([*byte]).await || raw.ends_within(Duration::from_millis(50)).await {
            break;
        }
    }
    ends_in_time(&mut raw, "trickling").await;
    assert!(start.elapsed() < SHORT * 6, "{:?}", start.elapsed());
    assert_eq!(lab.up.connections(), 0);
}

/// Waiting first and then trickling: the time is that of the connection's first request as a whole.
#[tokio::test]
async fn p62_silence_and_then_a_few_bytes() {
    let lab = hasty().await;
    let mut raw = Raw::connect(lab.address).await;
    let start = Instant::now();
    sleep(SHORT * 3 / 4).await;
    raw.send("POST /mypurecloud.ie/login/oauth/token HTTP/1.1\r\n")
        .await;
    ends_in_time(&mut raw, "late").await;
    assert!(start.elapsed() < SHORT * 4, "{:?}", start.elapsed());
}

/// A body has nine seconds, which no setting changes; and a little for a busy machine.
const BODY: Duration = Duration::from_secs(13);

#[tokio::test]
async fn p62_bodies_that_do_not_come() {
    let lab = &hasty().await;
    let silent = async |body: &str| {
        let mut raw = Raw::connect(lab.address).await;
        let request = Req::token().with("content-length", "29").body(body);
        raw.send(request.bytes(lab.address)).await;
        let start = Instant::now();
        if let Some(answer) = raw.answer().await {
            assert!(matches!(answer.status, 400 | 408), "{answer:?}");
        }
        assert!(raw.ends_within(Duration::from_secs(3)).await);
        assert!(start.elapsed() < BODY, "{:?}", start.elapsed());
    };
    tokio::join!(silent(""), silent("grant_type=client_cre"));
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p62_bodies_that_trickle() {
    let lab = hasty().await;
    let mut raw = Raw::connect(lab.address).await;
    let request = Req::token().with("content-length", "1000").body("");
    raw.send(request.bytes(lab.address)).await;
    let start = Instant::now();
    while start.elapsed() < BODY {
        if !raw.send("g").await || raw.ends_within(Duration::from_millis(100)).await {
            break;
        }
    }
    assert!(start.elapsed() < BODY, "{:?}", start.elapsed());
    assert_eq!(lab.up.connections(), 0);
}

/// Asks for large answers and reads none of them.
#[tokio::test]
async fn p65_answers_that_nobody_reads() {
    let large = json("200 OK", "", &"x".repeat(4 * 1024 * 1024));
    let lab = Lab::build(large, |setup| {
        setup.limits.write = SHORT;
        setup.limits.park = Duration::from_millis(100);
        setup.limits.linger = Duration::from_millis(100);
    })
    .await;
    let socket = TcpSocket::new_v4().expect("a socket");
    // As little room as there can be, so that the answer does not fit into the kernel's.
    socket.set_recv_buffer_size(4096).expect("set");
    let mut stream = socket.connect(lab.address).await.expect("a connection");
    let request = Req::tokens_me().bytes(lab.address);
    tokio::io::AsyncWriteExt::write_all(&mut stream, &request)
        .await
        .expect("sent");
    sleep(SHORT * 4).await;
    // It was given up: what arrives is less than the answer.
    let mut read = Vec::new();
    let _ = stream.read_to_end(&mut read).await;
    assert!(read.len() < 4 * 1024 * 1024, "{}", read.len());
    // The control: who reads gets all of it.
    let answer = lab.send(&Req::tokens_me()).await;
    assert_eq!((answer.status, answer.body.len()), (200, 4 * 1024 * 1024));
}
