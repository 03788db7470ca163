//! What the companion says of itself, and what it refuses.

use axum::body::Body;
use axum::http::Request;
use claimlens_core::calls::demo::SERVICE;
use claimlens_core::requests::{
    Answer, Ask, DEMO, Origin, Secret, companion_code, read_companion, read_token,
};
use claimlens_proxy::forward::Code;
use claimlens_proxy::forward::grant::Grant;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::{HOST, companion, companion_with, for_token, send, send_from};

#[test]
fn every_code_has_its_words() {
    for code in Code::ALL {
        assert!(companion_code(code.name()).is_some(), "{}", code.name());
    }
}

#[tokio::test]
async fn what_it_can_do() {
    let request = Request::get("/proxy.json")
        .header("host", HOST)
        .header("claimlens-request", "1")
        .body(Body::empty())
        .expect("a request");
    let response = companion().oneshot(request).await.expect("infallible");
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await.expect("a body");
    let text = String::from_utf8_lossy(&bytes.to_bytes()).into_owned();
    let found = read_companion(&Answer::new(status, Vec::new(), text)).expect("a companion");
    assert!(found.has_demo && found.has_client_credentials());
    assert_eq!(found.regions.len(), 19);
}

#[tokio::test]
async fn refusals_of_its_own_are_known_as_such() {
    let planned = for_token(SERVICE);
    let other = send_from(&companion(), &planned, "https://evil.example").await;
    let refusal = read_token(&planned, &other).expect_err("another origin");
    assert_eq!(
        (refusal.origin, refusal.code.as_str()),
        (Origin::Companion, "origin")
    );
    assert!(refusal.exchange.is_none() && !refusal.todo.is_empty());

    let without = companion_with(|forwarding| forwarding.demo = false);
    let refusal = read_token(&planned, &send(&without, &planned).await).expect_err("no demo");
    assert_eq!(refusal.code, "not_found");

    let codes_only =
        companion_with(|forwarding| forwarding.grants = vec![Grant::AuthorizationCode]);
    let refusal = read_token(&planned, &send(&codes_only, &planned).await).expect_err("no grant");
    assert_eq!(refusal.code, "grant");
}

#[tokio::test]
async fn nobody_learns_a_secret_from_a_refusal() {
    let secret = Secret::new("canary-secret-Zq83hvN2xR7kPw5mLs9tYd4bGf6jH1");
    let planned = Ask::token(DEMO, SERVICE.id, &secret)
        .plan(0)
        .expect("planned");
    let refusal = read_token(&planned, &send(&companion(), &planned).await).expect_err("wrong");
    assert!(!format!("{refusal:?}").contains(secret.expose()));
}
