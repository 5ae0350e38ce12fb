//! Tokens that somebody has removed from their store.

use bitrix_api::oauth::{AuthError, FileStore, MemoryStore, TokenStore};
use bitrix_api::{CallError, Client};

use crate::setting::{application, bounded, get, portal, tokens};

async fn is_forgotten(store: impl TokenStore + Clone + 'static) {
    let portal = portal().await;
    let grant = portal.grant();
    store.save(&tokens(&grant)).await.expect("it is saved");
    let client = Client::builder().application(&application(&grant), store.clone(), &grant.member_id).await;
    let client = client.expect("the store has tokens");

    store.remove(&grant.member_id).await.expect("they go");
    store.remove(&grant.member_id).await.expect("there are none to go");
    assert_eq!(store.load(&grant.member_id).await.expect("it loads"), None);
    client.call(get()).await.expect("the access token serves as long as it lives");

    portal.expire_tokens();
    match client.call(get()).await {
        Err(CallError::Auth(error)) => {
            assert!(matches!(error.cause(), AuthError::NoTokens { .. }), "{error}");
            assert!(error.to_string().contains("the store has no tokens for the portal"), "{error}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(portal.refreshes().succeeded, 0);
}

#[tokio::test]
async fn removed_tokens_are_forgotten_by_memory() {
    bounded(is_forgotten(MemoryStore::new())).await;
}

#[tokio::test]
async fn removed_tokens_are_forgotten_by_files() {
    let folder = tempfile::tempdir().expect("a folder");
    bounded(is_forgotten(FileStore::new(folder.path()))).await;
}
