//! The text format of Prometheus.

use std::fmt::{Display, Write};

/// Lines that are being gathered.
#[derive(Debug, Default)]
pub(super) struct Text(String);

impl Text {
    /// What a metric is. Its lines come next.
    pub(super) fn head(&mut self, name: &str, kind: &str, help: &str) {
        self.line(format_args!("# HELP {name} {help}"));
        self.line(format_args!("# TYPE {name} {kind}"));
    }

    /// A line with labels. Their values are words of closed tables: there is nothing to escape.
    pub(super) fn labelled(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        let labels: Vec<String> = labels
            .iter()
            .map(|(label, value)| format!("{label}=\"{value}\""))
            .collect();
        self.line(format_args!("{name}{{{}}} {value}", labels.join(",")));
    }

    /// A line without labels.
    pub(super) fn plain(&mut self, name: &str, value: impl Display) {
        self.line(format_args!("{name} {value}"));
    }

    /// A metric of one line.
    pub(super) fn one(&mut self, name: &str, kind: &str, help: &str, value: impl Display) {
        self.head(name, kind, help);
        self.plain(name, value);
    }

    /// All lines.
    pub(super) fn done(self) -> String {
        self.0
    }

    fn line(&mut self, line: impl Display) {
        // Writing into a text does not fail.
        let _ = writeln!(self.0, "{line}");
    }
}
