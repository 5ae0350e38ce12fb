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
    lines: SyncSender<String>,
    left_out: Arc<AtomicU64>,
    finished: Receiver<()>,
}

impl Log {
    /// Starts to write.
    pub(crate) fn start() -> Result<Self, Problem> {
        let (lines, received) = mpsc::sync_channel::<String>(MOST_WAITING);
        let (finish, finished) = mpsc::channel();
        let left_out = Arc::new(AtomicU64::new(0));
        let missing = Arc::clone(&left_out);
        let write = move || {
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
        Ok(Self { lines, left_out, finished })
    }

    /// What to tell of calls.
    pub(crate) fn listener(&self) -> impl Fn(&RecordedCall) + Send + Sync + 'static {
        let (lines, left_out) = (self.lines.clone(), Arc::clone(&self.left_out));
        move |call| {
            if lines.try_send(call.to_string()).is_err() {
                left_out.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// Waits until all lines are written, once nobody has a listener any more.
    pub(crate) fn finish(self) {
        drop(self.lines);
        let _ = self.finished.recv_timeout(GRACE);
    }
}

fn print(line: &str) {
    // Without a reader there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "{line}");
}
