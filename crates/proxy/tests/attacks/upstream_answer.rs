//! P52 to P56: answers that are cut, too large, or none.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::client::{Answer, Req};
use crate::support::lab::Lab;
use crate::support::upstream::json;

/// What the proxy makes of an answer that ends with the connection.
async fn after(bytes: impl Into<Vec<u8>>, request: Req) -> Answer {
    let bytes: Arc<[u8]> = bytes.into().into();
    let lab = Lab::acting(move |mut conn| {
        let bytes = Arc::clone(&bytes);
        async move {
            conn.request().await;
            conn.send(&bytes).await;
            conn.close().await;
        }
    })
    .await;
    let answer = lab.send(&request).await;
    assert_eq!(lab.up.requests().len(), 1);
    answer
}

async fn is_broken(bytes: impl Into<Vec<u8>>, what: &str) {
    let bytes = bytes.into();
    for request in [Req::token(), Req::tokens_me()] {
        let answer = after(bytes.clone(), request).await;
        let code = answer.code();
        let known = ["upstream_answer", "upstream_unreachable"].contains(&code.as_str());
        assert!(answer.status == 502 && known, "{what}: {answer:?}");
    }
}

#[tokio::test]
async fn p52_answers_that_are_cut() {
    for (what, bytes) in [
        ("within the status line", "HTTP/1.1 20"),
        (
            "within the headers",
            "HTTP/1.1 200 OK\r\nContent-Type: appl",
        ),
        (
            "before the end of the headers",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n",
        ),
        (
            "before the body",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n",
        ),
        (
            "within the body",
            "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"access_token\"",
        ),
        (
            "within a chunk",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        ),
        (
            "before the last chunk",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
        ),
        (
            "within the last chunk",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n",
        ),
    ] {
        is_broken(bytes, what).await;
    }
}

/// A body that ends with the connection can be cut by anybody unless TLS says farewell.
#[tokio::test]
async fn p52_an_end_without_a_farewell() {
    let lab = Lab::acting(|mut conn| async move {
        conn.request().await;
        conn.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":1}")
            .await;
        drop(conn);
    })
    .await;
    let answer = lab.send(&Req::tokens_me()).await;
    assert_eq!(
        (answer.status, answer.code()),
        (502, "upstream_answer".to_owned())
    );
    // The control: with it, that is all of the answer.
    let whole = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":1}";
    let answer = after(whole, Req::tokens_me()).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "{\"a\":1}"));
}

/// An upstream that sends for ever; answers how much it got rid of.
async fn flooded(head: &'static str, piece: Vec<u8>, request: Req) -> (Answer, usize) {
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&sent);
    let piece: Arc<[u8]> = piece.into();
    let lab = Lab::acting(move |mut conn| {
        let (counted, piece) = (Arc::clone(&counted), Arc::clone(&piece));
        async move {
            conn.request().await;
            conn.send(head.as_bytes()).await;
            while conn.send(&piece).await {
                counted.fetch_add(piece.len(), Ordering::SeqCst);
            }
        }
    })
    .await;
    let answer = lab.send(&request).await;
    lab.all_closed().await;
    (answer, sent.load(Ordering::SeqCst))
}

const KB: usize = 1024;
/// What sockets hold between two programs, besides what is read.
const BUFFERS: usize = 8 * 1024 * KB;

#[tokio::test]
async fn p53_bodies_without_an_end() {
    let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000)).into_bytes();
    for (what, head, piece) in [
        (
            "1 GB",
            "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n",
            vec![b'x'; 64 * KB],
        ),
        ("no length", "HTTP/1.1 200 OK\r\n\r\n", vec![b'x'; 64 * KB]),
        (
            "chunks",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            chunk,
        ),
    ] {
        for (request, cap) in [(Req::token(), 64 * KB), (Req::tokens_me(), 4096 * KB)] {
            let (answer, sent) = flooded(head, piece.clone(), request).await;
            assert_eq!(answer.status, 502, "{what}: {answer:?}");
            assert_eq!(answer.code(), "upstream_too_large", "{what}: {answer:?}");
            assert!(sent <= cap + BUFFERS, "{what}: {sent} bytes were taken");
        }
    }
}

#[tokio::test]
async fn p53_the_caps_to_the_byte() {
    for (request, cap) in [(Req::token(), 64 * KB), (Req::tokens_me(), 4096 * KB)] {
        let body = |length: usize| json("200 OK", "Connection: close\r\n", &"x".repeat(length));
        let answer = after(body(cap), request.clone()).await;
        assert_eq!((answer.status, answer.body.len()), (200, cap));
        let answer = after(body(cap + 1), request.clone()).await;
        assert_eq!(
            (answer.status, answer.code()),
            (502, "upstream_too_large".to_owned())
        );
        let mut chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
        chunked.extend(format!("{:x}\r\n{}\r\n1\r\nx\r\n0\r\n\r\n", cap, "x".repeat(cap)).bytes());
        let answer = after(chunked, request).await;
        assert_eq!(
            (answer.status, answer.code()),
            (502, "upstream_too_large".to_owned())
        );
    }
}

