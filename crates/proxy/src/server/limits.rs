//! What connections may take.

use std::time::Duration;

/// What one connection may take, and all of them together.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How long a client may take from its connection to the end of its first request's headers, and
    /// from the first byte of a later request to the end of its headers. Without it, a silent
    /// connection is held for ever (slowloris).
    pub header_read: Duration,
    /// How long a connection may wait for its next request. Longer than what a proxy in front keeps
    /// connections for (nginx: 60 seconds), so that it is the one who ends them: a request that meets
    /// a closing connection is lost. With no room for others it is `header_read` that counts.
    pub keep_alive: Duration,
    /// How many header lines a request may have; more are answered with 431.
    pub headers: usize,
    /// How many bytes of a request are buffered, so the size of its headers too; more are answered
    /// with 431. At least 8192, which is hyper's own minimum.
    pub buffer: usize,
    /// How many connections are open at a time; further ones wait in the kernel until one ends.
    pub connections: usize,
    /// How long the client may take nothing of an answer.
    pub write: Duration,
    /// How long a request may be under way, from its headers to the last byte of its answer.
    pub answer: Duration,
    /// How old a connection may be before its next answer is its last.
    pub age: Duration,
    /// How long a connection must have been still before its buffers are let go; also how often a
    /// busy one is looked at.
    pub park: Duration,
    /// How long the rest of what a client sends is read after the last answer.
    pub linger: Duration,
    /// How long requests are still served on connections that were open when the end began.
    pub grace: Duration,
    /// How long answers under way may take once the server is to end, `grace` included.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // A little less than ten seconds, so that it is over within ten.
            header_read: Duration::from_secs(9),
            keep_alive: Duration::from_secs(75),
            headers: 64,
            buffer: 16 * 1024,
            connections: 1024,
            write: Duration::from_secs(10),
            answer: Duration::from_secs(300),
            age: Duration::from_secs(3600),
            park: Duration::from_secs(1),
            linger: Duration::from_secs(2),
            grace: Duration::from_secs(2),
            drain: Duration::from_secs(8),
        }
    }
}
