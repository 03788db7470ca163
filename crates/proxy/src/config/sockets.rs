//! The addresses: read, held against what is allowed, and reserved before anything listens.

use std::io;
use std::net::{IpAddr, SocketAddr};

use tokio::net::{TcpListener, TcpSocket};

use super::words::Words;
use crate::args::Args;
use crate::hosts::Hosts;
use crate::problem::Problem;

/// How many connections may wait for `accept`; the kernel keeps the rest away.
const BACKLOG: u32 = 1024;

/// Where it listens when nothing else is said: this machine only, by both of its addresses.
const USUAL: [&str; 2] = ["127.0.0.1:8080", "[::1]:8080"];

const LISTEN: &str = "an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080";

/// What the rest of the options allows addresses to be.
#[derive(Debug)]
pub(super) struct May {
    /// Other machines may reach them.
    pub(super) remote: bool,
    /// No name was given that browsers would call them by.
    pub(super) nameless: bool,
    /// Calls are forwarded, and no origin was given that may make them.
    pub(super) originless: bool,
}

/// The addresses, taken and not yet listened on.
#[derive(Debug, Default)]
pub struct Sockets {
    pages: Vec<(SocketAddr, TcpSocket)>,
    admin: Option<(SocketAddr, TcpSocket)>,
}

/// The addresses, listened on.
#[derive(Debug)]
pub struct Listening {
    /// For pages and calls; at least one.
    pub pages: Vec<TcpListener>,
    /// Where the page is, for people: one for each of `pages`.
    pub urls: Vec<String>,
    /// For health and metrics.
    pub admin: Option<TcpListener>,
}

impl Sockets {
    /// Reads and reserves all of them.
    pub(super) fn reserve(
        args: &Args,
        may: &May,
        words: &mut Words,
        notes: &mut Vec<String>,
    ) -> Self {
        let mut sockets = Self::default();
        if args.listen.is_empty() {
            sockets.reserve_usual(words, notes);
        }
        let mut seen = Vec::new();
        for text in &args.listen {
            let Some(address) = parse(words, "listen", text) else {
                continue;
            };
            let forbidden = may.not(address);
            if address.port() != 0 && seen.contains(&address) {
                words.add(Problem::Twice("listen", address.to_string()));
            } else if !forbidden.is_empty() {
                forbidden.into_iter().for_each(|problem| words.add(problem));
            } else if let Some(socket) = take(words, "--listen", address) {
                sockets.pages.push((address, socket));
            }
            seen.push(address);
        }
        if let Some(text) = args.metrics.as_deref()
            && let Some(address) = parse(words, "metrics", text)
        {
            if !is_local(address.ip()) && !may.remote {
                words.add(Problem::RemoteNotAllowed(address));
            } else if let Some(socket) = take(words, "--metrics", address) {
                sockets.admin = Some((address, socket));
            }
        }
        sockets
    }

    /// Both addresses of this machine; the second only where it has one.
    fn reserve_usual(&mut self, words: &mut Words, notes: &mut Vec<String>) {
        for text in USUAL {
            let Some(address) = parse(words, "listen", text) else {
                continue;
            };
            match bind(address) {
                Ok(socket) => self.pages.push((address, socket)),
                Err(error) if address.is_ipv6() && lacks_ipv6(&error) => {
                    notes.push(format!("{address} is left out: this machine has no IPv6"));
                }
                Err(error) => words.add(Problem::Bind("--listen", address, error)),
            }
        }
    }

    /// Whether nothing that is served can be reached from other machines.
    pub(super) fn all_local(&self) -> bool {
        self.pages.iter().all(|(address, _)| is_local(address.ip()))
    }

    /// The addresses of pages and calls.
    pub(super) fn addresses(&self) -> Vec<SocketAddr> {
        self.pages.iter().map(|(address, _)| *address).collect()
    }

    /// Starts to listen on all of them. Must be called inside a tokio runtime.
    ///
    /// # Errors
    /// When the operating system takes a reserved address back.
    pub fn listen(self, hosts: &Hosts) -> io::Result<Listening> {
        let mut listening = Listening {
            pages: Vec::new(),
            urls: Vec::new(),
            admin: None,
        };
        for (_, socket) in self.pages {
            let listener = socket.listen(BACKLOG)?;
            let address = listener.local_addr()?;
            listening.urls.push(match hosts.first() {
                // 0.0.0.0 is nothing one could open in a browser; a name that was given is.
                Some(name) if address.ip().is_unspecified() => {
                    format!("http://{name}:{}", address.port())
                }
                _ => format!("http://{address}"),
            });
            listening.pages.push(listener);
        }
        if let Some((_, socket)) = self.admin {
            listening.admin = Some(socket.listen(BACKLOG)?);
        }
        Ok(listening)
    }
}

impl May {
    /// What forbids this address, all of it.
    fn not(&self, address: SocketAddr) -> Vec<Problem> {
        if is_local(address.ip()) {
            return Vec::new();
        }
        if !self.remote {
            return vec![Problem::RemoteNotAllowed(address)];
        }
        let nameless = self.nameless.then_some(Problem::HostNotNamed(address));
        let originless = self.originless.then_some(Problem::OriginNotNamed(address));
        nameless.into_iter().chain(originless).collect()
    }
}

fn parse(words: &mut Words, key: &'static str, text: &str) -> Option<SocketAddr> {
    let address = text.trim().parse().ok();
    if address.is_none() {
        words.wrong(key, text, LISTEN);
    }
    address
}

fn take(words: &mut Words, flag: &'static str, address: SocketAddr) -> Option<TcpSocket> {
    bind(address)
        .map_err(|error| words.add(Problem::Bind(flag, address, error)))
        .ok()
}

/// Whether only this machine can reach the address, `::ffff:127.0.0.1` included.
fn is_local(ip: IpAddr) -> bool {
    ip.to_canonical().is_loopback()
}

/// What a machine without IPv6 says: no such family, or no such address.
fn lacks_ipv6(error: &io::Error) -> bool {
    // 97 is EAFNOSUPPORT on Linux, 47 on the BSDs and macOS, 10047 on Windows.
    error.kind() == io::ErrorKind::AddrNotAvailable
        || matches!(error.raw_os_error(), Some(97 | 47 | 10047))
}

/// Takes the address without listening, so that a port in use is found together with all other
/// problems and nobody can connect before they are mended.
fn bind(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()
    } else {
        TcpSocket::new_v6()
    }?;
    // A restart must not wait for connections of the previous run to time out. On Windows the same
    // option would let two programs share a port, and it is not needed there.
    if cfg!(not(windows)) {
        socket.set_reuseaddr(true)?;
    }
    socket.bind(address)?;
    Ok(socket)
}
