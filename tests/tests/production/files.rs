//! A store of files: what it refuses to read, and who may read it.

use bitrix_api::oauth::{FileStore, TokenStore as _};

use crate::setting::{application, assert_no_secret_in, bounded, builder, files, get, portal, word};

#[tokio::test]
async fn a_file_that_cannot_be_read_is_named_and_left_as_it_is() {
    bounded(async {
        let portal = portal().await;
        let (folder, store, grant) = files(&portal).await;
        let path = folder.path().join(format!("{}.json", grant.member_id));
        let half =
            std::fs::read_to_string(&path).expect("it is there").replace("\"refresh_token\"", "\"refresh");
        std::fs::write(&path, &half).expect("it is there");
        let error = store.load(&grant.member_id).await.expect_err("it is half a file");
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
        assert_no_secret_in(&portal, &format!("{error}\n{error:?}"));
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
        let (folder, store, grant) = files(&portal).await;
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
    let (folder, _, grant) = files(&portal).await;
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
        assert!(error.to_string().contains("is not the member_id of a portal"), "{error}");
    }
}
