//! P37 to P39 and P41: how long a body is, and who says so.

use std::time::Duration;

use crate::support::client::{Raw, Req};
use crate::support::lab::Lab;

/// A form of exactly so many bytes, for a grant.
fn form_of(grant: &str, length: usize) -> String {
    let mut form = format!("{grant}&assertion=");
    form.extend(std::iter::repeat_n('a', length - form.len()));
    form
}

const SAML: &str = "grant_type=urn:ietf:params:oauth:grant-type:saml2-bearer&orgName=x";
const REFRESH: &str = "grant_type=refresh_token&refresh_token=x";

#[tokio::test]
async fn p37_bodies_over_the_cap() {
    let lab = Lab::new().await;
    let too_large = form_of(SAML, 64 * 1024 + 1);
    let answer = lab.send(&Req::token().body(&too_large)).await;
    assert_eq!(
        (answer.status, answer.code()),
        (413, "body_too_large".to_owned()),
        "{answer:?}"
    );
    // The other grants have the smaller cap, wherever their name stands in the form.
    let mut padded = format!("{REFRESH}&client_id=");
    padded.extend(std::iter::repeat_n('a', 8 * 1024 + 1 - padded.len()));
    let answer = lab.send(&Req::token().body(&padded)).await;
    assert_eq!(
        (answer.status, answer.code()),
        (413, "body_too_large".to_owned()),
        "{answer:?}"
    );
    assert_eq!(lab.up.connections(), 0);

    // The control: as much as the cap is forwarded.
    let most = form_of(SAML, 64 * 1024);
    assert_eq!(lab.send(&Req::token().body(&most)).await.status, 200);
    padded.truncate(8 * 1024);
    assert_eq!(lab.send(&Req::token().body(&padded)).await.status, 200);
}

/// Refused by what the head says: nothing of the body is waited for.
#[tokio::test]
async fn p37_lengths_that_cannot_be() {
    let lab = Lab::new().await;
    for length in [
        "1048576",
        "104857600",
        "9223372036854775808",
        "18446744073709551616",
        "99999999999999999999999999",
        "-1",
        "+5",
        "5, 5",
        "5,6",
        "0x5",
        "5 5",
        "5;",
        "1e1",
        "",
        "\u{0665}",
    ] {
        let mut raw = Raw::connect(lab.address).await;
        let head = Req::token().set("content-length", length).body("");
        raw.send(head.bytes(lab.address)).await;
        let answer = raw.answer().await;
        // No answer, and hung up, is as safe.
        if let Some(answer) = answer {
            assert!(matches!(answer.status, 400 | 413), "{length}: {answer:?}");
        }
        assert!(raw.ends_within(Duration::from_secs(2)).await, "{length}");
    }
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p37_bodies_where_none_belongs() {
    let lab = Lab::new().await;
    for (method, target) in [
        ("GET", "/mypurecloud.ie/api/v2/tokens/me"),
        ("DELETE", "/mypurecloud.ie/api/v2/tokens/me"),
        (
            "POST",
            "/mypurecloud.ie/api/v2/analytics/conversations/aggregates/query",
        ),
    ] {
        let request = Req::api(method, target).body("{}");
        let answer = lab.send(&request).await;
        assert_eq!(answer.status, 400, "{method} {target}: {answer:?}");
        assert_eq!(answer.code(), "body_unexpected");
    }
    assert_eq!(lab.up.connections(), 0);
    let empty = Req::api(
        "POST",
        "/mypurecloud.ie/api/v2/analytics/conversations/aggregates/query",
    )
    .with("content-length", "0");
    assert_eq!(lab.send(&empty).await.status, 200);
    let sent = lab.up.requests().remove(0);
    assert!(sent.contains("\r\n\r\n{\"interval\":\""), "{sent}");
}

/// Chunked bodies are not taken at all, so none of these can cost memory.
#[tokio::test]
async fn p38_chunked_bodies() {
    let lab = Lab::new().await;
    let endless = "400\r\n".to_owned() + &"a".repeat(1024) + "\r\n";
    let single = "1\r\na\r\n".repeat(2000);
    let extension = format!("1;{}\r\na\r\n0\r\n\r\n", "x".repeat(1 << 20));
    for (what, body) in [
        (
            "in order",
            "1d\r\ngrant_type=client_credentials\r\n0\r\n\r\n",
        ),
        ("endless", &endless.repeat(64)),
        ("one byte each", &single),
        ("huge size", "ffffffffffffffff\r\ngrant_type"),
        ("larger than any", "fffffffffffffffff\r\ngrant_type"),
        ("extensions", &extension),
        (
            "trailers",
            "1\r\na\r\n0\r\nX-Evil: 1\r\nAuthorization: Bearer x\r\n\r\n",
        ),
        ("negative", "-1\r\n"),
    ] {
        let mut raw = Raw::connect(lab.address).await;
        let request = Req::token().with("transfer-encoding", "chunked").body(body);
        raw.send(request.bytes(lab.address)).await;
        if let Some(answer) = raw.answer().await {
            assert!(matches!(answer.status, 400 | 413), "{what}: {answer:?}");
        }
        assert!(raw.ends_within(Duration::from_secs(2)).await, "{what}");
    }
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p39_nobody_is_told_to_go_on() {
    let lab = Lab::new().await;
    let mut raw = Raw::connect(lab.address).await;
    let head = Req::token()
        .with("expect", "100-continue")
        .with("content-length", "104857600")
        .body("");
    raw.send(head.bytes(lab.address)).await;
    let answer = raw.answer().await.expect("an answer");
    // The first thing that comes back is the refusal, no 100.
    assert!(matches!(answer.status, 413 | 417), "{answer:?}");
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p41_compressed_bodies() {
    let lab = Lab::new().await;
    for encoding in [
        "gzip",
        "deflate",
        "br",
        "zstd",
        "gzip, gzip",
        "identity",
        "x",
    ] {
        let request = Req::token().with("content-encoding", encoding);
        let answer = lab.send(&request).await;
        assert_eq!(answer.status, 415, "{encoding}: {answer:?}");
        assert_eq!(answer.code(), "content_encoding");
    }
    assert_eq!(lab.up.connections(), 0);
}

/// A body that is said to come and does not, or not as a whole.
#[tokio::test]
async fn p38_a_body_that_never_ends() {
    let lab = Lab::with(|setup| {
        setup.forwarding.deadline = Duration::from_millis(600);
        setup.limits.header_read = Duration::from_millis(600);
    })
    .await;
    let mut raw = Raw::connect(lab.address).await;
    let request = Req::token()
        .with("content-length", "1000")
        .body("grant_type=");
    raw.send(request.bytes(lab.address)).await;
    let came = raw.answer().await;
    if let Some(answer) = came {
        assert!(matches!(answer.status, 400 | 408), "{answer:?}");
    }
    assert!(raw.ends_within(Duration::from_secs(5)).await);
    assert_eq!(lab.up.connections(), 0);
}
