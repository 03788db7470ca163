//! The companion and all its upstreams in one process: what a client writes goes in, and what reached an upstream
//! comes out.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use claimlens_proxy::door::Door;
use claimlens_proxy::forward::settings::Rates;
use claimlens_proxy::forward::{Forward, Forwarding};
use claimlens_proxy::hosts::Hosts;
use claimlens_proxy::server::{Gauges, Limits, serve_all};
use claimlens_proxy::site;
use claimlens_proxy::standin::{self, Settings, Standin};
use claimlens_proxy::upstream::{Demo, Resolver, Resolving};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::time::{Instant, sleep, timeout};

use super::passed;
use super::template;
use super::upstream::{self, Record};

/// Every host is in the settings; whoever asks for another one asks too much.
#[derive(Debug)]
struct Nobody;

impl Resolver for Nobody {
    fn resolve(&self, host: &str, _: u16) -> Resolving {
        panic!("the name {host} was looked up");
    }
}

/// A companion that runs.
#[derive(Debug)]
pub(crate) struct Harness {
    runtime: Runtime,
    address: SocketAddr,
    record: Arc<Record>,
    gauges: Arc<Gauges>,
}

/// How often a client that hears nothing looks whether there is more to expect.
const BEAT: Duration = Duration::from_millis(4);

impl Harness {
    /// Starts it: as with `--gateway`, with the stand-in, and with rates that nothing here reaches.
    pub(crate) fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let record = Arc::new(Record::default());
        let gauges = Arc::new(Gauges::default());
        let address = runtime.block_on(serve(Arc::clone(&record), Arc::clone(&gauges)));
        Self {
            runtime,
            address,
            record,
            gauges,
        }
    }

    /// Writes these bytes on a connection of their own, and returns how many requests reached an upstream because
    /// of them. Where the companion waits for more, it is waited with it for `patience`.
    ///
    /// # Panics
    /// When one of those is not what may be sent.
    pub(crate) fn tell(&self, input: &[u8], patience: Duration) -> usize {
        self.exchange(input, patience).0
    }

    /// Makes a call that the upstream answers with these bytes.
    ///
    /// # Panics
    /// When what the client gets is not one whole answer with the headers that an answer may have.
    pub(crate) fn answered(&self, answer: &[u8]) {
        const CALL: &[u8] = b"GET /mypurecloud.ie/api/v2/tokens/me HTTP/1.1\r\nHost: localhost\r\n\
              Authorization: Bearer abc\r\n\r\n";
        self.record.set_answer(Some(answer));
        let (_, said) = self.exchange(CALL, Duration::from_secs(5));
        self.record.set_answer(None);
        if let Err(why) = passed::check(&said) {
            let (answer, said) = (answer.escape_ascii(), said.escape_ascii());
            panic!("{why}\nupstream: {answer}\nclient got: {said}");
        }
    }

    fn exchange(&self, input: &[u8], patience: Duration) -> (usize, Vec<u8>) {
        let said = self.runtime.block_on(async {
            let before = self.gauges.accepted();
            let stream = TcpStream::connect(self.address)
                .await
                .expect("a connection");
            let said = self.talk(stream, input, patience, before).await;
            // Whatever was under way has ended, or has been given up.
            while self.gauges.open() > 0 || self.record.is_busy() {
                sleep(Duration::from_millis(1)).await;
            }
            said
        });
        let sent = self.record.take();
        for request in &sent {
            if let Err(why) = template::check(request, input) {
                panic!(
                    "{why}\nupstream {}: {}\nclient: {}",
                    request.name,
                    request.bytes.escape_ascii(),
                    input.escape_ascii()
                );
            }
        }
        (sent.len(), said)
    }

    async fn talk(
        &self,
        mut stream: TcpStream,
        input: &[u8],
        patience: Duration,
        before: u64,
    ) -> Vec<u8> {
        let _ = stream.set_nodelay(true);
        let (mut reader, mut writer) = stream.split();
        let mut buffer = [0; 16 * 1024];
        let mut said = Vec::new();
        let writing = writer.write_all(input);
        tokio::pin!(writing);
        let (mut written, mut quiet, mut idle) = (false, Instant::now(), 0);
        loop {
            tokio::select! {
                // Refused while it was still being written: what comes back is read all the same.
                _ = &mut writing, if !written => written = true,
                read = timeout(BEAT, reader.read(&mut buffer)) => match read {
                    Ok(Ok(0) | Err(_)) => return said,
                    Ok(Ok(read)) => {
                        said.extend_from_slice(&buffer[..read]);
                        (quiet, idle) = (Instant::now(), 0);
                    }
                    Err(_) => {
                        let is_idle = self.gauges.accepted() > before
                            && self.gauges.parked() == self.gauges.open()
                            && !self.record.is_busy();
                        idle = if is_idle { idle + 1 } else { 0 };
                        // Once may be before it looked at what was written.
                        if idle == 2 || (quiet.elapsed() >= patience && !self.record.is_busy()) {
                            return said;
                        }
                    }
                },
            }
        }
    }
}

async fn serve(record: Arc<Record>, gauges: Arc<Gauges>) -> SocketAddr {
    let (upstream, root) = upstream::start(record).await.expect("an upstream");
    let settings = Forwarding {
        gateway: true,
        demo: true,
        roots: vec![root],
        upstreams: upstream::names()
            .into_iter()
            .map(|name| (name, upstream))
            .collect(),
        rates: Rates {
            address: u32::MAX,
            total: u32::MAX,
            tokens: u32::MAX,
        },
        ..Forwarding::default()
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let hosts = Hosts::new(address, Vec::new());
    let demo = Demo(standin::router(Standin::new(Settings::default())));
    let forward = Forward::new(
        settings,
        hosts.clone(),
        demo,
        Arc::new(Nobody),
        Arc::new(()),
    );
    let door = Door::new(
        site::router_without(hosts),
        Some(forward.expect("certificates")),
    );
    // The rest of what a client sends would be waited for.
    let limits = Limits {
        linger: Duration::from_millis(1),
        ..Limits::default()
    };
    tokio::spawn(serve_all(
        vec![listener],
        door,
        limits,
        gauges,
        std::future::pending(),
    ));
    address
}
