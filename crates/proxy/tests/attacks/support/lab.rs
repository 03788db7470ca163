//! The proxy as a library, behind a socket and in front of an upstream of the test.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use claimlens_proxy::door::Door;
use claimlens_proxy::forward::settings::Rates;
use claimlens_proxy::forward::{Forward, Forwarding};
use claimlens_proxy::hosts::Hosts;
use claimlens_proxy::server::{Limits, serve};
use claimlens_proxy::site;
use claimlens_proxy::standin::{self, Settings, Standin};
use claimlens_proxy::upstream::{Demo, Resolver, System};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::client::{Answer, Raw, Req};
use super::pki::{API, Authority, LOGIN};
use super::upstream::{Conn, SOON, Upstream, token_answer};

/// The origin that is allowed unless a test says otherwise.
pub(crate) const ALLOWED: &str = "https://app.example";

/// What a test may change before it starts.
pub(crate) struct Setup {
    pub(crate) forwarding: Forwarding,
    pub(crate) limits: Limits,
    pub(crate) resolver: Option<Arc<dyn Resolver>>,
}

/// A running proxy with an upstream. Both end with it.
pub(crate) struct Lab {
    pub(crate) address: SocketAddr,
    pub(crate) up: Upstream,
    deadline: Duration,
    serving: JoinHandle<()>,
}

impl Setup {
    /// Leads both hosts of the region to this address.
    pub(crate) fn lead_to(&mut self, address: SocketAddr) {
        let upstreams = [LOGIN, API].map(|host| (host.to_owned(), address));
        self.forwarding.upstreams = upstreams.to_vec();
    }

    /// Trusts this authority, and none of the others of the test.
    pub(crate) fn trust(&mut self, authority: &Authority) {
        self.forwarding.roots = vec![authority.certificate.der().clone()];
    }
}

impl Lab {
    /// The upstream gives everybody a token.
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same, with settings of the test's own.
    pub(crate) async fn with(change: impl FnOnce(&mut Setup)) -> Self {
        Self::build(token_answer(), change).await
    }

    /// The upstream answers every request with these bytes.
    pub(crate) async fn answering(answer: impl Into<Vec<u8>>) -> Self {
        Self::build(answer, |_| {}).await
    }

    pub(crate) async fn build(answer: impl Into<Vec<u8>>, change: impl FnOnce(&mut Setup)) -> Self {
        let root = Authority::root();
        let config = root.good().server(&[b"http/1.1"]);
        let up = Upstream::answering(config, answer).await;
        Self::over(&root, up, change).await
    }

    /// The upstream does with each connection what it is told to.
    pub(crate) async fn acting<F, Fut>(handler: F) -> Self
    where
        F: Fn(Conn) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = ()> + Send + 'static,
    {
        let root = Authority::root();
        let up = Upstream::tls(root.good().server(&[b"http/1.1"]), handler).await;
        Self::over(&root, up, |_| {}).await
    }

    async fn over(root: &Authority, up: Upstream, change: impl FnOnce(&mut Setup)) -> Self {
        let plenty = 10_000_000;
        let mut setup = Setup {
            forwarding: Forwarding {
                origins: vec![ALLOWED.to_owned()],
                deadline: Duration::from_millis(1500),
                connect_timeout: Duration::from_secs(1),
                rates: Rates {
                    address: plenty,
                    total: plenty,
                    tokens: plenty,
                },
                ..Forwarding::default()
            },
            limits: Limits::default(),
            resolver: None,
        };
        setup.lead_to(up.address);
        setup.trust(root);
        change(&mut setup);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let hosts = Hosts::new(address, Vec::new());
        let deadline = setup.forwarding.deadline;
        let demo = Demo(standin::router(Standin::new(Settings::demo())));
        let resolver = setup.resolver.unwrap_or_else(|| Arc::new(System));
        let site = site::router_without(hosts.clone());
        let forward = Forward::new(setup.forwarding, hosts, demo, resolver, Arc::new(()));
        let door = Door::new(site, Some(forward.expect("settings in order")));
        let limits = setup.limits;
        let serving = tokio::spawn(async move {
            serve(listener, door, limits, std::future::pending()).await;
        });
        Self {
            address,
            up,
            deadline,
            serving,
        }
    }

    /// How long a call may take.
    pub(crate) fn deadline(&self) -> Duration {
        self.deadline
    }

    /// Sends a request on a connection of its own.
    pub(crate) async fn send(&self, request: &Req) -> Answer {
        self.send_as("", request).await
    }

    /// The same, for a method that decides how the answer is to be read.
    pub(crate) async fn send_as(&self, method: &str, request: &Req) -> Answer {
        let mut raw = Raw::connect(self.address).await;
        raw.send(request.bytes(self.address)).await;
        let answer = if method == "HEAD" {
            raw.answer_to_head().await
        } else {
            raw.answer().await
        };
        answer.expect("an answer")
    }

    /// Waits until the upstream has no connection any more.
    pub(crate) async fn all_closed(&self) {
        self.open_fall_to(0).await;
    }

    /// Waits until the upstream has no more connections than wait for the next request.
    pub(crate) async fn all_idle(&self) {
        self.open_fall_to(1).await;
    }

    async fn open_fall_to(&self, most: usize) {
        let closing = async {
            while self.up.open() > most {
                sleep(Duration::from_millis(5)).await;
            }
        };
        let closed = timeout(SOON, closing).await;
        assert!(closed.is_ok(), "{} connections are open", self.up.open());
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
