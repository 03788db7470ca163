//! From names to addresses. Asked once a connection: what was checked is what is connected to.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;

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

impl Resolver for System {
    fn resolve(&self, host: &str, port: u16) -> Resolving {
        let host = host.to_owned();
        Box::pin(async move { Ok(tokio::net::lookup_host((host, port)).await?.collect()) })
    }
}
