use bitrix_api::biconnector::connector::{DataQuery, ExternalTable, Host};
use bitrix_api::host::{HostError, Rows};

struct Half;

impl Host for Half {
    type Connection = ();

    async fn check(&self, (): &()) -> Result<(), HostError> {
        Ok(())
    }

    async fn tables(&self, (): &(), _: String) -> Result<Vec<ExternalTable>, HostError> {
        Ok(Vec::new())
    }

    async fn data(&self, (): &(), _: DataQuery) -> Result<Rows, HostError> {
        Err(HostError::UnknownTable)
    }
}

fn main() {}
