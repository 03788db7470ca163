//! What the operating system tells of this process, where it does.

use std::fs;

use super::text::Text;

/// Writes what is known. The names are those every client library of Prometheus uses.
pub(super) fn write(text: &mut Text, started: u64) {
    text.one(
        "process_start_time_seconds",
        "gauge",
        "When it started, in seconds since 1970.",
        started,
    );
    if let Some(bytes) = resident_bytes() {
        text.one(
            "process_resident_memory_bytes",
            "gauge",
            "Memory it has.",
            bytes,
        );
    }
    if let Some(count) = open_files() {
        text.one(
            "process_open_fds",
            "gauge",
            "Files and sockets it has open.",
            count,
        );
    }
}

/// Linux tells it in kilobytes, whatever the size of a page.
fn resident_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim_end().parse().ok()?;
    Some(kilobytes * 1024)
}

fn open_files() -> Option<usize> {
    // One of them is the folder that is being read.
    fs::read_dir("/proc/self/fd")
        .ok()
        .map(|files| files.count().saturating_sub(1))
}
