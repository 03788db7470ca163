//! What is told of requests: one event each, with words of closed tables.

use axum::Router;
use axum::routing::any;
use claimlens_proxy::forward::{Code, Forwarding};
use tower::Service as _;

use crate::desk::{Desk, MINE, request};

#[tokio::test]
async fn each_request_is_told_of_once() {
    let desk = Desk::new(Forwarding::default());
    let token = format!("Bearer {}", desk.token().await);
    let headers = [MINE, ("authorization", token.as_str())];
    desk.send("GET", "/demo/api/v2/users/me", &headers, "")
        .await;
    desk.send("GET", "/demo/api/v2/users/me?canary=1", &headers, "")
        .await;
    desk.send("PUT", "/demo/api/v2/users/me", &headers, "")
        .await;
    desk.send("GET", "/canary/api/v2/users/me", &headers, "")
        .await;
    desk.send("GET", "/demo/api/v2/users/me", &[], "").await;
    desk.send("GET", "/proxy.json", &headers, "").await;
    desk.send("GET", "/", &headers, "").await;
    let told: Vec<_> = desk
        .notes
        .all()
        .into_iter()
        .map(|event| {
            assert_eq!(
                event.upstream.is_some(),
                event.refusal.is_none() && event.route != "proxy.json"
            );
            let status = event.status.map(|status| status.as_u16());
            (event.route, event.region, status, event.refusal)
        })
        .collect();
    let expected = [
        ("token", "demo", Some(200), None),
        ("users-me", "demo", Some(400), None),
        ("users-me", "demo", Some(400), Some(Code::Query)),
        ("-", "demo", Some(405), Some(Code::Method)),
        ("-", "-", Some(404), Some(Code::NotFound)),
        ("-", "-", Some(403), Some(Code::Origin)),
        ("proxy.json", "-", Some(200), None),
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_client_that_went_away_is_told_of_too() {
    let never = Router::new().fallback(any(std::future::pending::<()>));
    let desk = Desk::before(Forwarding::default(), never);
    let headers = [MINE, ("authorization", "Bearer abc")];
    let request = request("GET", "/demo/api/v2/users/me", &headers, "");
    let mut answering = desk.door.clone().call(request);
    assert!(
        std::future::poll_fn(|context| {
            std::task::Poll::Ready(answering.as_mut().poll(context).is_pending())
        })
        .await
    );
    assert_eq!(desk.notes.all(), []);
    drop(answering);
    let [event] = desk.notes.all()[..] else {
        panic!("one event");
    };
    assert_eq!(
        (event.route, event.status, event.refusal),
        ("users-me", None, None)
    );
}

#[tokio::test(start_paused = true)]
async fn the_deadline_is_of_the_whole_call() {
    let never = Router::new().fallback(any(std::future::pending::<()>));
    let desk = Desk::before(Forwarding::default(), never);
    let headers = [MINE, ("authorization", "Bearer abc")];
    let started = tokio::time::Instant::now();
    let answer = desk
        .send("GET", "/demo/api/v2/users/me", &headers, "")
        .await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (504, "upstream_deadline")
    );
    assert_eq!(started.elapsed(), Forwarding::default().deadline);
}
