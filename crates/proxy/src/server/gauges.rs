//! What the accept loop counts, for the metrics and for itself.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

/// Counts of connections. Nothing depends on their order, so they are all relaxed.
#[derive(Debug, Default)]
pub struct Gauges {
    open: AtomicUsize,
    parked: AtomicUsize,
    accepted: AtomicU64,
    not_accepted: AtomicU64,
    timed_out: AtomicU64,
    full: AtomicBool,
    draining: AtomicBool,
}

impl Gauges {
    /// Connections that are open now.
    #[must_use]
    pub fn open(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    /// Connections among them that wait for a request.
    #[must_use]
    pub fn parked(&self) -> usize {
        self.parked.load(Ordering::Relaxed)
    }

    /// Connections that were accepted since the start.
    #[must_use]
    pub fn accepted(&self) -> u64 {
        self.accepted.load(Ordering::Relaxed)
    }

    /// How often accepting failed, mostly because too many files are open.
    #[must_use]
    pub fn not_accepted(&self) -> u64 {
        self.not_accepted.load(Ordering::Relaxed)
    }

    /// Connections that were closed because the client was too slow.
    #[must_use]
    pub fn timed_out(&self) -> u64 {
        self.timed_out.load(Ordering::Relaxed)
    }

    /// Whether the server is about to stop.
    #[must_use]
    pub fn draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// Whether no further connection can be taken.
    pub(super) fn full(&self) -> bool {
        self.full.load(Ordering::Relaxed)
    }

    pub(super) fn set_full(&self, full: bool) {
        self.full.store(full, Ordering::Relaxed);
    }

    pub(super) fn set_open(&self, open: usize) {
        self.open.store(open, Ordering::Relaxed);
    }

    pub(super) fn set_draining(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    pub(super) fn count_accepted(&self) {
        let number = self.accepted.fetch_add(1, Ordering::Relaxed) + 1;
        tracing::trace!(number, "a connection begins");
    }

    /// Answers whether it is one to tell: the first of many, and not all of them.
    pub(super) fn count_not_accepted(&self) -> bool {
        self.not_accepted.fetch_add(1, Ordering::Relaxed) % 600 == 0
    }

    pub(super) fn count_timed_out(&self) {
        self.timed_out.fetch_add(1, Ordering::Relaxed);
        tracing::debug!("a client was too slow");
    }

    /// Counts a parked connection until what is returned is dropped, however the wait ends.
    pub(super) fn park(&self) -> Parked<'_> {
        self.parked.fetch_add(1, Ordering::Relaxed);
        Parked(self)
    }
}

/// A parked connection.
#[derive(Debug)]
pub(super) struct Parked<'a>(&'a Gauges);

impl Drop for Parked<'_> {
    fn drop(&mut self) {
        self.0.parked.fetch_sub(1, Ordering::Relaxed);
    }
}
