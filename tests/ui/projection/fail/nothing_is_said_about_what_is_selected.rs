use bitrix_api::biconnector::connector::List;
use bitrix_api::Client;

async fn list(client: &Client) {
    let _ = client.call(List::new().select()).await;
}

fn main() {}
