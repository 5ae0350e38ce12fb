use bitrix_api::biconnector::connector::List;
use bitrix_api::{Client, Error};

async fn list() -> Result<(), Error> {
    let client = Client::webhook("https://example.bitrix24.com/rest/1/secret/")?;
    client.call(List::new()).await?;
    Ok(())
}

fn main() {}
