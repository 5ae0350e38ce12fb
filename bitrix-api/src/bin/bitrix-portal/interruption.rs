//! The signals that end the program: Ctrl-C, and SIGTERM where there is one.

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlC, ctrl_c};

/// Waits for the program to be told to end.
pub(crate) struct Interruption {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
    #[cfg(windows)]
    interrupt: CtrlC,
}

#[cfg(unix)]
impl Interruption {
    /// From now on signals no longer kill the program.
    pub(crate) fn listen() -> std::io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Ends with the next signal.
    pub(crate) async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(windows)]
impl Interruption {
    /// From now on Ctrl-C no longer kills the program.
    pub(crate) fn listen() -> std::io::Result<Self> {
        Ok(Self { interrupt: ctrl_c()? })
    }

    /// Ends with the next Ctrl-C.
    pub(crate) async fn next(&mut self) {
        self.interrupt.recv().await;
    }
}
