use bitrix_api::biconnector::connector::{ConnectorId, ConnectorPatch, Fields, Update, UpdateError};
use bitrix_api::client::{OAuth, Webhook};
use bitrix_api::request::{Empty, NothingToChange};
use bitrix_api::{CallError, Client, Request};

struct Queue {
    waiting: Vec<Update>,
    begun: Update<Empty>,
}

async fn send(queue: &Queue, client: &Client<OAuth>) -> Result<(), CallError<UpdateError>> {
    for update in &queue.waiting {
        client.call(update).await?;
        client.answer(update).await?;
    }
    Ok(())
}

async fn ask(client: &Client<Webhook>) -> Result<(), bitrix_api::Error> {
    client.call(Fields::new()).await?;
    Ok(())
}

fn can_be_spawned<T: Send>(_: T) {}

fn main() {
    let id = ConnectorId::new(4).unwrap();
    let mut patch = ConnectorPatch::default();
    for title in ["a", "b"] {
        if title > "a" {
            patch.title = Some(title.to_owned());
        }
    }
    let queue = Queue { waiting: vec![Update::from_patch(id, patch).unwrap()], begun: Update::new(id) };
    assert_eq!(queue.waiting[0], queue.begun.clone().title("b"));
    assert!(queue.waiting[0].check().is_ok());
    assert_eq!(Update::from_patch(id, ConnectorPatch { sort: None, ..Default::default() }), Err(NothingToChange));
    let client = Client::oauth("http://127.0.0.1:9/rest/", "token").unwrap();
    let webhook = Client::webhook("http://127.0.0.1:9/rest/1/secret/").unwrap();
    can_be_spawned(send(&queue, &client));
    can_be_spawned(ask(&webhook));
}
