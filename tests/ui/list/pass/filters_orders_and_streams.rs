//! Lists as they are meant to be asked for.
#![allow(deprecated)]

use bitrix_api::client::{OAuth, Webhook};
use bitrix_api::crm::deal::{self, Deal, DealId};
use bitrix_api::list::{Filter, Listing, ListingError};
use bitrix_api::biconnector::connector::{self, Connector};
use bitrix_api::biconnector::table::{self, Table};
use bitrix_api::{Client, Date, Decimal, Projection};

#[derive(Projection)]
#[bitrix(entity = "crm.deal")]
struct Title {
    title: String,
}

/// A stream can be named and stored.
struct Export {
    deals: Listing<bitrix_api::projection::Projected<deal::List, Title>>,
}

fn filters(date: Date, sum: Decimal, id: DealId) -> Filter<Deal> {
    Deal::BEGINDATE
        .at_least(date)
        .and(Deal::OPPORTUNITY.below(sum))
        .and(Deal::OPPORTUNITY.above(100))
        .and(Deal::ID.differs_from(id))
        .and(Deal::OPENED.equals(true))
        .and(Deal::STAGE_ID.one_of(["WON", "LOSE"]))
        .and(Deal::TITLE.lacks("test"))
        .and(Deal::UF.named("UF_CRM_1").like("b%"))
        .and(Deal::UF.named("CRM_2").equals(7))
        .and(Deal::PARENT_ID.named("PARENT_ID_1220").none_of([1, 2]))
}

fn list(client: &Client<OAuth>, webhook: &Client<Webhook>) -> Export {
    let _ = client.list(connector::List::new().filter(Connector::SORT.one_of([1, 2]).or(Connector::TITLE.equals("a"))));
    let _ = client.list(table::List::new().order(Table::NAME.ascending().then(Table::ID.descending())));
    Export { deals: webhook.list_by_id(deal::List::new().select::<Title>()) }
}

async fn read(mut export: Export) -> Result<(), bitrix_api::Error> {
    while let Some(deal) = export.deals.next().await {
        let _ = deal?.title;
    }
    let _ = export.deals.progress().items;
    Ok(())
}

async fn pages(export: Export) -> Result<Vec<Title>, ListingError<deal::ListError>> {
    let mut pages = export.deals.pages();
    let first = pages.next().await.transpose()?;
    Ok(first.unwrap_or_default())
}

fn main() {
    fn is_sendable<T: Send>(_: T) {}
    let _ = |export: Export| is_sendable(read(export));
}
