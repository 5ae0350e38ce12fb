//! A connector, a source of it and the source's tables, made in one go.

use std::fmt;

use super::connector::{self, ConnectorId};
use super::source::{self, SourceId};
use super::table::{self, TableId};
use crate::client::ServedTo;
use crate::error::Invalid;
use crate::request::context::Application;
use crate::{CallError, Client, Error, Request};

/// A connector, a source of it and the source's tables, made in one go.
///
/// Each request is made from the identifier of what it belongs to. All of them are [checked](Request::check) before the
/// first is sent, and if one fails, the error says what stands already and removes it on demand.
///
/// ```
/// use bitrix_api::biconnector::connector::{self, NewConnector, Setting, SettingType};
/// use bitrix_api::biconnector::source::{self, NewSource};
/// use bitrix_api::biconnector::table::{self, ColumnType, NewColumn, NewTable};
/// use bitrix_api::biconnector::Chain;
///
/// # async fn example(client: bitrix_api::Client) -> Result<(), Box<dyn std::error::Error>> {
/// let login = Setting { code: "login".into(), name: "Login".into(), r#type: SettingType::String };
/// let connector = connector::Add::new(NewConnector {
///     title: "Shop".into(),
///     logo: "https://shop.example/logo.svg".into(),
///     url_check: "https://shop.example/check".into(),
///     url_data: "https://shop.example/data".into(),
///     url_table_list: "https://shop.example/tables".into(),
///     url_table_description: "https://shop.example/columns".into(),
///     settings: vec![login],
/// });
/// let number = NewColumn { name: "ID".into(), external_code: "id".into(), r#type: ColumnType::Int };
///
/// let made = Chain::new(connector, |connector_id| {
///     let settings = [("login".into(), "anna".into())].into();
///     source::Add::new(NewSource { title: "Anna's shop".into(), connector_id, settings })
/// })
/// .table(move |source_id| {
///     table::Add::new(NewTable {
///         source_id,
///         name: "orders".into(),
///         external_name: "Orders".into(),
///         external_code: "orders".into(),
///         fields: vec![number.clone()],
///     })
/// })
/// .create(&client)
/// .await?;
/// println!("table {}", made.tables[0]);
/// # Ok(())
/// # }
/// ```
#[must_use = "a chain makes nothing until it is told to create it"]
pub struct Chain {
    connector: connector::Add,
    source: Box<dyn Fn(ConnectorId) -> source::Add + Send + Sync>,
    tables: Vec<Box<dyn Fn(SourceId) -> table::Add + Send + Sync>>,
}

impl Chain {
    /// A connector, and the source that is made of its identifier.
    pub fn new(
        connector: connector::Add,
        source: impl Fn(ConnectorId) -> source::Add + Send + Sync + 'static,
    ) -> Self {
        Self { connector, source: Box::new(source), tables: Vec::new() }
    }

    /// Adds a table, made of the source's identifier.
    pub fn table(mut self, table: impl Fn(SourceId) -> table::Add + Send + Sync + 'static) -> Self {
        self.tables.push(Box::new(table));
        self
    }

    /// Makes them, one after the other.
    pub async fn create<A>(&self, client: &Client<A>) -> Result<Created, ChainError>
    where
        Application: ServedTo<A>,
    {
        let mut standing = Standing::default();
        match self.create_into(client, &mut standing).await {
            Ok(created) => Ok(created),
            Err(error) => Err(ChainError { standing, error }),
        }
    }

    async fn create_into<A>(&self, client: &Client<A>, standing: &mut Standing) -> Result<Created, Error>
    where
        Application: ServedTo<A>,
    {
        self.check()?;
        let connector = client.call(&self.connector).await?;
        standing.connector = Some(connector);
        let source = client.call((self.source)(connector)).await?;
        standing.source = Some(source);
        for table in &self.tables {
            standing.tables.push(client.call(table(source)).await?);
        }
        Ok(Created { connector, source, tables: standing.tables.clone() })
    }

