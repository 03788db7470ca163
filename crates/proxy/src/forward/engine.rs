//! One request from its head to its answer.

use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use axum::http::{Request, Response};
use bytes::Bytes;
use claimlens_core::calls;
use tokio::time::timeout;

use super::admission::Asker;
use super::answers::{Answers, Extra};
use super::judge::{Asked, Judge, Judged, Refused};
use super::limit::{Limiter, Peer};
use super::request::{Head, body};
use super::route::Region;
use super::{Code, Event, Forwarding, Observer, form};
use crate::door::Body;
use crate::hosts::Hosts;
use crate::upstream::{Demo, Fault, Incoming, Network, Outgoing, Resolver, Unusable};

/// How many bytes the answer of a token call may have, and of any other.
const CAP_TOKEN: usize = 64 * 1024;
const CAP_API: usize = 4 * 1024 * 1024;

/// The forwarding half, ready to answer.
pub struct Forward {
    judge: Judge,
    answers: Answers,
    network: Arc<Network>,
    demo: Option<Demo>,
    observer: Arc<dyn Observer>,
}

impl Forward {
    /// Puts it together. `demo` answers the region of that name, if the settings have it.
    ///
    /// # Errors
    /// [`Unusable`], when certificates or revocation lists cannot be used.
    pub fn new(
        settings: Forwarding,
        hosts: Hosts,
        demo: Demo,
        resolver: Arc<dyn Resolver>,
        observer: Arc<dyn Observer>,
    ) -> Result<Self, Unusable> {
        Ok(Self {
            network: Arc::new(Network::new(&settings, resolver)?),
            demo: settings.demo.then_some(demo),
            answers: Answers::new(about(&settings)),
            observer,
            judge: Judge {
                limiter: Limiter::new(settings.rates),
                settings,
                hosts,
            },
        })
    }

    /// What counts as one address.
    #[must_use]
    pub fn peer(&self, address: std::net::SocketAddr) -> Peer {
        self.judge.limiter.peer(address)
    }

    /// Answers a request for a path of the forwarding half.
    pub async fn answer<B>(self: Arc<Self>, peer: Peer, request: Request<B>) -> Response<Body>
    where
        B: hyper::body::Body<Data = Bytes> + Send,
    {
        let mut watch = Watch::new(Arc::clone(&self.observer));
        let (head, body) = request.into_parts();
        let asker = Asker::of(&head.headers, &self.judge.settings);
        let judged = self.judge.judge(&head, asker, peer, &mut watch.event);
        let page = asker.page();
        let answered = match judged {
            Err(refused) => Err(refused),
            Ok(Judged::Preflight(methods)) => {
                Ok(self.answers.preflight(methods, &head.headers, page))
            }
            Ok(Judged::About) => {
                watch.event.route = "proxy.json";
                Ok(self.answers.about(page))
            }
            Ok(Judged::Call(asked)) => {
                let answered = caught(self.ask(&asked, body, &mut watch.event)).await;
                let answered = answered.unwrap_or(Err(plain(Code::Panic)));
                answered.map(|incoming| self.answers.passed(incoming, page))
            }
        };
        let response = answered.unwrap_or_else(|(code, extra)| {
            watch.event.refusal = Some(code);
            self.answers.refused(code, extra, page)
        });
        watch.event.status = Some(response.status());
        response
    }

    /// Reads the body and asks the upstream.
    async fn ask<B>(&self, asked: &Asked, sent: B, event: &mut Event) -> Result<Incoming, Refused>
    where
        B: hyper::body::Body<Data = Bytes> + Send,
    {
        let (written, cap) = match asked.call.body {
            calls::Body::None => (None, CAP_API),
            calls::Body::Aggregate => {
                let now = SystemTime::now().duration_since(UNIX_EPOCH);
                let now = now.map_or(0, |since| since.as_secs());
                let body = calls::aggregate_body(i64::try_from(now).unwrap_or_default());
                (Some(("application/json", body.into_bytes())), CAP_API)
            }
            calls::Body::TokenForm => {
                let deadline = self.judge.settings.deadline;
                let body = body(sent, asked.head.length, deadline)
                    .await
                    .map_err(|code| {
                        let extra = Extra {
                            close: true,
                            ..Extra::default()
                        };
                        (code, extra)
                    })?;
                let written = self.form(&asked.head, &body).map_err(plain)?;
                (Some((form::CONTENT_TYPE, written)), CAP_TOKEN)
            }
        };
        let outgoing = Outgoing {
            method: asked.method,
            host: asked.call.host,
            target: &asked.target,
            authorization: asked
                .head
                .credential
                .as_ref()
                .map(|credential| credential.parts()),
            body: written
                .as_ref()
                .map(|(content_type, body)| (*content_type, &body[..])),
        };
        let started = Instant::now();
        let upstream = async {
            match asked.region {
                Region::Network(place, _) => self.network.call(place, &outgoing, cap).await,
                Region::Demo => match &self.demo {
                    Some(demo) => demo.call(&outgoing, cap).await,
                    None => Err(Fault::Dns),
                },
            }
        };
        let answered = timeout(self.judge.settings.deadline, upstream).await;
        event.upstream = Some(started.elapsed());
        let answered = answered.unwrap_or(Err(Fault::Deadline));
        answered.map_err(|fault| plain(fault.into()))
    }

    /// The form that is sent. Without Basic it has to name its client itself, and prove it by the verifier.
    fn form(&self, head: &Head, body: &[u8]) -> Result<Vec<u8>, Code> {
        let form = form::read(body, &self.judge.settings.grants)?;
        if head.credential.is_none() && !form.names_client {
            return Err(Code::Authorization);
        }
        Ok(form.written)
    }
}

fn plain(code: Code) -> Refused {
    (code, Extra::default())
}

/// What `/proxy.json` says. Every text in it is of a closed list and needs no escapes.
fn about(settings: &Forwarding) -> Bytes {
    let list = |names: &mut dyn Iterator<Item = &str>| {
        let names: Vec<_> = names.map(|name| format!("\"{name}\"")).collect();
        names.join(",")
    };
    let demo = settings.demo.then_some(Demo::KEY);
    let regions = list(&mut settings.regions.iter().copied().chain(demo));
    let grants = list(&mut settings.grants.iter().map(|grant| grant.name()));
    let (version, demo) = (env!("CARGO_PKG_VERSION"), settings.demo);
    Bytes::from(format!(
        r#"{{"name":"claimlens-proxy","version":"{version}","regions":[{regions}],"demo":{demo},"grants":[{grants}]}}"#
    ))
}

/// Drives a future, and turns a panic in it into nothing. The panic's own text may hold anything; it stays here.
async fn caught<F: Future>(future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    poll_fn(|context| {
        // What a panic leaves half-done is dropped with the future.
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(polled) => polled.map(Some),
            Err(_) => Poll::Ready(None),
        }
    })
    .await
}

/// Tells the observer of the request when it is finished, and also when its client goes away before.
struct Watch {
    observer: Arc<dyn Observer>,
    started: Instant,
    event: Event,
}

impl Watch {
    fn new(observer: Arc<dyn Observer>) -> Self {
        Self {
            observer,
            started: Instant::now(),
            event: Event {
                route: "-",
                region: "-",
                status: None,
                refusal: None,
                upstream: None,
                total: std::time::Duration::ZERO,
            },
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.event.total = self.started.elapsed();
        self.observer.finished(&self.event);
    }
}

impl fmt::Debug for Forward {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Forward")
            .field("judge", &self.judge)
            .finish_non_exhaustive()
    }
}
