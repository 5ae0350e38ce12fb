//! A portal, clients that lose no time, and requests to fill batches with.

use std::time::Duration;

use bitrix_api::Client;
use bitrix_api::biconnector::connector;
use bitrix_api::client::{OAuth, Retry};
use bitrix_api::crm::deal::{Add, DealId, Get};
use bitrix_api::portal::Portal;
use bitrix_tests::connectors;

pub(crate) async fn portal(deals: u32) -> Portal {
    Portal::builder().deals(deals).start().await.expect("a port is free")
}

pub(crate) fn client(portal: &Portal) -> Client<OAuth> {
    let retry =
        Retry { tries: 3, first_wait: Duration::from_millis(2), longest_wait: Duration::from_millis(20) };
    let builder =
        Client::builder().retry(retry).timeout(Duration::from_secs(5)).deadline(Duration::from_secs(30));
    builder.oauth(&portal.client_endpoint(), portal.token()).expect("an endpoint")
}

pub(crate) fn deal(id: i64) -> DealId {
    DealId::new(id).expect("an id")
}

pub(crate) fn get(id: i64) -> Get {
    Get::new(deal(id))
}

pub(crate) fn add(title: &str) -> Add {
    Add::new().title(title)
}

pub(crate) fn add_connector(title: &str) -> connector::Add {
    connector::Add::new(connectors::named(title))
}