#[tokio::test]
async fn p54_compression_that_was_not_asked_for() {
    for encoding in ["gzip", "br", "deflate", "gzip, gzip", "x"] {
        let headers = format!("Content-Encoding: {encoding}\r\nConnection: close\r\n");
        let answer = after(
            json("200 OK", &headers, "\u{1f}not unpacked"),
            Req::tokens_me(),
        )
        .await;
        let raw = answer.status == 200 && answer.body.contains("not unpacked");
        assert!(answer.status == 502 || raw, "{encoding}: {answer:?}");
    }
}

#[tokio::test]
async fn p55_status_lines_that_are_none() {
    for line in [
        "HTTP/1.1",
        "HTTP/1.1 ",
        "HTTP/1.1 abc",
        "HTTP/1.1 20 OK",
        "HTTP/1.1 2000 OK",
        "HTTP/1.1 -200 OK",
        "HTTP/1.1 999 Beyond",
        "HTTP/1.1 600 Beyond",
        "HTTP/1.1 099 Below",
        "HTTP/1.1 000 Below",
        "HTTP/2 200 OK",
        "HTTP/3.7 200 OK",
        "ICY 200 OK",
        "200 OK",
        " HTTP/1.1 200 OK",
        "",
        "\u{0}\u{0}\u{0}",
    ] {
        is_broken(format!("{line}\r\nContent-Length: 2\r\n\r\n{{}}"), line).await;
    }
}

#[tokio::test]
async fn p55_answers_before_the_answer() {
    let rest = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    for line in [
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade",
        "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload",
        "HTTP/1.1 100 Continue",
        "HTTP/1.1 102 Processing",
    ] {
        is_broken(format!("{line}\r\n\r\n{rest}"), line).await;
    }
    let many = "HTTP/1.1 100 Continue\r\n\r\n".repeat(10_000);
    is_broken(format!("{many}{rest}"), "a flood of them").await;
}

#[tokio::test]
async fn p56_headers_that_are_broken() {
    for (what, lines) in [
        ("bare CR", "ININ-Correlation-Id: a\rX-Evil: b"),
        ("NUL", "ININ-Correlation-Id: a\0b"),
        ("a blank before the colon", "Retry-After : 5"),
        ("obs-fold", "Retry-After: 5\r\n 6"),
        ("no colon", "Retry-After"),
        ("an empty name", ": 5"),
        ("a control character", "Retry-After: 5\x0b6"),
        ("two lengths", "Content-Length: 2\r\nContent-Length: 3"),
        ("a length that is none", "Content-Length: +2"),
        ("a list of lengths", "Content-Length: 2, 2"),
        (
            "both lengths",
            "Content-Length: 2\r\nTransfer-Encoding: chunked",
        ),
        ("an unknown encoding", "Transfer-Encoding: xchunked"),
        ("two encodings", "Transfer-Encoding: gzip, chunked"),
    ] {
        is_broken(format!("HTTP/1.1 200 OK\r\n{lines}\r\n\r\n{{}}"), what).await;
    }
    // Line feeds alone: either broken, or two headers of which one is dropped; never one with a line end in it.
    let bytes = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nRetry-After: 5\nX-Evil: b\r\n\r\n{}";
    let answer = after(bytes, Req::tokens_me()).await;
    assert!(!answer.has("x-evil"), "{answer:?}");
    assert!(
        answer.status == 502 || answer.header("retry-after") == "5",
        "{answer:?}"
    );
}

#[tokio::test]
async fn p56_heads_that_are_too_large() {
    let large = format!(
        "HTTP/1.1 200 OK\r\nX-Large: {}\r\n\r\n",
        "y".repeat(1 << 20)
    );
    is_broken(large, "1 MB").await;
    let many: String = (0..10_000)
        .map(|number| format!("X-{number}: y\r\n"))
        .collect();
    is_broken(format!("HTTP/1.1 200 OK\r\n{many}\r\n"), "10 000").await;
    let (answer, sent) = flooded(
        "HTTP/1.1 200 OK\r\n",
        b"X-A: b\r\n".repeat(1024),
        Req::token(),
    )
    .await;
    assert_eq!(
        (answer.status, answer.code()),
        (502, "upstream_answer".to_owned())
    );
    assert!(sent <= BUFFERS, "{sent} bytes of a head were taken");
}
