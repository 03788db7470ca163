//! How much is logged, and in which form.

use tracing::level_filters::LevelFilter;

/// How much is logged; each level has those before it in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// What keeps the program from its work.
    Error,
    /// What somebody should look at.
    Warn,
    /// A line for each call that is forwarded or refused.
    Info,
    /// A line for each client that was too slow, too.
    Debug,
    /// A line for the beginning and the end of each connection, too.
    Trace,
}

/// The form of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Level {
    /// The words of `--log`, and what is said to any other.
    pub(crate) const NAMES: (&[(&str, Option<Self>)], &str) = (
        &[
            ("off", None),
            ("error", Some(Self::Error)),
            ("warn", Some(Self::Warn)),
            ("info", Some(Self::Info)),
            ("debug", Some(Self::Debug)),
            ("trace", Some(Self::Trace)),
        ],
        "one of off, error, warn, info, debug and trace",
    );

    /// The same for the library that logs.
    pub(super) fn filter(self) -> LevelFilter {
        match self {
            Self::Error => LevelFilter::ERROR,
            Self::Warn => LevelFilter::WARN,
            Self::Info => LevelFilter::INFO,
            Self::Debug => LevelFilter::DEBUG,
            Self::Trace => LevelFilter::TRACE,
        }
    }
}

impl Form {
    /// The words of `--log-format`, and what is said to any other.
    pub(crate) const NAMES: (&[(&str, Self)], &str) = (
        &[("text", Self::Text), ("json", Self::Json)],
        "text or json",
    );
}
