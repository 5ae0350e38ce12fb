//! Rows as one reads them.

use serde_json::Value;

/// Prints what BI Builder has of a table.
pub(crate) fn table(answer: &Value) {
    let columns = cells(&answer["columns"]);
    let rows: Vec<Vec<String>> = answer["rows"].as_array().into_iter().flatten().map(cells).collect();
    let is_number: Vec<bool> = (0..columns.len())
        .map(|at| answer["rows"].as_array().into_iter().flatten().any(|row| row[at].is_number()))
        .collect();
    let width = |at: usize| {
        let cells = rows.iter().chain([&columns]).filter_map(|row| row.get(at));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    line(&columns, &widths, &is_number);
    line(&widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>(), &widths, &is_number);
    for row in &rows {
        line(row, &widths, &is_number);
    }
}

fn cells(row: &Value) -> Vec<String> {
    let text = |cell: &Value| match cell {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    row.as_array().into_iter().flatten().map(text).collect()
}

fn line(cells: &[String], widths: &[usize], is_number: &[bool]) {
    let padded = cells.iter().zip(widths).zip(is_number).map(|((cell, width), is_number)| {
        if *is_number { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
    });
    println!("  {}", padded.collect::<Vec<_>>().join("  ").trim_end());
}
