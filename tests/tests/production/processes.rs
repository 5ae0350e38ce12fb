//! Several processes that share a store of files.

use std::process::Stdio;

use bitrix_api::portal::Grant;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::setting::{GET, application, bounded, builder, files, get, portal};

/// A process that makes calls with the tokens of a folder.
fn caller(folder: &TempDir, grant: &Grant, calls: u32, end: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_caller"))
        .arg(folder.path())
        .args([&grant.member_id, &grant.client_id, &grant.token_address])
        .args([&calls.to_string(), end])
        .env("CLIENT_SECRET", grant.client_secret.expose())
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("it starts")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_that_meet_an_expired_token_renew_it_once() {
    bounded(async {
        let portal = portal().await;
        let (folder, _, grant) = files(&portal).await;
        portal.expire_tokens();
        let mut processes = [caller(&folder, &grant, 50, "whole"), caller(&folder, &grant, 50, "whole")];
        for process in &mut processes {
            assert!(process.wait().await.expect("it runs").success());
        }
        let refreshes = portal.refreshes();
        assert_eq!((refreshes.succeeded, refreshes.refused), (1, 0));
        assert_eq!(portal.ran(GET), 100);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_dies_right_after_it_saved_new_tokens_loses_nothing() {
    bounded(async {
        let portal = portal().await;
        let (folder, store, grant) = files(&portal).await;
        portal.expire_tokens();
        let died = caller(&folder, &grant, 1, "dies-when-saved").wait().await.expect("it runs");
        assert!(!died.success());
        assert_eq!((portal.refreshes().succeeded, portal.ran(GET)), (1, 0));
        let client =
            builder().application(&application(&grant), store, &grant.member_id).await.expect("tokens");
        client.call(get()).await.expect("they are the new ones");
        assert_eq!(portal.refreshes().succeeded, 1);
    })
    .await;
}
