use bitrix_api::Client;
use bitrix_api::biconnector::connector::List;
use bitrix_api::client::OAuth;

fn walk(client: &Client<OAuth>) {
    let _ = client.list_by_id(List::new());
}

fn main() {}
