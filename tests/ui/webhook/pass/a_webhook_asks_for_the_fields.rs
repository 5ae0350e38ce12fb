use bitrix_api::biconnector::connector::{Fields, List};
use bitrix_api::client::{AnyAuth, Webhook};
use bitrix_api::portal::Portal;
use bitrix_api::{CallError, Client};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let portal = Portal::start().await.unwrap();
    let client: Client<Webhook> = Client::webhook(&portal.webhook_url()).unwrap();
    assert!(!client.call(Fields::new()).await.unwrap().is_empty());

    // What it is not known to be, the compiler lets through; the client does not.
    let client: Client<AnyAuth> = client.into();
    assert!(matches!(client.call(List::new()).await, Err(CallError::Invalid(_))));
}
