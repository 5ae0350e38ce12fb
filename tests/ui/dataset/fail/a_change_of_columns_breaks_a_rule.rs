//! Every rule of `biconnector.dataset.fields.update` that types keep, each broken once.
#![allow(deprecated)]

use bitrix_api::biconnector::dataset::{ColumnChange, ColumnId, ColumnType, FieldsUpdate, NewColumn, TableId};
use bitrix_api::client::{OAuth, Webhook};
use bitrix_api::Client;

// access
fn access(client: &Client<Webhook>) {
    let _ = client.call(FieldsUpdate::new(TableId::new(3).unwrap()));
}

// id.missing
fn id_missing(client: &Client<OAuth>) {
    let _ = client.call(FieldsUpdate::new());
}

// id.invalid
fn id_invalid(client: &Client<OAuth>) {
    let _ = client.call(FieldsUpdate::new(ColumnId::new(3).unwrap()));
}

// NewColumn.missing
fn new_column_missing(client: &Client<OAuth>) {
    let column = NewColumn { external_code: "id".into(), r#type: ColumnType::Int };
    let _ = client.call(FieldsUpdate::new(TableId::new(3).unwrap()).add([column]));
}

// ColumnChange.missing
fn column_change_missing(client: &Client<OAuth>) {
    let change = ColumnChange { id: ColumnId::new(3).unwrap() };
    let _ = client.call(FieldsUpdate::new(TableId::new(3).unwrap()).update([change]));
}

// delete.invalid
fn delete_invalid(client: &Client<OAuth>) {
    let _ = client.call(FieldsUpdate::new(TableId::new(3).unwrap()).delete([3]));
}

fn main() {}
