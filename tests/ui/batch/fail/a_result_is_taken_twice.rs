use bitrix_api::biconnector::connector::{ConnectorId, Get};

async fn twice(client: bitrix_api::Client) -> Result<(), bitrix_api::Error> {
    let mut batch = client.batch();
    let read = batch.add(Get::new(ConnectorId::new(4)?))?;
    let mut results = batch.send().await;
    results.take(read)?;
    results.take(read)?;
    Ok(())
}

fn main() {}
