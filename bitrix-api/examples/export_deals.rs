//! Streams all deals into a CSV file, with a progress bar, in constant memory. Ctrl-C stops it behind the last whole row.
//!
//! `cargo run --example export_deals [FILE]` starts a simulated portal with some thousand deals and reads those. With
//! `BITRIX24_WEBHOOK` (the address of an inbound webhook, `https://example.bitrix24.com/rest/1/…/`), or with
//! `BITRIX24_URL` (an application's client endpoint) and `BITRIX24_TOKEN` (its access token), it reads a real one's.

#![expect(deprecated, reason = "`crm.item.*` takes the place of the methods of deals, and has no spec yet")]

mod common;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bitrix_api::crm::deal::{self, Deal, DealId};
use bitrix_api::list::Listing;
use bitrix_api::portal::Portal;
use bitrix_api::projection::Projected;
use bitrix_api::{Client, DateTime, Decimal, Projection};
use indicatif::{ProgressBar, ProgressStyle};

use crate::common::{Failure, configured, with_causes};

/// What the file has of a deal.
#[derive(Projection)]
#[bitrix(entity = "crm.deal")]
struct Row {
    id: DealId,
    title: String,
    stage_id: String,
    opportunity: Option<Decimal>,
    currency_id: Option<String>,
    date_create: Option<DateTime>,
}

const HEADER: [&str; 6] = ["id", "title", "stage", "sum", "currency", "created"];

/// How many deals the simulated portal has.
const SIMULATED: u32 = 5_000;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(Done::All) => ExitCode::SUCCESS,
        // As a shell says of a program that Ctrl-C ends.
        Ok(Done::Interrupted) => ExitCode::from(130),
        Err(error) => {
            eprintln!("{}", with_causes(&*error));
            ExitCode::FAILURE
        }
    }
}

/// How an export ended.
enum Done {
    All,
    Interrupted,
}

async fn run() -> Result<Done, Failure> {
    let file = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("deals.csv"), PathBuf::from);
    let Some(client) = configured_client()? else {
        let portal = Portal::builder().deals(SIMULATED).start().await?;
        println!("A simulated portal with {SIMULATED} deals listens on {}.", portal.base_url());
        let client = Client::webhook(&portal.webhook_url())?.into();
        let done = export(&client, &file).await;
        portal.shutdown().await;
        return done;
    };
    println!("Talking to {}.", client.origin());
    export(&client, &file).await
}

/// The client of a real portal, if the environment names one.
fn configured_client() -> Result<Option<Client>, Failure> {
    if let Some(address) = configured("BITRIX24_WEBHOOK")? {
        return Ok(Some(
            Client::webhook(&address)
                .map_err(|error| format!("BITRIX24_WEBHOOK: {}", with_causes(&error)))?
                .into(),
        ));
    }
    let Some(endpoint) = configured("BITRIX24_URL")? else { return Ok(None) };
    let token = configured("BITRIX24_TOKEN")?.unwrap_or_default();
    Ok(Some(
        Client::oauth(&endpoint, token)
            .map_err(|error| format!("BITRIX24_URL, BITRIX24_TOKEN: {}", with_causes(&error)))?
            .into(),
    ))
}

async fn export(client: &Client, path: &Path) -> Result<Done, Failure> {
    // A walk counts nothing, which is why it is fast: for the bar, one page tells how many deals there are.
    let total = client.answer(deal::List::new().order(Deal::ID.ascending()).select::<Row>()).await?.total;
    let bar = bar(total.and_then(|total| u64::try_from(total).ok()));
    let mut file = csv::Writer::from_path(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let written = write(client.list_by_id(deal::List::new().select::<Row>()), &mut file, &bar).await;
    // Whatever ended it, what has been read is in the file; what ended it is told before what came of that.
    let flushed = file.flush().map_err(|error| format!("{}: {error}", path.display()).into());
    let written = written.and_then(|done| flushed.map(|()| done));
    let rows = bar.position();
    bar.finish_and_clear();
    match &written {
        Ok(Done::All) => println!("{rows} deals are in {}.", path.display()),
        Ok(Done::Interrupted) => println!("Interrupted: {} has the first {rows} deals.", path.display()),
        Err(_) => eprintln!("It failed: {} has the first {rows} deals.", path.display()),
    }
    written
}

/// Writes row by row, so that Ctrl-C finds none half written.
async fn write(
    mut deals: Listing<Projected<deal::List, Row>>,
    file: &mut csv::Writer<File>,
    bar: &ProgressBar,
) -> Result<Done, Failure> {
    file.write_record(HEADER)?;
    let interrupted = tokio::signal::ctrl_c();
    tokio::pin!(interrupted);
    loop {
        let deal = tokio::select! {
            biased;
            stop = &mut interrupted => return stop.map(|()| Done::Interrupted).map_err(Into::into),
            deal = deals.next() => deal,
        };
        let Some(deal) = deal else { return Ok(Done::All) };
        file.write_record(record(&deal?))?;
        bar.inc(1);
    }
}

fn record(deal: &Row) -> [String; 6] {
    let sum = deal.opportunity.as_ref().map(ToString::to_string);
    let created = deal.date_create.map(|date| date.to_string());
    [
        deal.id.to_string(),
        deal.title.clone(),
        deal.stage_id.clone(),
        sum.unwrap_or_default(),
        deal.currency_id.clone().unwrap_or_default(),
        created.unwrap_or_default(),
    ]
}

fn bar(total: Option<u64>) -> ProgressBar {
    match total {
        Some(total) => {
            let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} deals, {per_sec}, {eta} left");
            ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        }
        None => ProgressBar::new_spinner(),
    }
}
