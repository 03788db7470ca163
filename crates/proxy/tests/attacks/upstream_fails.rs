//! P49 to P51 and P61: upstreams that do not answer, or hang up.

use std::time::{Duration, Instant};

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio::time::sleep;

use crate::support::client::{Answer, Req};
use crate::support::lab::Lab;
use crate::support::upstream::{Upstream, token_answer};

fn is_generic(answer: &Answer, status: u16, code: &str) {
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (status, code),
        "{answer:?}"
    );
    let body = answer.body.to_ascii_lowercase();
    for told in [
        "127.0.0.1",
        "econn",
        "refused",
        "os error",
        "errno",
        "reset",
        "errorkind",
    ] {
        assert!(!body.contains(told), "{answer:?}");
    }
}

#[tokio::test]
async fn p49_connections_that_are_refused_or_reset() {
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        listener.local_addr().expect("its address")
    };
    let lab = Lab::with(|setup| setup.lead_to(closed)).await;
    is_generic(&lab.send(&Req::token()).await, 502, "upstream_unreachable");

    let resetting = Upstream::plain(|stream, _, _| async move {
        stream.set_zero_linger().expect("set");
        drop(stream);
    })
    .await;
    let lab = Lab::with(|setup| setup.lead_to(resetting.address)).await;
    is_generic(&lab.send(&Req::token()).await, 502, "upstream_unreachable");
    assert_eq!(resetting.connections(), 1);

    // Hung up after the request was read.
    let lab = Lab::acting(|mut conn| async move {
        conn.request().await;
        conn.close().await;
    })
    .await;
    is_generic(&lab.send(&Req::token()).await, 502, "upstream_unreachable");
    assert_eq!(lab.up.requests().len(), 1);
}

#[tokio::test]
async fn p50_no_answer() {
    let lab = Lab::acting(|mut conn| async move {
        conn.request().await;
        conn.hold().await;
    })
    .await;
    let start = Instant::now();
    let answer = lab.send(&Req::token()).await;
    is_generic(&answer, 504, "upstream_deadline");
    let took = start.elapsed();
    assert!(
        (lab.deadline()..lab.deadline() * 3).contains(&took),
        "{took:?}"
    );
    assert_eq!(lab.up.requests().len(), 1);
    // The connection is not kept for somebody else's request.
    lab.all_closed().await;
}

/// No answer to TLS' own greeting, which is a connection that cannot be made.
#[tokio::test]
async fn p50_silence_before_tls() {
    let silent = Upstream::plain(|stream, _, _| async move {
        sleep(Duration::from_secs(30)).await;
        drop(stream);
    })
    .await;
    let lab = Lab::with(|setup| {
        setup.lead_to(silent.address);
        setup.forwarding.connect_timeout = Duration::from_millis(300);
    })
    .await;
    let answer = lab.send(&Req::token()).await;
    assert_eq!(answer.status, 504, "{answer:?}");
    is_generic(&answer, 504, "upstream_deadline");
}

#[tokio::test]
async fn p51_an_answer_byte_by_byte() {
    for (first, rest) in [
        ("", token_answer()),
        (&token_answer()[..60], "x".repeat(1000)),
    ] {
        let first = first.to_owned();
        let lab = Lab::acting(move |mut conn| {
            let (first, rest) = (first.clone(), rest.clone());
            async move {
                conn.request().await;
                conn.send(first.as_bytes()).await;
                for byte in rest.bytes() {
                    if !conn.send(&[byte]).await {
                        return;
                    }
                    sleep(Duration::from_millis(50)).await;
                }
            }
        })
        .await;
        let start = Instant::now();
        is_generic(&lab.send(&Req::token()).await, 504, "upstream_deadline");
        // The deadline is of the whole call, not of each byte.
        assert!(
            start.elapsed() < lab.deadline() * 3,
            "{:?}",
            start.elapsed()
        );
        assert_eq!(lab.up.requests().len(), 1);
    }
}

#[tokio::test]
async fn p61_a_kept_connection_that_was_closed() {
    // Once with a farewell, once without, once with a reset.
    for manner in 0..3 {
        let lab = Lab::acting(move |mut conn| async move {
            conn.request().await;
            conn.send(token_answer().as_bytes()).await;
            match manner {
                0 => conn.close().await,
                1 => drop(conn),
                _ => {
                    // Not so soon that the answer itself is lost.
                    sleep(Duration::from_millis(100)).await;
                    conn.stream.get_ref().0.set_zero_linger().expect("set");
                    drop(conn);
                }
            }
        })
        .await;
        for _ in 0..3 {
            let answer = lab.send(&Req::token()).await;
            assert_eq!(answer.status, 200, "{manner}: {answer:?}");
            lab.all_closed().await;
        }
        assert_eq!(
            (lab.up.connections(), lab.up.requests().len()),
            (3, 3),
            "{manner}"
        );
    }
}

/// The upstream closes when the next request is already there: it may have been acted on, so it is not sent again.
#[tokio::test]
async fn p61_nothing_is_ever_sent_twice() {
    let lab = Lab::acting(|mut conn| async move {
        conn.request().await;
        conn.send(token_answer().as_bytes()).await;
        conn.request().await;
        conn.close().await;
    })
    .await;
    assert_eq!(lab.send(&Req::token()).await.status, 200);
    is_generic(&lab.send(&Req::token()).await, 502, "upstream_unreachable");
    assert_eq!((lab.up.connections(), lab.up.requests().len()), (1, 2));
    // A read may be asked again by whoever asked; the proxy does not do it for them.
    assert_eq!(lab.send(&Req::token()).await.status, 200);
    let lab = Lab::acting(|mut conn| async move {
        conn.request().await;
        let _ = conn.stream.shutdown().await;
    })
    .await;
    assert_eq!(lab.send(&Req::tokens_me()).await.status, 502);
    assert_eq!(lab.up.requests().len(), 1);
}

/// Kept connections are used again, and what comes on one without having been asked for is nobody's answer.
#[tokio::test]
async fn p61_an_answer_that_nobody_asked_for() {
    let lab = Lab::acting(|mut conn| async move {
        let number = conn.number;
        while conn.request().await.is_some() {
            let mut bytes = token_answer().into_bytes();
            if number == 1 {
                bytes.extend(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nevil!!!");
            }
            conn.send(&bytes).await;
        }
    })
    .await;
    for _ in 0..4 {
        let answer = lab.send(&Req::token()).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert!(!answer.body.contains("evil"), "{answer:?}");
    }
    // The first connection was given up, the second one kept.
    assert_eq!((lab.up.connections(), lab.up.requests().len()), (2, 4));
}
