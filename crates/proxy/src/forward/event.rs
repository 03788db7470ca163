//! What is told of a finished request to whoever writes the log and counts. There is nothing in it that a
//! client wrote: every text is one of a closed table.

use std::time::Duration;

use axum::http::StatusCode;

use super::Code;

/// A finished request for a path of the forwarding half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The name of the call in the table; `preflight`, `proxy.json`, or `-` where none was found.
    pub route: &'static str,
    /// The domain of the region, `demo`, or `-` where none was found.
    pub region: &'static str,
    /// The status of the answer; none when the client went away before there was one.
    pub status: Option<StatusCode>,
    /// Why the proxy answered itself; none where the answer is the upstream's.
    pub refusal: Option<Code>,
    /// How long the upstream took, from the first step of reaching it; none where it was not asked.
    pub upstream: Option<Duration>,
    /// How long it took in all.
    pub total: Duration,
}

/// Whoever wants to know. It is called once a request and within it, so it must not wait for anything.
pub trait Observer: Send + Sync + 'static {
    /// A request is finished.
    fn finished(&self, event: &Event);
}

/// For whoever does not want to know.
impl Observer for () {
    fn finished(&self, _: &Event) {}
}
