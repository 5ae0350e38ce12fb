//! Many calls at a time.

use std::sync::Arc;

use bitrix_api::Client;
use bitrix_api::biconnector::connector::{ConnectorId, Get};
use bitrix_api::client::OAuth;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::outcome::Outcome;

/// How many of them are under way at a time.
const AT_A_TIME: usize = 32;

/// Gets the connector 4 so many times, by the clients in turn, and gives how many calls succeeded.
pub async fn flood(clients: &[Client<OAuth>], calls: usize) -> Outcome<usize> {
    let get = Get::new(ConnectorId::new(4)?);
    let permits = Arc::new(Semaphore::new(AT_A_TIME));
    let mut tasks = JoinSet::new();
    for client in clients.iter().cycle().take(calls) {
        let permit = Arc::clone(&permits).acquire_owned().await?;
        let (client, get) = (client.clone(), get.clone());
        tasks.spawn(async move {
            let _permit = permit;
            client.call(get).await.is_ok()
        });
    }
    Ok(tasks.join_all().await.into_iter().filter(|succeeded| *succeeded).count())
}
