//! Connections to one host that wait for the next request.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::dial::Stream;

/// How long a connection waits. Shorter than any server in wide use does (Apache and Node wait 5 s), so that it is
/// ended here and not, in the very moment of the next request, there.
pub(super) const IDLE: Duration = Duration::from_secs(4);
/// How many wait for one host.
const MOST: usize = 256;

/// The one that was used last is the next: the others get old and go.
#[derive(Debug, Default)]
pub(super) struct Pool(Mutex<Vec<(Stream, Instant)>>);

impl Pool {
    /// A connection that has not waited too long.
    pub(super) fn take(&self) -> Option<Stream> {
        let mut idle = self.lock();
        let (stream, since) = idle.pop()?;
        if since.elapsed() < IDLE {
            return Some(stream);
        }
        // All others have waited longer.
        idle.clear();
        None
    }

    /// A connection for the next request.
    pub(super) fn put(&self, stream: Stream) {
        let mut idle = self.lock();
        if idle.len() < MOST {
            idle.push((stream, Instant::now()));
        }
    }

    /// Ends those that have waited too long; tells whether any are left.
    pub(super) fn sweep(&self) -> bool {
        let mut idle = self.lock();
        idle.retain(|(_, since)| since.elapsed() < IDLE);
        if idle.is_empty() {
            idle.shrink_to_fit();
        }
        !idle.is_empty()
    }

    /// A panic elsewhere leaves nothing half-done here.
    fn lock(&self) -> MutexGuard<'_, Vec<(Stream, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
