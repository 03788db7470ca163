//! What is told about finished calls, to the log and to the metrics.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::forward::{Event, Observer};
use crate::metrics::Metrics;

/// Hands every finished call on to both.
#[derive(Debug, Clone)]
pub struct Watch(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    metrics: Arc<Metrics>,
    /// The number of the last call, for telling lines of the log apart.
    last: AtomicU64,
}

impl Watch {
    /// Counts into these metrics.
    #[must_use]
    pub fn new(metrics: Arc<Metrics>) -> Self {
        Self(Arc::new(Inner {
            metrics,
            last: AtomicU64::new(0),
        }))
    }
}

impl Observer for Watch {
    /// Every field is a number or a word of a closed table: nothing here was written by a client.
    fn finished(&self, event: &Event) {
        self.0.metrics.finished(event);
        let id = self.0.last.fetch_add(1, Ordering::Relaxed) + 1;
        let route = event.route;
        let region = event.region;
        let status = event.status.map_or(0, |status| status.as_u16());
        let code = event.refusal.map_or("", |code| code.name());
        let ms = milliseconds(event.total);
        let upstream_ms = event.upstream.map(milliseconds);
        // A fault of the network or of this program is for somebody to look at; a refusal is not.
        if status >= 500 && !code.is_empty() {
            tracing::warn!(id, route, region, status, code, ms, upstream_ms, "call");
        } else {
            tracing::info!(id, route, region, status, code, ms, upstream_ms, "call");
        }
    }
}

/// With a tenth of it, which tells a cached connection from a new one.
fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 10_000.0).round() / 10.0
}
