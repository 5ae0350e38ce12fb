//! The log: a line for every call on standard error.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::time::Duration;

use bitrix_api::portal::RecordedCall;

use crate::problem::Problem;

/// How long the last lines may take when the program ends.
const GRACE: Duration = Duration::from_secs(1);

/// How many lines wait for a reader.
const MOST_WAITING: usize = 10_000;

/// Writes lines in a thread of its own: a reader of standard error that has stopped reading must neither stop the portal
/// nor fill its memory. Lines for which there is no room are left out, and counted in a line of their own.
pub(crate) struct Log {
    waiting: Waiting,
    finished: Receiver<()>,
}

/// Where lines wait for the thread.
#[derive(Clone)]
struct Waiting {
    lines: SyncSender<String>,
    left_out: Arc<AtomicU64>,
}

impl Log {
    /// Starts to write.
    pub(crate) fn start() -> Result<Self, Problem> {
        Self::to(std::io::stderr())
    }

    fn to(mut writer: impl Write + Send + 'static) -> Result<Self, Problem> {
        let (lines, received) = mpsc::sync_channel::<String>(MOST_WAITING);
        let (finish, finished) = mpsc::channel();
        let left_out = Arc::new(AtomicU64::new(0));
        let missing = Arc::clone(&left_out);
        let write = move || {
            // Without a reader there is nobody to tell.
            let mut print = |line: &str| {
                let _ = writeln!(writer, "{line}");
            };
            for line in received {
                print(&line);
                match missing.swap(0, Ordering::Relaxed) {
                    0 => {}
                    count => print(&format!("log left-out {count}")),
                }
            }
            drop(finish);
        };
        let thread = std::thread::Builder::new().name("log".to_owned()).spawn(write);
        thread.map_err(|error| Problem::of_io("--log: no thread can be started", &error))?;
        Ok(Self { waiting: Waiting { lines, left_out }, finished })
    }

    /// What to tell of calls.
    pub(crate) fn listener(&self) -> impl Fn(&RecordedCall) + Send + Sync + 'static {
        let waiting = self.waiting.clone();
        move |call| waiting.add(call.to_string())
    }

    /// Waits until all lines are written, once nobody has a listener any more.
    pub(crate) fn finish(self) {
        drop(self.waiting);
        let _ = self.finished.recv_timeout(GRACE);
    }
}

impl Waiting {
    fn add(&self, line: String) {
        if self.lines.try_send(line).is_err() {
            self.left_out.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::mpsc::{self, Receiver, Sender};

    use super::{Log, MOST_WAITING};

    /// Takes nothing until it is told to.
    struct Stopped(Receiver<()>, Sender<Vec<u8>>);

    impl Write for Stopped {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            // Once whoever tells is gone, it takes everything.
            let _ = self.0.recv();
            let _ = self.1.send(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn lines_that_nobody_reads_are_left_out_and_counted() {
        const LINES: usize = MOST_WAITING + 100;
        let (reader, told) = mpsc::channel();
        let (written, all) = mpsc::channel();
        let log = Log::to(Stopped(told, written)).expect("there are threads");
        for _ in 0..LINES {
            log.waiting.add("a call".to_owned());
        }
        drop(reader);
        log.finish();
        let text: Vec<u8> = all.into_iter().flatten().collect();
        let text = String::from_utf8(text).expect("it is text");
        let (calls, counts): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| *line == "a call");
        let left_out: Vec<usize> =
            counts.iter().filter_map(|line| line.strip_prefix("log left-out ")?.parse().ok()).collect();
        assert!((MOST_WAITING..=MOST_WAITING + 1).contains(&calls.len()), "{}", calls.len());
        assert_eq!(calls.len() + left_out.iter().sum::<usize>(), LINES);
    }
}
