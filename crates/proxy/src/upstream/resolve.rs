//! From names to addresses. Asked once a connection: what was checked is what is connected to.

use std::future::Future;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::pin::Pin;

use tokio::sync::Semaphore;

/// The answer to come.
pub type Resolving = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// Whoever knows addresses.
pub trait Resolver: Send + Sync + 'static {
    /// The addresses of a name, in the order they are to be tried.
    fn resolve(&self, host: &str, port: u16) -> Resolving;
}

/// The operating system, which has its own cache and its own order.
#[derive(Debug, Clone, Copy)]
pub struct System;

/// How many names it is asked for at a time. It answers on a thread, and when it has lost its way to the DNS it does
/// so after many seconds: files are read on threads of the same pool, and shall be read all the same.
static LOOKUPS: Semaphore = Semaphore::const_new(8);

impl Resolver for System {
    fn resolve(&self, host: &str, port: u16) -> Resolving {
        let host = host.to_owned();
        Box::pin(async move {
            let place = LOOKUPS.acquire().await.map_err(io::Error::other)?;
            let lookup = move || {
                let found = (host, port).to_socket_addrs()?.collect();
                // Given back by the thread: whoever asked may have stopped waiting long before.
                drop(place);
                Ok(found)
            };
            tokio::task::spawn_blocking(lookup)
                .await
                .map_err(io::Error::other)?
        })
    }
}