    /// Looks for what the server would refuse, with identifiers that stand in for those that are not known yet.
    fn check(&self) -> Result<(), Error> {
        let (connector, source) = (ConnectorId::new(1)?, SourceId::new(1)?);
        invalid(&self.connector)?;
        invalid(&(self.source)(connector))?;
        self.tables.iter().try_for_each(|table| invalid(&table(source)))
    }
}

fn invalid<R: Request>(request: &R) -> Result<(), Error> {
    Invalid::check(request).map_err(|invalid| CallError::<R::Error>::Invalid(Box::new(invalid)).into())
}

impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chain")
            .field("connector", &self.connector)
            .field("tables", &self.tables.len())
            .finish_non_exhaustive()
    }
}

/// What a chain has made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Created {
    /// The connector.
    pub connector: ConnectorId,
    /// The source.
    pub source: SourceId,
    /// The tables, in the order in which they were named.
    pub tables: Vec<TableId>,
}

/// What stands of a chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Standing {
    /// The connector.
    pub connector: Option<ConnectorId>,
    /// The source.
    pub source: Option<SourceId>,
    /// The tables.
    pub tables: Vec<TableId>,
}

impl From<Created> for Standing {
    fn from(created: Created) -> Self {
        Self { connector: Some(created.connector), source: Some(created.source), tables: created.tables }
    }
}

impl Standing {
    /// Removes it, in the order that the portal asks for: tables, source, connector. Stops at the first that fails, and
    /// forgets what it has removed, so that it can be called again; what is gone already counts as removed.
    pub async fn remove<A>(&mut self, client: &Client<A>) -> Result<(), Error>
    where
        Application: ServedTo<A>,
    {
        while let Some(table) = self.tables.last() {
            let is_gone = |error: &_| matches!(error, table::DeleteError::DatasetNotFound);
            remove(client, table::Delete::new(*table), is_gone).await?;
            self.tables.pop();
        }
        if let Some(source) = self.source {
            let is_gone = |error: &_| matches!(error, source::DeleteError::SourceNotFound);
            remove(client, source::Delete::new(source), is_gone).await?;
            self.source = None;
        }
        if let Some(connector) = self.connector {
            let is_gone = |error: &_| matches!(error, connector::DeleteError::ConnectorNotFound);
            remove(client, connector::Delete::new(connector), is_gone).await?;
            self.connector = None;
        }
        Ok(())
    }
}

/// Removes something, unless it is gone: an earlier call may have run whose answer got lost.
async fn remove<A, R>(client: &Client<A>, delete: R, is_gone: impl Fn(&R::Error) -> bool) -> Result<(), Error>
where
    R: Request<Output = (), Context: ServedTo<A>>,
{
    match client.call(delete).await {
        Err(CallError::Refused { kind, .. }) if is_gone(&kind) => Ok(()),
        outcome => Ok(outcome?),
    }
}

/// A chain that could not be made whole.
///
/// ```
/// use bitrix_api::Client;
/// use bitrix_api::biconnector::{Chain, Created};
/// use bitrix_api::client::OAuth;
///
/// async fn all_or_nothing(client: &Client<OAuth>, chain: &Chain) -> Result<Created, bitrix_api::Error> {
///     match chain.create(client).await {
///         Ok(created) => Ok(created),
///         Err(mut failed) => {
///             failed.standing.remove(client).await?;
///             Err(failed.error)
///         }
///     }
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct ChainError {
    /// What stands already. Where the failed call's [outcome is unknown](crate::CallError::OutcomeUnknown), what it was
    /// to make may stand too.
    pub standing: Standing,
    /// Why the next part could not be made.
    pub error: Error,
}

impl fmt::Display for ChainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)?;
        if let Some(connector) = self.standing.connector {
            write!(f, "; connector {connector} stands")?;
        }
        if let Some(source) = self.standing.source {
            write!(f, ", source {source} too")?;
        }
        match self.standing.tables.len() {
            0 => Ok(()),
            count => write!(f, ", and {count} of the tables"),
        }
    }
}

impl std::error::Error for ChainError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}
