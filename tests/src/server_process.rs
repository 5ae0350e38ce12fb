//! A server in a process of its own, so that a benchmark does not measure it: the benchmark starts itself again with an
//! argument that makes it the server.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};

use crate::outcome::Outcome;

/// The argument.
const SERVE: &str = "--serve";

/// A server that runs until this is dropped.
pub struct ServerProcess {
    /// The line in which it says where it is.
    pub line: String,
    child: Child,
}

impl ServerProcess {
    /// Whether this process is to be the server.
    #[must_use]
    pub fn is_asked_for() -> bool {
        std::env::args().any(|argument| argument == SERVE)
    }

    /// Is the server, on one thread, until whoever started it has ended. The server begins with a line that says where it
    /// is.
    pub fn serve<T>(server: impl Future<Output = Outcome<T>>) -> Outcome {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        // The end of the standard input is the end of whoever started this.
        let alone = async {
            tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
            Ok(())
        };
        let served = runtime.block_on(async {
            tokio::select! {
                served = server => served.map(drop),
                alone = alone => alone,
            }
        });
        // Whoever reads the standard input may still be waiting for its end.
        runtime.shutdown_background();
        served
    }

    /// Starts this program again with its arguments, as the server.
    pub fn start() -> Outcome<Self> {
        let mut program = Command::new(std::env::current_exe()?);
        program.args(std::env::args().skip(1)).arg(SERVE).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = program.spawn()?;
        let stdout = child.stdout.take().ok_or("its standard output is no pipe")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        line.truncate(line.trim_end().len());
        Ok(Self { line, child })
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // It has ended by itself, or there is nothing left to be done about it.
        let _ = self.child.wait();
    }
}
