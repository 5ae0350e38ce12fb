use bitrix_api::biconnector::connector::{Add, NewConnector};
use bitrix_api::biconnector::source::Get;

fn chain(client: bitrix_api::Client, new: NewConnector) -> Result<(), bitrix_api::Error> {
    let mut batch = client.batch();
    let added = batch.add(Add::new(new))?;
    batch.add(Get::new(added.id()))?;
    Ok(())
}

fn main() {}
