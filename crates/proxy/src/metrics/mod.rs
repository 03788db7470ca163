//! Counts for Prometheus, in its text format, written by hand: a handful of lines need no library.
//!
//! Labels are words of closed tables, so there is a fixed number of lines, whatever is sent.

pub mod admin;
mod histogram;
mod process;
mod text;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use claimlens_core::calls::CALLS;

use crate::forward::{Code, Event};
use crate::server::Gauges;
use histogram::Histogram;
use text::Text;

/// Routes besides those of the table of calls: `preflight`, `proxy.json`, and `-` for what was none.
const OTHERS: [&str; 3] = ["preflight", "proxy.json", "-"];
/// How a request ended; the first is for clients that went away before there was an answer.
const ENDS: [&str; 6] = ["abandoned", "1xx", "2xx", "3xx", "4xx", "5xx"];

/// All counts of a running program.
#[derive(Debug)]
pub struct Metrics {
    /// For each route how its requests ended.
    requests: Vec<[AtomicU64; ENDS.len()]>,
    refusals: [AtomicU64; Code::ALL.len()],
    total: Histogram,
    upstream: Histogram,
    gauges: Arc<Gauges>,
    lost: Arc<AtomicU64>,
    started: u64,
}

impl Metrics {
    /// Starts at nothing; `lost` counts the lines of the log that could not be written.
    #[must_use]
    pub fn new(gauges: Arc<Gauges>, lost: Arc<AtomicU64>) -> Self {
        let started = SystemTime::now().duration_since(UNIX_EPOCH);
        Self {
            requests: routes().map(|_| Default::default()).collect(),
            refusals: [const { AtomicU64::new(0) }; Code::ALL.len()],
            total: Histogram::default(),
            upstream: Histogram::default(),
            gauges,
            lost,
            started: started.map_or(0, |since| since.as_secs()),
        }
    }

    /// Counts a finished call.
    pub fn finished(&self, event: &Event) {
        let route = routes().position(|route| route == event.route);
        // What is not in the list counts as what was no call.
        let route = route.unwrap_or(self.requests.len() - 1);
        let end = event.status.map_or(0, |status| status.as_u16() / 100);
        let end = usize::from(end).min(ENDS.len() - 1);
        self.requests[route][end].fetch_add(1, Ordering::Relaxed);
        if let Some(code) = event.refusal
            && let Some(index) = Code::ALL.iter().position(|known| *known == code)
        {
            self.refusals[index].fetch_add(1, Ordering::Relaxed);
        }
        self.total.add(event.total);
        if let Some(upstream) = event.upstream {
            self.upstream.add(upstream);
        }
    }

    /// Whether the program is about to end.
    #[must_use]
    pub fn draining(&self) -> bool {
        self.gauges.draining()
    }

    /// Everything, in the text format of Prometheus.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = Text::default();
        text.head("claimlens_build_info", "gauge", "The version that runs.");
        text.labelled(
            "claimlens_build_info",
            &[("version", env!("CARGO_PKG_VERSION"))],
            1,
        );
        text.head(
            "claimlens_requests_total",
            "counter",
            "Calls, by route and status.",
        );
        for (route, ends) in routes().zip(&self.requests) {
            for (end, count) in ENDS.iter().zip(ends) {
                let count = count.load(Ordering::Relaxed);
                // Most pairs never happen, and lines of zeros help nobody.
                if count > 0 {
                    let labels = [("route", route), ("status", end)];
                    text.labelled("claimlens_requests_total", &labels, count);
                }
            }
        }
        text.head(
            "claimlens_refusals_total",
            "counter",
            "Calls that were answered by the proxy itself, by code.",
        );
        for (code, count) in Code::ALL.iter().zip(&self.refusals) {
            let count = count.load(Ordering::Relaxed);
            text.labelled("claimlens_refusals_total", &[("code", code.name())], count);
        }
        self.total.write(
            &mut text,
            "claimlens_request_seconds",
            "How long calls took in all.",
        );
        self.upstream.write(
            &mut text,
            "claimlens_upstream_seconds",
            "How long the upstream took, where it was asked.",
        );
        self.connections(&mut text);
        text.one(
            "claimlens_log_lines_lost_total",
            "counter",
            "Lines of the log that could not be written.",
            self.lost.load(Ordering::Relaxed),
        );
        process::write(&mut text, self.started);
        text.done()
    }

    fn connections(&self, text: &mut Text) {
        let gauges = &self.gauges;
        for (name, kind, help, count) in [
            (
                "claimlens_connections",
                "gauge",
                "Connections that are open.",
                gauges.open() as u64,
            ),
            (
                "claimlens_connections_waiting",
                "gauge",
                "Connections among them that wait for a request.",
                gauges.parked() as u64,
            ),
            (
                "claimlens_connections_accepted_total",
                "counter",
                "Connections that were accepted.",
                gauges.accepted(),
            ),
            (
                "claimlens_accept_failures_total",
                "counter",
                "Failures to accept, mostly because too many files are open.",
                gauges.not_accepted(),
            ),
            (
                "claimlens_connections_timed_out_total",
                "counter",
                "Connections that were closed because the client was too slow.",
                gauges.timed_out(),
            ),
            (
                "claimlens_draining",
                "gauge",
                "1 while the program ends.",
                u64::from(gauges.draining()),
            ),
        ] {
            text.one(name, kind, help, count);
        }
    }
}

