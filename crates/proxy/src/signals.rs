//! Being asked to stop: Ctrl-C everywhere, SIGTERM where it exists (service managers, containers).
//! SIGHUP is taken and let go: a closed terminal is no reason to stop, and nothing is read again.

use std::io;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A person at a terminal.
    Terminal,
    /// A service manager, or whoever else sends SIGTERM.
    Manager,
}

/// Listens for requests to stop from the moment it is made.
#[derive(Debug)]
pub struct Signals {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
    /// Never looked at: that it is there keeps the signal from ending the process.
    #[cfg(unix)]
    _hang_up: Signal,
}

#[cfg(unix)]
impl Signals {
    /// Takes over the handling of the signals.
    ///
    /// # Errors
    /// When the operating system does not allow it.
    pub fn install() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            _hang_up: signal(SignalKind::hangup())?,
        })
    }

    /// Returns at the next request to stop.
    pub async fn next(&mut self) -> Asked {
        tokio::select! {
            _ = self.interrupt.recv() => Asked::Terminal,
            _ = self.terminate.recv() => Asked::Manager,
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
    pub async fn next(&mut self) -> Asked {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        Asked::Terminal
    }
}
