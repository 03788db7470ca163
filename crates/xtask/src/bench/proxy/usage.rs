//! What a server uses, as Linux says in /proc: processor time, memory, open files. With the processes
//! it started: nginx has a worker.

use std::fs;
use std::time::Duration;

use crate::Result;
use crate::process::answer;

/// A server's processes.
#[derive(Debug)]
pub(super) struct Usage {
    first: u32,
    /// Clock ticks a second.
    ticks: u64,
}

impl Usage {
    /// The process and those below it.
    pub(super) fn of(first: u32) -> Self {
        let ticks = answer("getconf", &["CLK_TCK"]).and_then(|ticks| ticks.parse().ok());
        Self {
            first,
            ticks: ticks.unwrap_or(100),
        }
    }

    /// As they are now: a server may accept before its worker is there.
    fn processes(&self) -> Vec<u32> {
        let mut processes = vec![self.first];
        let mut next = 0;
        while let Some(process) = processes.get(next) {
            let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children"));
            let children = children.unwrap_or_default();
            processes.extend(
                children
                    .split_whitespace()
                    .filter_map(|child| child.parse::<u32>().ok()),
            );
            next += 1;
        }
        processes
    }

    /// Processor time until now, in user and system mode together.
    ///
    /// # Errors
    /// When a process has gone.
    pub(super) fn processor(&self) -> Result<Duration> {
        let mut all = 0;
        for process in self.processes() {
            let text = read(process, "stat")?;
            all += ticks_of(&text).ok_or("/proc has another format than expected")?;
        }
        Ok(Duration::from_millis(all * 1000 / self.ticks))
    }

    /// Resident memory in bytes.
    ///
    /// # Errors
    /// As [`Self::processor`].
    pub(super) fn memory(&self) -> Result<u64> {
        let mut all = 0;
        for process in self.processes() {
            let text = read(process, "status")?;
            all += resident_of(&text).ok_or("/proc has another format than expected")?;
        }
        Ok(all)
    }

    /// Open file descriptors.
    ///
    /// # Errors
    /// As [`Self::processor`].
    pub(super) fn files(&self) -> Result<usize> {
        let mut all = 0;
        for process in self.processes() {
            let entries = fs::read_dir(format!("/proc/{process}/fd"))
                .map_err(|error| format!("process {process} has gone: {error}"))?;
            all += entries.count();
        }
        Ok(all)
    }
}

fn read(process: u32, name: &str) -> Result<String> {
    fs::read_to_string(format!("/proc/{process}/{name}"))
        .map_err(|error| format!("process {process} has gone: {error}"))
}

/// Fields 14 and 15 of `/proc/N/stat`, counted behind the name, which may have any character.
fn ticks_of(stat: &str) -> Option<u64> {
    let (_, behind) = stat.rsplit_once(") ")?;
    let mut fields = behind.split(' ').skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

fn resident_of(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_memory_are_read_where_they_stand() {
        let stat = "7 (a ) b) S 1 7 7 0 -1 4194560 100 0 0 0 12 30 0 0 20 0 1 0 5 1 1";
        assert_eq!(ticks_of(stat), Some(42));
        assert_eq!(resident_of("VmPeak:\t9 kB\nVmRSS:\t    3 kB\n"), Some(3072));
        assert_eq!(resident_of(""), None);
    }

    #[test]
    fn this_very_program_has_memory_and_files() {
        let usage = Usage::of(std::process::id());
        assert!(usage.memory().unwrap() > 100_000);
        assert!(usage.files().unwrap() >= 3);
        assert!(usage.processor().is_ok());
    }
}
