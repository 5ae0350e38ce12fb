//! A whole connector: a database with a few sales, a host of it, its registration, and a report that asks for rows.
//!
//! `cargo run --example sales_connector --features host-sql` needs nothing: it makes an SQLite file, starts the host and a
//! simulated portal, and takes all of it away again.
//!
//! With `BITRIX24_URL` (an application's client endpoint) and `BITRIX24_TOKEN` (its access token) set, and
//! `--public-url https://…`, under which this machine's `--listen 0.0.0.0:8090` can be reached from outside, it registers
//! the connector at a real portal, serves it until Ctrl-C, and then removes the registration.

mod arguments;
#[path = "../common/mod.rs"]
mod common;
mod database;
mod printed;

use std::process::ExitCode;

use bitrix_api::biconnector::connector::{self, NewConnector};
use bitrix_api::biconnector::source::{self, NewSource};
use bitrix_api::biconnector::table::{self, ColumnType, NewColumn, NewTable};
use bitrix_api::biconnector::{Chain, Created, Standing};
use bitrix_api::client::OAuth;
use bitrix_api::host::axum;
use bitrix_api::host::sql::{SqlHost, SqlTable};
use bitrix_api::portal::Portal;
use bitrix_api::{Client, ConnectionSettings, Secret};
use serde_json::json;
use tokio::net::TcpListener;

use crate::arguments::{Arguments, HELP};
use crate::common::{Failure, configured, with_causes};

/// What each source of the connector fills in.
#[derive(ConnectionSettings)]
struct Login {
    login: String,
    password: Secret,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sales_connector: {}", with_causes(&*error));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Failure> {
    let (listen, public_url) = match Arguments::read(std::env::args().skip(1))? {
        Arguments::Run { listen, public_url } => (listen, public_url),
        Arguments::Help => {
            println!("{HELP}");
            return Ok(());
        }
    };
    if public_url.is_none() && configured("BITRIX24_URL")?.is_some() {
        return Err("BITRIX24_URL names a portal: say by `--public-url` where it reaches this machine".into());
    }
    let database = database::Sales::create().await?;
    println!("An SQLite database with {} sales is in {}.", database.rows, database.path.display());

    // Whoever knows this password may ask; it is another one each time.
    let password = password()?;
    let login = || Login { login: "reports".to_owned(), password: Secret::from(password.as_str()) };
    let expected = login();
    let host = SqlHost::new(database.pool.clone(), move |given: &Login| given.matches(&expected))
        .table(SqlTable::new("sales").title("Sales"));
    let listener = TcpListener::bind(listen).await?;
    let address = listener.local_addr()?;
    let server =
        tokio::spawn(async move { axum::serve(listener, connector::endpoints(host).into_router()).await });
    println!("A host of it listens on http://{address}.");

    let outcome = match public_url {
        Some(public_url) => at_a_real_portal(&public_url, &login()).await,
        None => at_a_simulated_portal(&format!("http://{address}"), &login()).await,
    };
    server.abort();
    database.pool.close().await;
    outcome
}

/// From the system's own randomness: the endpoints may be open to the internet, and nobody must be able to guess it.
fn password() -> Result<String, Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.map(|byte| format!("{byte:02x}")).concat())
}

async fn at_a_simulated_portal(base: &str, login: &Login) -> Result<(), Failure> {
    let portal = Portal::builder().allow_private_addresses(true).start().await?;
    println!("A simulated portal listens on {}.", portal.base_url());
    let client = Client::oauth(&portal.client_endpoint(), portal.token())?;
    let created = register(&client, base, login).await?;
    let table = created.tables.first().ok_or("the chain has a table")?;

    let query = json!({
        "select": ["DAY", "CUSTOMER", "CITY", "AMOUNT", "PAID_AT"],
        "filter": { ">=AMOUNT": 100, "0": { "LOGIC": "OR", "CITY": "Riga", "%CUSTOMER": "an" } },
        "limit": 8,
    });
    println!(
        "\nA report asks for sales of 100 and more, in Riga or to customers with `an` in their names:\n"
    );
    printed::table(&portal.table_data(table.get(), &query).await?);
    portal.shutdown().await;
    Ok(())
}

async fn at_a_real_portal(public_url: &str, login: &Login) -> Result<(), Failure> {
    let variable = |name: &str| {
        configured(name)?.ok_or_else(|| Failure::from(format!("set {name}: see the top of this example")))
    };
    let client = Client::oauth(&variable("BITRIX24_URL")?, variable("BITRIX24_TOKEN")?)?;
    println!("Talking to {}.", client.origin());
    let created = register(&client, public_url, login).await?;
    println!("BI Builder can ask for it now; Ctrl-C removes it again.");
    tokio::signal::ctrl_c().await?;
    Standing::from(created).remove(&client).await?;
    Ok(())
}

/// A connector, a source of it and the source's table.
async fn register(client: &Client<OAuth>, base: &str, login: &Login) -> Result<Created, Failure> {
    let base = base.trim_end_matches('/');
    let connector = connector::Add::new(NewConnector {
        title: "Sales, by example".to_owned(),
        logo: "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=".to_owned(),
        url_check: format!("{base}/urlCheck"),
        url_table_list: format!("{base}/urlTableList"),
        url_table_description: format!("{base}/urlTableDescription"),
        url_data: format!("{base}/urlData"),
        settings: Login::settings(),
    });
    let settings = login.values();
    let source = move |connector_id| {
        let title = "Sales database".to_owned();
        source::Add::new(NewSource { title, connector_id, settings: settings.clone() })
    };
    let table = |source_id| {
        table::Add::new(NewTable {
            source_id,
            name: format!("sales_{:08x}", fastrand::u32(..)),
            external_name: "Sales".to_owned(),
            external_code: "sales".to_owned(),
            fields: columns(),
        })
    };
    let created = Chain::new(connector.support_mapping(true), source).table(table).create(client).await?;
    println!("Connector {}, its source {} and a table are registered.", created.connector, created.source);
    Ok(created)
}

fn columns() -> Vec<NewColumn> {
    let columns = [
        ("ID", "id", ColumnType::Int),
        ("DAY", "day", ColumnType::Date),
        ("CUSTOMER", "customer", ColumnType::String),
        ("CITY", "city", ColumnType::String),
        ("AMOUNT", "amount", ColumnType::Double),
        ("PAID_AT", "paid_at", ColumnType::Datetime),
    ];
    let column = |(name, code, r#type): (&str, &str, _)| NewColumn {
        name: name.to_owned(),
        external_code: code.to_owned(),
        r#type,
    };
    columns.map(column).to_vec()
}
