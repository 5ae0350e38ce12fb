use bitrix_api::biconnector::connector::List;
use bitrix_api::Client;
use bitrix_api::client::Webhook;

async fn send(client: &Client<Webhook>, list: &List) {
    let _ = client.call(list).await;
}

fn main() {}
