//! The main job, end to end: adds a connector, updates it, reads it back, lists, fails in three ways, deletes.
//!
//! `cargo run --example update_connector` starts a simulated portal and talks to that. With `BITRIX24_URL` (an
//! application's client endpoint, `https://example.bitrix24.com/rest/`) and `BITRIX24_TOKEN` (its access token) it
//! talks to a real one.

mod common;

use std::process::ExitCode;

use bitrix_api::biconnector::connector::{
    Add, Connector, ConnectorId, Delete, Get, GetError, List, NewConnector, Setting, SettingType, Update,
    UpdateError,
};
use bitrix_api::client::OAuth;
use bitrix_api::portal::Portal;
use bitrix_api::{BuildError, CallError, Client, Request};

use crate::common::{Failure, configured, with_causes};

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", with_causes(&*error));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Failure> {
    let Some(address) = configured("BITRIX24_URL")? else {
        let portal = Portal::start().await?;
        println!("A simulated portal listens on {}.", portal.base_url());
        let client = Client::oauth(&portal.client_endpoint(), portal.token())?;
        walk(&client, Some(&portal)).await?;
        portal.shutdown().await;
        return Ok(());
    };
    let token = configured("BITRIX24_TOKEN")?.unwrap_or_default();
    let client = match Client::oauth(&address, token) {
        Ok(client) => client,
        Err(BuildError::WebhookForEndpoint) => {
            return Err("BITRIX24_URL is a webhook's address, and portals let only applications call biconnector \
                        methods: give an application's client endpoint, and its access token in BITRIX24_TOKEN"
                .into());
        }
        Err(error @ BuildError::NoToken) => return Err(format!("BITRIX24_TOKEN: {error}").into()),
        Err(error) => return Err(format!("BITRIX24_URL: {}", with_causes(&error)).into()),
    };
    println!("Talking to {}.", client.origin());
    walk(&client, None).await
}