/// Every route there is, in the order of the counts.
fn routes() -> impl Iterator<Item = &'static str> {
    CALLS.iter().map(|call| call.id).chain(OTHERS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;
    use std::time::Duration;

    fn event(route: &'static str, status: u16) -> Event {
        Event {
            route,
            region: "demo",
            status: StatusCode::from_u16(status).ok(),
            refusal: None,
            upstream: Some(Duration::from_millis(30)),
            total: Duration::from_millis(40),
        }
    }

    #[test]
    fn what_happened_is_counted_and_told() {
        let metrics = Metrics::new(Arc::default(), Arc::new(AtomicU64::new(3)));
        metrics.finished(&event(CALLS[0].id, 200));
        metrics.finished(&event(CALLS[0].id, 204));
        metrics.finished(&event("no such route", 999));
        metrics.finished(&Event {
            refusal: Some(Code::Origin),
            ..event("-", 403)
        });
        metrics.finished(&Event {
            status: None,
            ..event("proxy.json", 200)
        });
        let text = metrics.text();
        for line in [
            &format!(
                "claimlens_requests_total{{route=\"{}\",status=\"2xx\"}} 2",
                CALLS[0].id
            ) as &str,
            "claimlens_requests_total{route=\"-\",status=\"5xx\"} 1",
            "claimlens_requests_total{route=\"-\",status=\"4xx\"} 1",
            "claimlens_requests_total{route=\"proxy.json\",status=\"abandoned\"} 1",
            "claimlens_refusals_total{code=\"origin\"} 1",
            "claimlens_refusals_total{code=\"panic\"} 0",
            "claimlens_request_seconds_bucket{le=\"0.025\"} 0",
            "claimlens_request_seconds_bucket{le=\"0.05\"} 5",
            "claimlens_request_seconds_bucket{le=\"+Inf\"} 5",
            "claimlens_request_seconds_count 5",
            "claimlens_upstream_seconds_sum 0.15",
            "claimlens_log_lines_lost_total 3",
            "claimlens_draining 0",
        ] {
            assert!(
                text.lines().any(|said| said == line),
                "{line} is not in\n{text}"
            );
        }
    }

    #[test]
    fn it_is_in_the_format_of_prometheus() {
        let text = Metrics::new(Arc::default(), Arc::default()).text();
        assert!(text.ends_with('\n'));
        let mut known = Vec::new();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("# TYPE ") {
                let name = rest.split(' ').next().expect("a name");
                assert!(!known.contains(&name), "{name} is told twice");
                known.push(name);
            } else if !line.starts_with("# HELP ") {
                let (series, value) = line.rsplit_once(' ').expect(line);
                assert!(value.parse::<f64>().is_ok(), "{line}");
                let name = series.split('{').next().expect("a name");
                let family = known.last().expect("a type comes first");
                assert!(name.starts_with(family), "{line} is below {family}");
            }
        }
    }
}
