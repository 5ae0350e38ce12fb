//! What is left of a program that has ended.

use std::process::Output;

/// How it ended, and what it said.
#[derive(Debug)]
pub struct Ended {
    /// Its exit status; none if a signal ended it.
    pub status: Option<i32>,
    /// The standard output.
    pub out: String,
    /// The standard error.
    pub error: String,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { status: output.status.code(), out: text(&output.stdout), error: text(&output.stderr) }
    }
}