async fn walk(client: &Client<OAuth>, portal: Option<&Portal>) -> Result<(), Failure> {
    let id = client.call(documented_connector()).await?;
    println!("\nAdded connector {id}.");
    let outcome = with_connector(client, portal, id).await;
    // Whatever went wrong in between, no connector is left behind.
    let deleted = client.call(Delete::new(id)).await;
    outcome?;
    deleted?;
    match client.call(Get::new(id)).await {
        Err(CallError::Refused { kind: GetError::ConnectorNotFound, .. }) => {
            println!("\nDeleted connector {id}; it is gone.");
        }
        Ok(_) => return Err("the deleted connector is still there".into()),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

async fn with_connector(
    client: &Client<OAuth>,
    portal: Option<&Portal>,
    id: ConnectorId,
) -> Result<(), Failure> {
    let before = client.call(Get::new(id)).await?;
    client.call(documented_update(id)).await?;
    let after = client.call(Get::new(id)).await?;
    println!("\nUpdated it:");
    show_changes(&before, &after);

    let page = client.call(List::new().page(1)).await?;
    println!("\nThe first page of the application's connectors:");
    for connector in &page {
        println!("  {:>4}  {}", connector.id, connector.title);
    }

    println!("\nThree ways to fail:");
    fail_in_three_ways(client, portal, id).await
}

async fn fail_in_three_ways(
    client: &Client<OAuth>,
    portal: Option<&Portal>,
    id: ConnectorId,
) -> Result<(), Failure> {
    let nowhere = ConnectorId::new(i64::MAX)?;
    show_failure("no such connector", &failure(client.call(documented_update(nowhere)).await)?);

    match portal {
        Some(portal) => {
            // For a `Client<Webhook>` this does not compile; a client that may be either is refused before it sends,
            // and one that is told to send all the same is refused by the portal.
            let webhook: Client = Client::webhook(&portal.webhook_url())?.into();
            show_failure("by webhook", &failure(webhook.call(documented_update(id)).await)?);
            let insistent: Client = Client::builder().allow_webhook().webhook(&portal.webhook_url())?.into();
            show_failure("by webhook, allowed", &failure(insistent.call(documented_update(id)).await)?);
        }
        None => println!("  by webhook: left out, there is no webhook's address for this portal"),
    }

    let long_name = Setting { code: "login".into(), name: "x".repeat(513), r#type: SettingType::String };
    let request = Update::new(id).settings([long_name]);
    match request.check() {
        Err(violations) => println!("  a name of 513 characters: refused by check()\n    {violations}"),
        Ok(()) => return Err("a name of 513 characters passed the check".into()),
    }
    Ok(())
}

fn failure(outcome: Result<(), CallError<UpdateError>>) -> Result<CallError<UpdateError>, Failure> {
    outcome.err().ok_or_else(|| "a call that should fail succeeded".into())
}

fn show_failure(what: &str, error: &CallError<UpdateError>) {
    let variant = match error {
        CallError::Refused { kind, .. } => format!("UpdateError::{kind:?}"),
        CallError::Invalid(_) => "CallError::Invalid, not sent".to_owned(),
        _ => "another error".to_owned(),
    };
    println!("  {what}: {variant}\n    {error}");
}

/// A red disc that says REST.
const LOGO: &str = "\
    data:image/svg+xml;base64,PHN2ZyB3aWR0aD0iMjIiIGhlaWdodD0iMjIiIHZpZXdCb3g9IjAgMCAyMiAyMiIgZmlsbD\
    0ibm9uZSIgeG1sbnM9Imh0dHA6Ly93d3cudzMub3JnLzIwMDAvc3ZnIj4KCTxjaXJjbGUgY3g9IjExIiBjeT0iMTEiIHI9Ij\
    EwIiBmaWxsPSIjRkYzQjNCIiAvPgoJPHRleHQgeD0iMTEiIHk9IjEzIiBmb250LWZhbWlseT0iQXJpYWwsIHNhbnMtc2VyaW\
    YiIGZvbnQtc2l6ZT0iNiIgZmlsbD0iI0ZGRkZGRiIgdGV4dC1hbmNob3I9Im1pZGRsZSIgZm9udC13ZWlnaHQ9ImJvbGQiPl\
    JFU1Q8L3RleHQ+Cjwvc3ZnPg==";

/// The add example of the documentation.
fn documented_connector() -> Add {
    Add::new(NewConnector {
        title: "SUPER REST CONNECTOR".into(),
        logo: LOGO.into(),
        url_check: "http://example.com/api/check".into(),
        url_table_list: "http://example.com/api/table_list".into(),
        url_table_description: "http://example.com/api/table_description".into(),
        url_data: "http://example.com/api/data".into(),
        settings: vec![setting("Login", "login"), setting("Password", "password")],
    })
    .description("Connector with token")
    .sort(100)
}

/// The update example of the documentation.
fn documented_update(id: ConnectorId) -> Update {
    Update::new(id)
        .title("UPDATED REST CONNECTOR")
        .logo("data:image/svg+xml;base64,NEWLOGODATA")
        .description("Updated description")
        .url_check("http://example.com/api/new_check")
        .url_table_list("http://example.com/api/new_table_list")
        .url_table_description("http://example.com/api/new_table_description")
        .url_data("http://example.com/api/new_data")
        .settings([setting("Employee Identifier", "id"), setting("Password", "password")])
        .sort(200)
}

fn setting(name: &str, code: &str) -> Setting {
    Setting { code: code.into(), name: name.into(), r#type: SettingType::String }
}

/// How a field is shown.
type Show = fn(&Connector) -> String;

fn show_changes(before: &Connector, after: &Connector) {
    let settings = |connector: &Connector| {
        connector.settings.iter().map(|setting| setting.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let fields: [(&str, Show); 8] = [
        ("title", |it| it.title.clone()),
        ("logo", |it| it.logo.chars().take(40).collect()),
        ("description", |it| it.description.clone()),
        ("sort", |it| it.sort.to_string()),
        ("urlCheck", |it| it.url_check.clone()),
        ("urlTableList", |it| it.url_table_list.clone()),
        ("urlTableDescription", |it| it.url_table_description.clone()),
        ("urlData", |it| it.url_data.clone()),
    ];
    let texts = fields.iter().map(|(name, of)| (*name, of(before), of(after)));
    for (name, old, new) in texts.chain([("settings", settings(before), settings(after))]) {
        if old != new {
            println!("  {name:<20} {old}\n  {:<20} → {new}", "");
        }
    }
}
