//! From a host of the table to a connection that was proved to be it.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::ServerName;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout_at};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::address::{self, Kind};
use super::tls::HTTP_1_1;
use super::{Fault, Resolver};
use crate::forward::settings::Egress;

/// A connection to an upstream. In a box, for it is large and goes from hand to hand.
pub(super) type Stream = Box<TlsStream<TcpStream>>;

/// Where services listen.
const PORT: u16 = 443;
/// After so long without an answer the next address is tried as well (RFC 8305).
const STAGGER: Duration = Duration::from_millis(250);
/// How much a proxy on the way may say before it is through.
const MAX_GREETING: usize = 8 * 1024;

/// Whoever connects.
pub(super) struct Dialer {
    pub(super) tls: TlsConnector,
    pub(super) resolver: Arc<dyn Resolver>,
    pub(super) egress: Option<Egress>,
    pub(super) timeout: Duration,
}

/// Where to.
pub(super) struct Target<'a> {
    pub(super) host: &'a str,
    pub(super) name: &'a ServerName<'static>,
    pub(super) fixed: Option<SocketAddr>,
    pub(super) allow_private: bool,
}

impl Dialer {
    /// Connects, TLS included.
    pub(super) async fn dial(&self, to: &Target<'_>) -> Result<Stream, Fault> {
        let until = Instant::now() + self.timeout;
        let tcp = match (to.fixed, &self.egress) {
            (Some(address), _) => connect(vec![address], until).await?,
            (None, Some(egress)) => self.through(egress, to.host, until).await?,
            (None, None) => {
                let found = self.resolve(to.host, PORT, until).await?;
                let allowed = |address: &SocketAddr| match address::kind(address.ip()) {
                    Kind::Public => true,
                    Kind::Private => to.allow_private,
                    Kind::Never => false,
                };
                // The very addresses that were looked at are connected to; the name is not asked again.
                let checked: Vec<_> = found.into_iter().filter(allowed).collect();
                if checked.is_empty() {
                    return Err(Fault::Address);
                }
                connect(checked, until).await?
            }
        };
        let handshake = self.tls.connect(to.name.clone(), tcp);
        let stream = match timeout_at(until, handshake).await {
            Err(_) => return Err(Fault::Deadline),
            Ok(Err(error)) if error.get_ref().is_some() => return Err(Fault::Tls),
            Ok(Err(_)) => return Err(Fault::Unreachable),
            Ok(Ok(stream)) => Box::new(stream),
        };
        match stream.get_ref().1.alpn_protocol() {
            None | Some(HTTP_1_1) => Ok(stream),
            Some(_) => Err(Fault::Tls),
        }
    }

    async fn resolve(
        &self,
        host: &str,
        port: u16,
        until: Instant,
    ) -> Result<Vec<SocketAddr>, Fault> {
        let asked = timeout_at(until, self.resolver.resolve(host, port)).await;
        match asked {
            Ok(Ok(found)) if !found.is_empty() => Ok(found),
            _ => Err(Fault::Dns),
        }
    }

    /// Asks a proxy for a connection to the host. It resolves the name itself, so that its addresses cannot be
    /// looked at; who is at the other end is proved by TLS as always.
    async fn through(
        &self,
        egress: &Egress,
        host: &str,
        until: Instant,
    ) -> Result<TcpStream, Fault> {
        let found = self.resolve(&egress.host, egress.port, until).await?;
        let mut tcp = connect(found, until).await?;
        match timeout_at(until, greet(&mut tcp, host)).await {
            Ok(Ok(true)) => Ok(tcp),
            Ok(_) => Err(Fault::Unreachable),
            Err(_) => Err(Fault::Deadline),
        }
    }
}

/// The conversation with a proxy (RFC 9110, section 9.3.6); tells whether the way is open.
async fn greet(tcp: &mut TcpStream, host: &str) -> io::Result<bool> {
    let asked = format!("CONNECT {host}:{PORT} HTTP/1.1\r\nHost: {host}:{PORT}\r\n\r\n");
    tcp.write_all(asked.as_bytes()).await?;
    let mut said = Vec::with_capacity(256);
    while !said.ends_with(b"\r\n\r\n") {
        // One byte at a time: what comes behind is the host's, and this happens once a connection.
        if said.len() > MAX_GREETING {
            return Ok(false);
        }
        said.push(tcp.read_u8().await?);
    }
    let open = |version: &[u8]| {
        said.strip_prefix(version)
            .is_some_and(|rest| rest.starts_with(b"2"))
    };
    Ok(open(b"HTTP/1.1 ") || open(b"HTTP/1.0 "))
}

/// The first of the addresses that answers. Each has a head start before the next one.
async fn connect(addresses: Vec<SocketAddr>, until: Instant) -> Result<TcpStream, Fault> {
    let mut waiting = addresses.into_iter();
    let mut trying = JoinSet::new();
    let mut next = Instant::now();
    loop {
        let more = waiting.len() > 0;
        if !more && trying.is_empty() {
            return Err(Fault::Unreachable);
        }
        tokio::select! {
            biased;
            Some(tried) = trying.join_next() => match tried {
                Ok(Ok(tcp)) => {
                    let tcp: TcpStream = tcp;
                    // A request is written in one piece; there is nothing to wait for.
                    let _ = tcp.set_nodelay(true);
                    return Ok(tcp);
                }
                _ => next = Instant::now(),
            },
            () = sleep_until(next), if more => {
                if let Some(address) = waiting.next() {
                    trying.spawn(TcpStream::connect(address));
                }
                next = Instant::now() + STAGGER;
            }
            () = sleep_until(until) => return Err(Fault::Unreachable),
        }
    }
}
