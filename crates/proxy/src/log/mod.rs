//! What the program writes about its work, on standard error.
//!
//! What gets there is decided twice. Only events of this crate pass, at whatever level: a library that
//! prints headers cannot, and neither RUST_LOG nor any other variable changes that, for the filter is
//! made of the option alone. And the events of this crate hold words of closed tables and numbers
//! (`watch`), never anything that a client or the upstream wrote.

mod level;
mod lines;

use std::panic;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{Layer, Registry, fmt};

use crate::console::complain;

pub use level::{Form, Level};
use lines::Lines;

/// The log of a running program.
#[derive(Debug)]
pub struct Log {
    lines: Option<Lines>,
    lost: Arc<AtomicU64>,
}

impl Log {
    /// Starts to write what is of this level and above. Once a process: a second log says nothing.
    #[must_use]
    pub fn start(level: Option<Level>, form: Form) -> Self {
        let lost = Arc::new(AtomicU64::new(0));
        let lines = level.and_then(|level| {
            // Without a thread to write there is no log; everything else works all the same.
            let lines = Lines::start(lost.clone()).ok()?;
            let ours = Targets::new().with_target(env!("CARGO_CRATE_NAME"), level.filter());
            let layer = fmt::layer()
                .with_ansi(false)
                .with_target(false)
                // It would be told with `eprintln!`, which panics where standard error is closed.
                .log_internal_errors(false)
                .with_writer(lines.clone());
            let layer: Box<dyn Layer<Registry> + Send + Sync> = match form {
                Form::Text => layer.with_filter(ours).boxed(),
                Form::Json => layer.json().flatten_event(true).with_filter(ours).boxed(),
            };
            let registry = tracing_subscriber::registry().with(layer);
            tracing::subscriber::set_global_default(registry).ok()?;
            Some(lines)
        });
        Self { lines, lost }
    }

    /// How many lines could not be written; it goes on counting.
    #[must_use]
    pub fn lost(&self) -> Arc<AtomicU64> {
        self.lost.clone()
    }

    /// Waits a moment for what is still to be written.
    pub fn finish(&self) {
        if let Some(lines) = &self.lines {
            lines.flush();
        }
    }
}

/// A panic is answered with 500 and said with its place alone: its text may hold anything, and a
/// backtrace (RUST_BACKTRACE) helps nobody who runs this.
pub fn keep_panics_quiet() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(
            || "an unknown place".to_owned(),
            // The last part of the path: the rest is of the machine it was built on.
            |place| {
                let file = place.file().rsplit(['/', '\\']).next().unwrap_or_default();
                format!("{file}:{}", place.line())
            },
        );
        complain(&format!(
            "claimlens-proxy: a fault in the program, at {place}"
        ));
    }));
}
