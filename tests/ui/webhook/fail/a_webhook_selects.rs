use bitrix_api::client::Webhook;
use bitrix_api::biconnector::connector::List;
use bitrix_api::{Client, Projection};

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    title: String,
}

async fn send(client: &Client<Webhook>) {
    let _ = client.call(List::new().select::<Summary>()).await;
}

fn main() {}
