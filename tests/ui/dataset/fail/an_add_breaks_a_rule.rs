//! Every rule of `biconnector.dataset.add` that types keep, each broken once.
#![allow(deprecated)]

use bitrix_api::biconnector::dataset::{Add, ColumnType, NewColumn, NewTable, SourceId};
use bitrix_api::client::{OAuth, Webhook};
use bitrix_api::Client;

// access
fn access(client: &Client<Webhook>) {
    let _ = client.call(Add::new(NewTable { source_id: SourceId::new(3).unwrap(), name: "t".into(), external_name: "t".into(), external_code: "t".into(), fields: vec![] }));
}

// fields.empty
fn fields_empty(client: &Client<OAuth>) {
    let _ = client.call(Add::new());
}

// fields.unknown
fn fields_unknown(client: &Client<OAuth>) {
    let _ = client.call(Add::new(NewTable { source_id: SourceId::new(3).unwrap(), name: "t".into(), external_name: "t".into(), external_code: "t".into(), fields: vec![] }).colour("red"));
}

// field.missing
fn field_missing(client: &Client<OAuth>) {
    let _ = client.call(Add::new(NewTable { source_id: SourceId::new(3).unwrap(), name: "t".into(), external_name: "t".into(), external_code: "t".into() }));
}

// field.read_only
fn field_read_only(client: &Client<OAuth>) {
    let _ = client.call(Add::new(NewTable { source_id: SourceId::new(3).unwrap(), name: "t".into(), external_name: "t".into(), external_code: "t".into(), fields: vec![] }).date_create("2025-03-24".parse().unwrap()));
}

// field.type
fn field_type(client: &Client<OAuth>) {
    let _ = client.call(Add::new(NewTable { source_id: SourceId::new(3).unwrap(), name: 5, external_name: "t".into(), external_code: "t".into(), fields: vec![] }));
}

// NewColumn.missing
fn new_column_missing(client: &Client<OAuth>) {
    let _ = NewColumn { name: "ID".into(), r#type: ColumnType::Int };
    let _ = client;
}

fn main() {}
