//! P40 and P42: heads that are too large or no HTTP/1.1.

use std::time::Duration;

use crate::support::client::{Raw, Req};
use crate::support::lab::Lab;

/// Sends bytes; whatever comes back must be a refusal, and the connection ends.
async fn refused(lab: &Lab, what: &str, bytes: &[u8], statuses: &[u16]) {
    let mut raw = Raw::connect(lab.address).await;
    raw.send(bytes).await;
    if let Some(answer) = raw.answer().await {
        let fits = statuses.contains(&answer.status);
        assert!(fits, "{what}: {answer:?}");
        assert!(!answer.has("access-control-allow-origin"), "{what}");
    }
    let ended = raw.ends_within(Duration::from_secs(3)).await;
    assert!(ended, "{what}: it is still open");
    assert_eq!(lab.up.connections(), 0, "{what}");
}

/// A token request whose head has a further line, byte by byte.
fn with_line(lab: &Lab, line: &[u8]) -> Vec<u8> {
    let request = Req::token().bytes(lab.address);
    let at = request
        .windows(2)
        .position(|two| two == b"\r\n")
        .expect("a line")
        + 2;
    let mut bytes = request[..at].to_vec();
    bytes.extend(line);
    bytes.extend(&request[at..]);
    bytes
}

#[tokio::test]
async fn p40_heads_that_are_too_large() {
    let lab = Lab::new().await;
    let many = (0..200).fold(Req::token(), |request, number| {
        request.with(&format!("x-{number}"), "y")
    });
    refused(&lab, "200 headers", &many.bytes(lab.address), &[431, 400]).await;
    let large = Req::token().with("x-large", "y".repeat(64 * 1024));
    refused(&lab, "64 kB header", &large.bytes(lab.address), &[431, 400]).await;
    let long = format!("/mypurecloud.ie/login/oauth/token{}", "x".repeat(16 * 1024));
    let long = Req::token().target(&long).bytes(lab.address);
    refused(&lab, "16 kB target", &long, &[414, 431, 400]).await;
    let name = Req::token()
        .with(&"x".repeat(64 * 1024), "y")
        .bytes(lab.address);
    refused(&lab, "64 kB name", &name, &[431, 400]).await;
}

#[tokio::test]
async fn p40_heads_that_read_differently_elsewhere() {
    let lab = Lab::new().await;
    for (what, line) in [
        ("obs-fold", &b"x-a: b\r\n c\r\n"[..]),
        ("obs-fold with a tab", b"x-a: b\r\n\tc\r\n"),
        ("a blank before the colon", b"x-a : b\r\n"),
        ("a tab before the colon", b"content-length\t: 3\r\n"),
        ("a blank before the name", b" x-a: b\r\n"),
        ("no colon", b"x-a\r\n"),
        ("an empty name", b": b\r\n"),
        ("NUL in the value", b"x-a: b\0c\r\n"),
        ("NUL in the name", b"x\0-a: b\r\n"),
        ("a bare LF", b"x-a: b\nx-evil: c\r\n"),
        ("a bare LF at the end of a line", b"x-a: b\n"),
        ("a bare CR", b"x-a: b\rx-evil: c\r\n"),
        ("a bare CR in the name", b"x\r-a: b\r\n"),
        ("two CR", b"x-a: b\r\r\n"),
        ("a control character", b"x-a: b\x0bc\r\n"),
        ("DEL", b"x-a: b\x7fc\r\n"),
        ("a name beyond ASCII", b"x-\xc3\xa4: b\r\n"),
        ("a name with quotes", b"\"x-a\": b\r\n"),
    ] {
        refused(&lab, what, &with_line(&lab, line), &[400, 431]).await;
    }
    // The control: the same way of adding a line, with a line in order.
    let mut raw = Raw::connect(lab.address).await;
    raw.send(with_line(&lab, b"x-a: b\r\n")).await;
    assert_eq!(raw.answer().await.expect("an answer").status, 200);
}

