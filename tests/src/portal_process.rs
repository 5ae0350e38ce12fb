//! A simulated portal in a process of its own, so that a benchmark does not measure it: the benchmark starts itself again
//! with an argument that makes it the portal.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};

use bitrix_api::portal::{Portal, PortalBuilder};

/// The argument.
const SERVE: &str = "--serve";

/// A portal that runs until this is dropped.
pub struct PortalProcess {
    /// The address at which applications call it.
    pub endpoint: String,
    /// Their token.
    pub token: String,
    child: Child,
}

impl PortalProcess {
    /// Whether this process is to be the portal.
    #[must_use]
    pub fn is_asked_for() -> bool {
        std::env::args().any(|argument| argument == SERVE)
    }

    /// Is the portal, until whoever started it has ended.
    pub fn serve(set_up: impl FnOnce(PortalBuilder) -> PortalBuilder) -> Result<(), Box<dyn Error>> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let portal = set_up(Portal::builder()).start().await?;
            println!("{} {}", portal.client_endpoint(), portal.token());
            // The end of the standard input is the end of whoever started this.
            tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
            Ok(())
        })
    }

    /// Starts this program again with its arguments, as the portal.
    pub fn start() -> Result<Self, Box<dyn Error>> {
        let mut program = Command::new(std::env::current_exe()?);
        program.args(std::env::args().skip(1)).arg(SERVE).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = program.spawn()?;
        let stdout = child.stdout.take().ok_or("its standard output is no pipe")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let (endpoint, token) = line.trim_end().split_once(' ').ok_or("the portal has not started")?;
        Ok(Self { endpoint: endpoint.to_owned(), token: token.to_owned(), child })
    }
}

impl Drop for PortalProcess {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // It has ended by itself, or there is nothing left to be done about it.
        let _ = self.child.wait();
    }
}
