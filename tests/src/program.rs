//! The program `bitrix-portal`, as a process of its own.

use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::built::built;
use crate::ended::Ended;

/// Longer than anything that the program does may take.
const MOST: Duration = Duration::from_secs(20);

/// What can go wrong: each in words, for a test that fails.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A program that runs; it is killed when it is dropped.
pub struct Program {
    /// `http://127.0.0.1:PORT`
    pub base: String,
    child: Child,
    stdout: BufReader<ChildStdout>,
}

impl Program {
    /// Starts it, and waits until it says where it listens.
    pub async fn start(args: &[&str]) -> Result<Self, Failure> {
        let mut child = command(args)?.spawn()?;
        let stdout = child.stdout.take().ok_or("standard output is no pipe")?;
        let mut stdout = BufReader::new(stdout);
        let mut line = String::new();
        timeout(MOST, stdout.read_line(&mut line)).await??;
        let base = line.trim_end().strip_prefix("listening on ").map(str::to_owned);
        let base = base.ok_or_else(|| format!("its first line is {line:?}"))?;
        Ok(Self { base, child, stdout })
    }

    /// The address without `http://`.
    #[must_use]
    pub fn address(&self) -> &str {
        self.base.trim_start_matches("http://")
    }

    /// Sends it a signal.
    #[cfg(unix)]
    pub fn signal(&self, signal: rustix::process::Signal) -> Result<(), Failure> {
        let id = self.child.id().ok_or("it has ended already")?;
        let id = rustix::process::Pid::from_raw(i32::try_from(id)?).ok_or("it has no id")?;
        Ok(rustix::process::kill_process(id, signal)?)
    }

    /// Waits until it has ended by itself; the standard output is what came after the first line.
    pub async fn ended(mut self) -> Result<Ended, Failure> {
        let mut stdout = Vec::new();
        timeout(MOST, self.stdout.read_to_end(&mut stdout)).await??;
        let rest = timeout(MOST, self.child.wait_with_output()).await??;
        Ok(Output { stdout, ..rest }.into())
    }
}

/// Runs it to its end, which must not be long in coming.
pub async fn run(args: &[&str]) -> Result<Ended, Failure> {
    Ok(timeout(MOST, command(args)?.output()).await??.into())
}

fn command(args: &[&str]) -> Result<Command, Failure> {
    static FILE: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        built(&["--features", "portal", "--bin", "bitrix-portal"]).map_err(|error| error.to_string())
    });
    let file = file.as_ref().map_err(String::clone)?;
    let mut command = Command::new(file);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    Ok(command)
}