#[tokio::test]
async fn p40_request_lines_that_read_differently_elsewhere() {
    let lab = Lab::new().await;
    let whole = String::from_utf8(Req::token().bytes(lab.address)).expect("text");
    let (_, rest) = whole.split_once("\r\n").expect("lines");
    let path = "/mypurecloud.ie/login/oauth/token";
    for line in [
        format!("POST\t{path} HTTP/1.1\r\n"),
        format!("POST {path}\tHTTP/1.1\r\n"),
        format!("POST  {path} HTTP/1.1\r\n"),
        format!("POST {path}  HTTP/1.1\r\n"),
        format!("POST {path} x HTTP/1.1\r\n"),
        format!("POST {path} HTTP/1.1\n"),
        format!("POST {path}\0 HTTP/1.1\r\n"),
        format!("PO\0ST {path} HTTP/1.1\r\n"),
        format!("POST {path} HTTP/1.1 \r\n"),
        format!("POST {path} http/1.1\r\n"),
        format!("POST {path} HTTP/1.1\r \n"),
        format!("POST {path}\r\n"),
        format!(" POST {path} HTTP/1.1\r\n"),
    ] {
        refused(
            &lab,
            &line,
            format!("{line}{rest}").as_bytes(),
            &[400, 404, 405, 505],
        )
        .await;
    }
}

#[tokio::test]
async fn p42_other_versions_and_protocols() {
    let lab = Lab::new().await;
    let whole = String::from_utf8(Req::token().bytes(lab.address)).expect("text");
    let path = "/mypurecloud.ie/login/oauth/token";
    let hello: &[u8] =
        b"\x16\x03\x01\x00\x2f\x01\x00\x00\x2b\x03\x03aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\
        \x00\x00\x04\x13\x01\x13\x02\x01\x00";
    for (what, bytes) in [
        ("HTTP/0.9", format!("GET {path}\r\n").into_bytes()),
        ("HTTP/0.9 without a path", b"GET\r\n\r\n".to_vec()),
        (
            "HTTP/3.7",
            whole.replacen("HTTP/1.1", "HTTP/3.7", 1).into_bytes(),
        ),
        (
            "HTTP/2.0",
            whole.replacen("HTTP/1.1", "HTTP/2.0", 1).into_bytes(),
        ),
        (
            "HTTP/1.2",
            whole.replacen("HTTP/1.1", "HTTP/1.2", 1).into_bytes(),
        ),
        (
            "HTTP/11.1",
            whole.replacen("HTTP/1.1", "HTTP/11.1", 1).into_bytes(),
        ),
        (
            "HTTP/2's preface",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
        ),
        ("TLS", hello.to_vec()),
        ("SSH", b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()),
        ("SMTP", b"HELO evil.example\r\n".to_vec()),
        ("zeroes", vec![0; 4096]),
        ("noise", (0..=255).cycle().take(20_000).collect()),
    ] {
        refused(&lab, what, &bytes, &[400, 404, 405, 414, 431, 505]).await;
    }
    // It is as it was.
    assert_eq!(lab.send(&Req::token()).await.status, 200);
}

#[tokio::test]
async fn p42_the_version_before() {
    let lab = Lab::new().await;
    let whole = String::from_utf8(
        Req::token()
            .with("connection", "keep-alive")
            .bytes(lab.address),
    );
    let whole = whole.expect("text").replacen("HTTP/1.1", "HTTP/1.0", 1);
    let mut raw = Raw::connect(lab.address).await;
    raw.send(whole).await;
    let answer = raw.answer().await.expect("an answer");
    // Answered as any other, or refused; the upstream is asked as ever.
    assert!(matches!(answer.status, 200 | 400 | 505), "{answer:?}");
    for request in lab.up.requests() {
        assert!(
            request.starts_with("POST /oauth/token HTTP/1.1\r\n"),
            "{request}"
        );
    }
}
