use bitrix_api::Client;
use bitrix_api::client::{OAuth, Webhook};

fn application(client: Client<Webhook>) -> Client<OAuth> {
    client.into()
}

fn main() {}
