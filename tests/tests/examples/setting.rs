//! The examples as programs.

use std::ffi::OsStr;
use std::process::Stdio;

use bitrix_tests::built::built;
use bitrix_tests::ended::Ended;
use bitrix_tests::waiting::bounded;
use tokio::process::{Child, Command};

/// Starts an example with these arguments, and with no environment of its kind but this.
pub(crate) fn start(name: &str, arguments: &[&OsStr], environment: &[(&str, &str)]) -> Child {
    let file = built(&["--example", name]).expect("it compiles");
    let mut command = Command::new(file);
    command
        .args(arguments)
        .env_remove("BITRIX24_WEBHOOK")
        .env_remove("BITRIX24_URL")
        .env_remove("BITRIX24_TOKEN")
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command.spawn().expect("it starts")
}

/// Waits until it has ended.
pub(crate) async fn ended(example: Child) -> Ended {
    bounded(example.wait_with_output()).await.expect("it runs").into()
}
