//! Why the portal did not run, in one line: the place, what is wrong there, and what to do.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::Path;

use bitrix_api::portal::StartError;

/// A line for standard error.
#[derive(Debug)]
pub(crate) struct Problem(String);

impl Problem {
    pub(crate) fn new(line: impl ToString) -> Self {
        Self(line.to_string())
    }

    /// What the system would not do.
    pub(crate) fn of_io(what: &str, error: &io::Error) -> Self {
        Self(format!("{what}: {error}"))
    }

    /// A state file that cannot be read.
    pub(crate) fn of_file(file: &Path, error: &io::Error) -> Self {
        Self(format!("{}: cannot be read: {error}; --state needs a JSON file", file.display()))
    }

    /// A portal that did not start; `state` is the file that it was to read.
    pub(crate) fn of_start(error: StartError, state: Option<&Path>) -> Self {
        match (error, state) {
            (StartError::Listen { address, source }, _) => Self::of_address(address, &source),
            (StartError::State(error), Some(file)) => {
                // `FILE:LINE:COLUMN:` is what editors jump to.
                let blank = if error.is_in_text() { "" } else { " " };
                Self(format!("{}:{blank}{error}", file.display()))
            }
            (StartError::Fault(problem), _) => Self(format!("--fault: {problem}")),
            (StartError::Cost(problem), _) => Self(format!("--operating-cost: {problem}")),
            (error, _) => Self(error.to_string()),
        }
    }

    fn of_address(address: SocketAddr, error: &io::Error) -> Self {
        Self(match error.kind() {
            io::ErrorKind::AddrInUse => format!(
                "--listen {address}: the port is in use; choose another, or {}:0 for any free one",
                address.ip()
            ),
            io::ErrorKind::AddrNotAvailable => {
                format!("--listen {address}: this machine has no such address; try 127.0.0.1")
            }
            io::ErrorKind::PermissionDenied => {
                format!("--listen {address}: the system does not allow this port; choose one above 1023")
            }
            _ => format!("--listen {address}: {error}; choose another address"),
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
