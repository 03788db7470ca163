//! P67: too many requests, and who pays for them.

use std::net::SocketAddr;

use claimlens_proxy::forward::settings::Rates;
use tokio::net::TcpSocket;

use crate::support::client::{Answer, Raw, Req};
use crate::support::lab::{ALLOWED, Lab};
use crate::support::upstream::json;

/// Sends from an address of this machine's own network.
async fn send_from(lab: &Lab, source: &str, request: &Req) -> Answer {
    let socket = TcpSocket::new_v4().expect("a socket");
    let source: SocketAddr = format!("{source}:0").parse().expect("an address");
    socket.bind(source).expect("bound");
    let stream = socket.connect(lab.address).await.expect("a connection");
    let mut raw = Raw::over(stream);
    raw.send(request.bytes(lab.address)).await;
    raw.answer().await.expect("an answer")
}

fn rates(address: u32, total: u32, tokens: u32) -> Rates {
    Rates {
        address,
        total,
        tokens,
    }
}

/// How many of so many requests are answered by the upstream, the others with 429 and a time to wait.
async fn passed(lab: &Lab, source: &str, request: &Req, count: usize) -> usize {
    let mut passed = 0;
    for _ in 0..count {
        let answer = send_from(lab, source, request).await;
        if answer.status == 429 && answer.code() == "rate" {
            let wait: u64 = answer.header("retry-after").parse().expect("seconds");
            assert!((1..=60).contains(&wait), "{answer:?}");
        } else {
            passed += 1;
        }
    }
    passed
}

#[tokio::test]
async fn p67_token_calls_of_one_address() {
    let lab = Lab::with(|setup| setup.forwarding.rates = rates(5000, 50_000, 30)).await;
    let passed = passed(&lab, "127.0.0.2", &Req::token(), 1000).await;
    // Those of a minute, and what comes back while the test runs.
    assert!((30..=45).contains(&passed), "{passed}");
    assert_eq!(lab.up.requests().len(), passed);
    // Another address, and other calls of the same one, are as before.
    assert_eq!(
        send_from(&lab, "127.0.0.3", &Req::token()).await.status,
        200
    );
    assert_eq!(
        send_from(&lab, "127.0.0.2", &Req::tokens_me()).await.status,
        200
    );
}

#[tokio::test]
async fn p67_wrong_secrets() {
    let refusal = json("401 Unauthorized", "", r#"{"error":"invalid_client"}"#);
    let lab = Lab::build(refusal, |setup| {
        setup.forwarding.rates = rates(5000, 50_000, 30)
    })
    .await;
    let mut tried = 0;
    for guess in 0..200 {
        let secret = claimlens_core::basic::build("id", &format!("guess-{guess}")).header;
        let answer = send_from(
            &lab,
            "127.0.0.2",
            &Req::token().set("authorization", secret),
        )
        .await;
        tried += usize::from(answer.status == 401);
    }
    assert!((30..=45).contains(&tried), "{tried}");
}

#[tokio::test]
async fn p67_calls_of_one_address_and_of_one_origin() {
    let lab = Lab::with(|setup| setup.forwarding.rates = rates(60, 50_000, 5000)).await;
    let request = Req::tokens_me().with("origin", ALLOWED);
    let count = passed(&lab, "127.0.0.2", &request, 300).await;
    assert!((60..=90).contains(&count), "{count}");
    // Refusals cost as much as answers: otherwise guessing would be free.
    let refused = Req::token().with("origin", "https://evil.example");
    let mut statuses = Vec::new();
    for _ in 0..150 {
        statuses.push(send_from(&lab, "127.0.0.4", &refused).await.status);
    }
    assert_eq!((statuses[0], statuses[149]), (403, 429));
    assert_eq!(send_from(&lab, "127.0.0.3", &request).await.status, 200);
    // The page can read why, and how long to wait.
    let answer = send_from(&lab, "127.0.0.2", &request).await;
    assert_eq!(answer.status, 429, "{answer:?}");
    assert_eq!(answer.header("access-control-allow-origin"), ALLOWED);
}

#[tokio::test]
async fn p67_all_addresses_together() {
    let lab = Lab::with(|setup| setup.forwarding.rates = rates(1000, 100, 1000)).await;
    let mut count = 0;
    for number in 2..52 {
        let source = format!("127.0.1.{number}");
        count += passed(&lab, &source, &Req::tokens_me(), 8).await;
    }
    assert!((100..=180).contains(&count), "{count}");
    assert_eq!(lab.up.requests().len(), count);
}

/// Headers that proxies add say nothing about who calls: anybody can write them.
#[tokio::test]
async fn p67_addresses_that_are_only_claimed() {
    let lab = Lab::with(|setup| setup.forwarding.rates = rates(5000, 50_000, 30)).await;
    let mut count = 0;
    for number in 0..200 {
        let claimed = format!("203.0.113.{number}");
        let request = Req::token()
            .with("x-forwarded-for", &claimed)
            .with("x-real-ip", &claimed)
            .with("forwarded", format!("for={claimed}"));
        count += usize::from(send_from(&lab, "127.0.0.2", &request).await.status == 200);
    }
    assert!((30..=45).contains(&count), "{count}");
}
