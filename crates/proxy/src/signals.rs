//! Being asked to stop: Ctrl-C everywhere, SIGTERM where it exists (service managers, containers).

use std::io;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Listens for requests to stop from the moment it is made.
#[derive(Debug)]
pub struct Signals {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
}

#[cfg(unix)]
impl Signals {
    /// Takes over the handling of both signals.
    ///
    /// # Errors
    /// When the operating system does not allow it.
    pub fn install() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Returns at the next request to stop.
    pub async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    /// Nothing to take over: Ctrl-C is listened for when it is waited for.
    ///
    /// # Errors
    /// None here.
    pub fn install() -> io::Result<Self> {
        Ok(Self {})
    }

    /// Returns at the next request to stop; never, when the system cannot tell.
    pub async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
