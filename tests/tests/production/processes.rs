//! Several processes that share a store of files.

use std::process::Stdio;

use bitrix_api::oauth::{FileStore, TokenStore as _};
use bitrix_api::portal::{Grant, Portal};
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::setting::{GET, application, bounded, builder, get, portal, tokens, word};

/// A store that has the portal's first tokens.
async fn store(portal: &Portal) -> (TempDir, FileStore, Grant) {
    let folder = tempfile::tempdir().expect("there is room");
    let store = FileStore::new(folder.path());
    let grant = portal.grant();
    store.save(&tokens(&grant)).await.expect("it saves");
    (folder, store, grant)
}

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
        let (folder, _, grant) = store(&portal).await;
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
        let (folder, store, grant) = store(&portal).await;
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

#[tokio::test]
async fn a_file_that_cannot_be_read_is_named_and_left_as_it_is() {
    bounded(async {
        let portal = portal().await;
        let (folder, store, grant) = store(&portal).await;
        let path = folder.path().join(format!("{}.json", grant.member_id));
        let half =
            std::fs::read_to_string(&path).expect("it is there").replace("\"refresh_token\"", "\"refresh");
        std::fs::write(&path, &half).expect("it is there");
        let error = store.load(&grant.member_id).await.expect_err("it is half a file");
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
        crate::setting::assert_no_secret_in(&portal, &format!("{error}\n{error:?}"));
        let refused = builder().application(&application(&grant), store, &grant.member_id).await;
        assert!(refused.is_err());
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), half);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_breaks_while_a_client_runs_costs_the_call_and_not_the_file() {
    bounded(async {
        let portal = portal().await;
        let (folder, store, grant) = store(&portal).await;
        let client =
            builder().application(&application(&grant), store, &grant.member_id).await.expect("tokens");
        let path = folder.path().join(format!("{}.json", grant.member_id));
        std::fs::write(&path, "{").expect("it is there");
        portal.expire_tokens();
        let result = client.call(get()).await;
        assert_eq!(word(&portal, &result), "auth", "{result:?}");
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "{");
        assert_eq!(portal.refreshes().succeeded, 0);
    })
    .await;
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_what_is_saved() {
    use std::os::unix::fs::PermissionsExt as _;
    let portal = portal().await;
    let (folder, _, grant) = store(&portal).await;
    let path = folder.path().join(format!("{}.json", grant.member_id));
    let mode = std::fs::metadata(path).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn a_member_id_is_no_way_out_of_the_folder() {
    let folder = tempfile::tempdir().expect("there is room");
    let store = FileStore::new(folder.path());
    for member_id in ["../a", "", "a/b", "a.json", "/etc/passwd"] {
        let error = store.load(member_id).await.expect_err(member_id);
        assert!(error.to_string().contains("is no portal's member_id"), "{error}");
    }
}
