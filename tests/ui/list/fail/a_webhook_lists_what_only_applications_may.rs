use bitrix_api::Client;
use bitrix_api::biconnector::connector::List;
use bitrix_api::client::Webhook;

fn list(client: &Client<Webhook>) {
    let _ = client.list(List::new());
}

fn main() {}
