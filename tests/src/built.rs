//! Programs of the library's package, which cargo builds for no other's tests.

use std::io;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// Builds a program, which is named as to cargo: `--example NAME`, or `--features portal --bin bitrix-portal`. Gives its
/// file; however long it takes, it ends.
pub fn built(target: &[&str]) -> io::Result<PathBuf> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "-q", "-p", "bitrix-api", "--message-format=json"]);
    let output = cargo.args(target).output()?;
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut files = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    files.next_back().ok_or_else(|| io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
}
