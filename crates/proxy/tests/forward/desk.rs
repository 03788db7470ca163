//! A door with the demo region, and somebody who writes down what is told of requests.

use std::sync::{Arc, Mutex};

use axum::http::{HeaderMap, Request, Response};
use bytes::Bytes;
use claimlens_proxy::door::Door;
use claimlens_proxy::forward::{Event, Forward, Forwarding, Observer};
use claimlens_proxy::hosts::Hosts;
use claimlens_proxy::site;
use claimlens_proxy::standin::{self, Client, Settings, Standin};
use claimlens_proxy::upstream::{Demo, System};
use http_body_util::{BodyExt as _, Full};
use tower::ServiceExt as _;

/// The name of the server in every request.
pub(crate) const HOST: &str = "127.0.0.1:8080";

/// The door, and what it is asked with.
pub(crate) struct Desk {
    pub(crate) door: Door,
    pub(crate) notes: Notes,
    pub(crate) standin: Standin,
}

/// What was told.
#[derive(Clone, Default)]
pub(crate) struct Notes(Arc<Mutex<Vec<Event>>>);

impl Observer for Notes {
    fn finished(&self, event: &Event) {
        self.0.lock().expect("the list").push(*event);
    }
}

impl Notes {
    pub(crate) fn all(&self) -> Vec<Event> {
        self.0.lock().expect("the list").clone()
    }
}

impl Desk {
    pub(crate) fn new(settings: Forwarding) -> Self {
        let standin = Standin::new(Settings::default());
        let router = standin::router(standin.clone());
        let mut desk = Self::before(settings, router);
        desk.standin = standin;
        desk
    }

    /// The same before another router than the stand-in's.
    pub(crate) fn before(settings: Forwarding, router: axum::Router) -> Self {
        let hosts = Hosts::new(([127, 0, 0, 1], 8080).into(), Vec::new());
        let notes = Notes::default();
        let site = site::router_without(hosts.clone());
        let settings = Forwarding {
            demo: true,
            ..settings
        };
        let observer = Arc::new(notes.clone());
        let forward = Forward::new(settings, hosts, Demo(router), Arc::new(System), observer);
        Self {
            door: Door::new(site, Some(forward.expect("settings in order"))),
            notes,
            standin: Standin::new(Settings::default()),
        }
    }

    /// Sends a request with these headers besides `Host`.
    pub(crate) async fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let request = request(method, target, headers, body);
        let response = self.door.clone().oneshot(request).await;
        let Ok(response) = response;
        Answer::of(response).await
    }

    /// A token of the demo region.
    pub(crate) async fn token(&self) -> String {
        let basic = basic(&Client::SERVICE);
        let headers = [MINE, FORM, ("authorization", &basic)];
        let form = "grant_type=client_credentials";
        let answer = self
            .send("POST", "/demo/login/oauth/token", &headers, form)
            .await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let body: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
        body["access_token"].as_str().expect("a token").to_owned()
    }
}

pub(crate) const MINE: (&str, &str) = ("claimlens-request", "1");
pub(crate) const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

pub(crate) fn basic(client: &Client) -> String {
    use base64::Engine as _;
    let pair = format!("{}:{}", client.id, client.secret);
    let encoded = base64::engine::general_purpose::STANDARD.encode(pair);
    format!("Basic {encoded}")
}

pub(crate) fn request(
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Request<Full<Bytes>> {
    let mut request = Request::builder()
        .method(method)
        .uri(target)
        .header("host", HOST);
    if !body.is_empty() {
        request = request.header("content-length", body.len());
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = Full::new(Bytes::copy_from_slice(body.as_bytes()));
    request.body(body).expect("a request")
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    async fn of(response: Response<claimlens_proxy::door::Body>) -> Self {
        let (head, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Self {
            status: head.status.as_u16(),
            headers: head.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    /// A header's value; empty when there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().expect("ASCII"))
    }

    /// The code of a refusal; empty when it is none.
    pub(crate) fn code(&self) -> String {
        let body: serde_json::Value = serde_json::from_str(&self.body).unwrap_or_default();
        let ours = body["source"] == "claimlens-proxy";
        let code = body["code"].as_str().filter(|_| ours);
        code.unwrap_or_default().to_owned()
    }
}
