use bitrix_api::biconnector::connector::NewConnector;
use bitrix_api::Client;

async fn add(client: &Client, new: NewConnector) {
    let _ = client.call(new).await;
}

fn main() {}
