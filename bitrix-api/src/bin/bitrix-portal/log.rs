//! The log: a line for every call on standard error.

use std::io::Write;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use bitrix_api::portal::RecordedCall;

use crate::problem::Problem;

/// How long the last lines may take when the program ends.
const GRACE: Duration = Duration::from_secs(1);

/// Writes lines in a thread of its own: a reader of standard error that has stopped reading must not stop the portal.
pub(crate) struct Log {
    lines: Sender<String>,
    finished: Receiver<()>,
}

impl Log {
    /// Starts to write.
    pub(crate) fn start() -> Result<Self, Problem> {
        let (lines, received) = mpsc::channel::<String>();
        let (finish, finished) = mpsc::channel();
        let write = move || {
            for line in received {
                // Without a reader there is nobody to tell.
                let _ = writeln!(std::io::stderr(), "{line}");
            }
            drop(finish);
        };
        let thread = std::thread::Builder::new().name("log".to_owned()).spawn(write);
        thread.map_err(|error| Problem::of_io("--log: no thread can be started", &error))?;
        Ok(Self { lines, finished })
    }

    /// What to tell of calls.
    pub(crate) fn listener(&self) -> impl Fn(&RecordedCall) + Send + Sync + 'static {
        let lines = self.lines.clone();
        move |call| {
            let _ = lines.send(call.to_string());
        }
    }

    /// Waits until all lines are written, once nobody has a listener any more.
    pub(crate) fn finish(self) {
        drop(self.lines);
        let _ = self.finished.recv_timeout(GRACE);
    }
}
