use bitrix_api::biconnector::connector::List;
use bitrix_api::Client;

async fn list<A>(client: &Client<A>) {
    let _ = client.call(List::new()).await;
}

fn main() {}
