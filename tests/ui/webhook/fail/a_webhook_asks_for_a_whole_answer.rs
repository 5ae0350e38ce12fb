use bitrix_api::biconnector::connector::List;
use bitrix_api::Client;
use bitrix_api::client::Webhook;

async fn send(client: &Client<Webhook>) {
    let _ = client.answer(List::new()).await;
}

fn main() {}
