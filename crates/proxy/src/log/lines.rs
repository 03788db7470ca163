//! The lines on their way to standard error: through a queue and a thread, so that neither a terminal
//! that was stopped nor a full disk holds up whoever serves.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use tracing_subscriber::fmt::MakeWriter;

/// How many lines may wait; more are lost, and counted.
const QUEUE: usize = 1024;
/// How long the end of the program waits for the last lines.
const LAST: Duration = Duration::from_secs(1);
/// The thread formats nothing and calls nothing deep.
const STACK: usize = 64 * 1024;

/// The way into the queue.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    queue: SyncSender<Entry>,
    lost: Arc<AtomicU64>,
}

#[derive(Debug)]
enum Entry {
    Line(Vec<u8>),
    /// Answered when everything before it is written.
    Flush(SyncSender<()>),
}

impl Lines {
    /// Starts the thread.
    pub(super) fn start(lost: Arc<AtomicU64>) -> io::Result<Self> {
        let (queue, entries) = sync_channel(QUEUE);
        let count = lost.clone();
        thread::Builder::new()
            .name("log".to_owned())
            .stack_size(STACK)
            .spawn(move || write_all(&entries, &mut io::stderr(), &count))?;
        Ok(Self { queue, lost })
    }

    /// Waits until everything so far is written, a second at most.
    pub(super) fn flush(&self) {
        let (done, wait) = sync_channel(1);
        if self.queue.try_send(Entry::Flush(done)).is_ok() {
            let _ = wait.recv_timeout(LAST);
        }
    }
}

/// Writes until nobody can send any more. A line that cannot be written is counted and let go: the
/// next one may find the disk with room again.
fn write_all(entries: &Receiver<Entry>, out: &mut dyn Write, lost: &AtomicU64) {
    for entry in entries {
        match entry {
            Entry::Line(line) => {
                if out.write_all(&line).and_then(|()| out.flush()).is_err() {
                    lost.fetch_add(1, Ordering::Relaxed);
                }
            }
            Entry::Flush(done) => {
                let _ = done.try_send(());
            }
        }
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Write for Lines {
    /// Whole lines come here, each in one piece.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if self.queue.try_send(Entry::Line(line.to_vec())).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk that is full at first.
    #[derive(Default)]
    struct Full {
        refused: bool,
        written: Vec<u8>,
    }

    impl Write for Full {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            if !std::mem::replace(&mut self.refused, true) {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.written.write(line)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_loses_lines_and_nothing_else() {
        let (queue, entries) = sync_channel(4);
        let lost = Arc::new(AtomicU64::new(0));
        let mut lines = Lines {
            queue,
            lost: lost.clone(),
        };
        lines.write_all(b"first\n").expect("never fails");
        lines.write_all(b"second\n").expect("never fails");
        drop(lines);
        let mut disk = Full::default();
        write_all(&entries, &mut disk, &lost);
        assert_eq!(disk.written, b"second\n");
        assert_eq!(lost.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn nobody_waits_for_a_reader_who_does_not_read() {
        let (queue, _entries) = sync_channel(1);
        let lost = Arc::new(AtomicU64::new(0));
        let mut lines = Lines {
            queue,
            lost: lost.clone(),
        };
        for _ in 0..3 {
            lines.write_all(b"line\n").expect("never fails");
        }
        assert_eq!(lost.load(Ordering::Relaxed), 2);
    }
}
