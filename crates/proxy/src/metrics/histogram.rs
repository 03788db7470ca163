//! How often something took how long.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::text::Text;

/// Upper bounds in milliseconds, and as Prometheus writes them.
const BOUNDS: [(u64, &str); 10] = [
    (5, "0.005"),
    (10, "0.01"),
    (25, "0.025"),
    (50, "0.05"),
    (100, "0.1"),
    (250, "0.25"),
    (500, "0.5"),
    (1_000, "1"),
    (5_000, "5"),
    (30_000, "30"),
];

/// Counts by bounds, one more for what is above all of them, and the sum.
#[derive(Debug, Default)]
pub(super) struct Histogram {
    counts: [AtomicU64; BOUNDS.len() + 1],
    microseconds: AtomicU64,
}

impl Histogram {
    /// Counts one.
    pub(super) fn add(&self, took: Duration) {
        let within = |(bound, _): &(u64, &str)| took <= Duration::from_millis(*bound);
        let index = BOUNDS.iter().position(within).unwrap_or(BOUNDS.len());
        self.counts[index].fetch_add(1, Ordering::Relaxed);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.microseconds.fetch_add(micros, Ordering::Relaxed);
    }

    /// Writes it under a name.
    pub(super) fn write(&self, text: &mut Text, name: &str, help: &str) {
        text.head(name, "histogram", help);
        let bucket = format!("{name}_bucket");
        let mut so_far = 0;
        let bounds = BOUNDS.iter().map(|(_, bound)| *bound).chain(["+Inf"]);
        for (count, bound) in self.counts.iter().zip(bounds) {
            // Each holds those below it.
            so_far += count.load(Ordering::Relaxed);
            text.labelled(&bucket, &[("le", bound)], so_far);
        }
        let micros = self.microseconds.load(Ordering::Relaxed);
        text.plain(&format!("{name}_sum"), micros as f64 / 1e6);
        text.plain(&format!("{name}_count"), so_far);
    }
}
