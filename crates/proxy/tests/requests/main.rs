//! The page's logic against the companion and its demo: what the core plans is forwarded, and what comes back
//! is what the core reads. No socket and no browser are between.

mod demo;
mod refusals;
mod shown;

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use claimlens_core::calls::demo::Client;
use claimlens_core::requests::{Answer, Ask, DEMO, Next, Planned, Retry, Secret, read_token};
use claimlens_proxy::door::Door;
use claimlens_proxy::forward::{Forward, Forwarding};
use claimlens_proxy::hosts::Hosts;
use claimlens_proxy::site;
use claimlens_proxy::standin::{self, Settings, Standin};
use claimlens_proxy::upstream::{Demo, System};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

const HOST: &str = "127.0.0.1:8080";

/// The companion with its demo, as it is on a loopback address.
fn companion() -> Door {
    companion_with(|_| ())
}

fn companion_with(change: impl FnOnce(&mut Forwarding)) -> Door {
    let demo = Demo(standin::router(Standin::new(Settings::demo())));
    companion_over(demo, change)
}

/// The companion with something else in the demo's place.
fn companion_over(demo: Demo, change: impl FnOnce(&mut Forwarding)) -> Door {
    let hosts = Hosts::new(HOST.parse().expect("an address"), Vec::new());
    let mut forwarding = Forwarding {
        demo: true,
        ..Forwarding::default()
    };
    change(&mut forwarding);
    let site = site::router_without(hosts.clone());
    let forward = Forward::new(forwarding, hosts, demo, Arc::new(System), Arc::new(()));
    Door::new(site, Some(forward.expect("settings in order")))
}

/// Sends a call as the page does: from its own origin, with the headers that were planned.
async fn send(door: &Door, planned: &Planned) -> Answer {
    send_from(door, planned, &format!("http://{HOST}")).await
}

async fn send_from(door: &Door, planned: &Planned, origin: &str) -> Answer {
    let mut request = Request::builder()
        .method(planned.method.name())
        .uri(&planned.path)
        .header("host", HOST)
        .header("origin", origin)
        .header("sec-fetch-site", "same-origin");
    for header in &planned.headers {
        request = request.header(header.name, header.value.expose());
    }
    // A browser says how long a POST's body is, although there is none.
    if !planned.body.is_empty() || planned.method.name() == "POST" {
        request = request.header("content-length", planned.body.len());
    }
    let body = Body::from(planned.body.clone());
    let request = request.body(body).expect("a request");
    let response = door.clone().oneshot(request).await.expect("infallible");
    let (head, body) = response.into_parts();
    let headers = head.headers.iter().map(|(name, value)| {
        let value = value.to_str().unwrap_or_default();
        (name.to_string(), value.to_owned())
    });
    let headers = headers.collect();
    let bytes = body.collect().await.expect("a body").to_bytes();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Answer::new(head.status.as_u16(), headers, text)
}

/// Sends a call, and again as long as the rules of asking again say so; nobody waits here. With the answer, how
/// many tries it took.
async fn insist(door: &Door, planned: &Planned) -> (Answer, u32) {
    let mut attempt = 1;
    loop {
        let answer = send(door, planned).await;
        match Retry::default().next(planned, &answer, attempt, 0, 0) {
            Next::Wait { attempt: next, .. } => attempt = next,
            Next::Done | Next::GiveUp { .. } => return (answer, attempt),
        }
    }
}

/// A call of the API with this token.
fn about(call: &'static str, client: Client, token: &Secret) -> Planned {
    let ask = Ask::api(call, DEMO, token).with_id(client.id);
    ask.plan(0).expect("a call of the table")
}

/// The request for a token of a client of the demo.
fn for_token(client: Client) -> Planned {
    let secret = Secret::new(client.secret);
    let ask = Ask::token(DEMO, client.id, &secret);
    ask.plan(0).expect("a call of the table")
}

/// A token of a client of the demo.
async fn token(door: &Door, client: Client) -> Secret {
    let planned = for_token(client);
    let (answer, _) = insist(door, &planned).await;
    let given = read_token(&planned, &answer);
    given.expect("a token").token
}
