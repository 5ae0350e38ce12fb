//! What BI Builder makes of answers.

use bitrix_spec::catalog;
use serde_json::{Map, Value, json};

/// Tables: each with a code and a title.
pub(super) fn tables(body: &[u8]) -> Result<Value, String> {
    let tables = objects(body, &["code", "title"])?;
    Ok(Value::from(tables))
}

/// Columns, at least one: each with a code, a name and a type. A type that is not known is taken for a text.
pub(super) fn columns(body: &[u8]) -> Result<Value, String> {
    let mut columns = objects(body, &["code", "name", "type"])?;
    if columns.is_empty() {
        return Err("its list is empty".to_owned());
    }
    let known = types();
    for column in &mut columns {
        let written = column["type"].as_str().unwrap_or_default().to_ascii_lowercase();
        let taken = if known.contains(&written) { written } else { "string".to_owned() };
        column["type"] = Value::from(taken);
    }
    Ok(Value::from(columns))
}

fn types() -> Vec<String> {
    let family = catalog::family("biconnector.table").map(|checked| checked.family);
    family.and_then(|it| Some(it.enumeration("ColumnType")?.words.clone())).unwrap_or_default()
}

/// Rows under BI Builder's names: of the columns that it has not, it takes nothing.
pub(super) fn data(body: &[u8], names: &[(String, String)]) -> Result<Value, String> {
    let rows: Vec<Vec<Value>> = read(body)?;
    let mut rows = rows.into_iter();
    let codes = rows.next().ok_or("it has no first row, which has the columns' codes")?;
    let code = |code: &Value| code.as_str().map(str::to_owned);
    let codes: Vec<String> =
        codes.iter().map(code).collect::<Option<_>>().ok_or("a code of its first row is no text")?;
    let name = |code: &String| names.iter().find(|(known, _)| known == code).map(|(_, name)| name.clone());
    let columns: Vec<Option<String>> = codes.iter().map(name).collect();
    let mut kept = Vec::new();
    for (at, row) in rows.enumerate() {
        if row.len() != codes.len() {
            let (cells, columns) = (row.len(), codes.len());
            return Err(format!("row {} has {cells} cells, and there are {columns} columns", at + 1));
        }
        let cells = row.into_iter().zip(&columns).filter(|(_, name)| name.is_some());
        kept.push(Value::from(cells.map(|(cell, _)| cell).collect::<Vec<_>>()));
    }
    Ok(json!({ "columns": columns.into_iter().flatten().collect::<Vec<_>>(), "rows": kept }))
}

/// A list of objects in which these members are never empty.
fn objects(body: &[u8], members: &[&str]) -> Result<Vec<Value>, String> {
    let items: Vec<Map<String, Value>> = read(body)?;
    for (at, item) in items.iter().enumerate() {
        let is_there = |member: &&&str| match item.get(**member) {
            Some(Value::String(text)) => !text.is_empty(),
            Some(Value::Number(_)) => true,
            _ => false,
        };
        if let Some(missing) = members.iter().find(|member| !is_there(member)) {
            return Err(format!("item {} has no `{missing}`, or an empty one", at + 1));
        }
    }
    Ok(items.into_iter().map(Value::from).collect())
}

fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| format!("its answer is not what is expected: {error}"))
}
