//! What a query comes to, computed in plain Rust over the same rows.

use std::cmp::Ordering;

use bitrix_tests::like::is_like;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Number(f64),
    Text(String),
    /// A date, or a moment in UTC, in the form in which it is shown.
    Time(String),
}

/// A filter.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Group { any: bool, nodes: Vec<Node> },
    Compare { prefix: &'static str, column: usize, values: Vec<Value> },
}

/// A value of a filter: as it is written, and what it means for the column.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    pub(crate) written: String,
    pub(crate) cell: Cell,
}

/// Whether a row passes. A group of nothing holds for every row.
pub(crate) fn holds(node: &Node, row: &[Cell]) -> bool {
    match node {
        Node::Group { nodes, .. } if nodes.iter().all(is_empty) => true,
        Node::Group { any: true, nodes } => {
            nodes.iter().filter(|node| !is_empty(node)).any(|node| holds(node, row))
        }
        Node::Group { any: false, nodes } => nodes.iter().all(|node| holds(node, row)),
        Node::Compare { prefix, column, values } => compare(prefix, &row[*column], values),
    }
}

fn is_empty(node: &Node) -> bool {
    matches!(node, Node::Group { nodes, .. } if nodes.iter().all(is_empty))
}

fn compare(prefix: &str, cell: &Cell, values: &[Value]) -> bool {
    let order = |value: &Value| order(cell, &value.cell);
    let some = |holds: &dyn Fn(&Value) -> bool| values.iter().any(holds);
    match prefix {
        "!" | "!=" | "!@" => !compare("=", cell, values),
        "!%" => !compare("%", cell, values),
        "!=%" => !compare("=%", cell, values),
        "!><" => !compare("><", cell, values),
        "" | "=" | "@" => some(&|value| match (cell, &value.cell) {
            (Cell::Null, _) => value.written.is_empty(),
            _ => order(value) == Some(Ordering::Equal),
        }),
        ">" => some(&|value| order(value) == Some(Ordering::Greater)),
        ">=" => some(&|value| order(value).is_some_and(Ordering::is_ge)),
        "<" => some(&|value| order(value) == Some(Ordering::Less)),
        "<=" => some(&|value| order(value).is_some_and(Ordering::is_le)),
        "><" => {
            order(&values[0]).is_some_and(Ordering::is_ge) && order(&values[1]).is_some_and(Ordering::is_le)
        }
        "%" => {
            some(&|value| text(cell).is_some_and(|text| text.contains(&value.written.to_ascii_lowercase())))
        }
        "=%" => {
            some(&|value| text(cell).is_some_and(|text| is_like(&text, &value.written.to_ascii_lowercase())))
        }
        _ => unreachable!("no such prefix is tried"),
    }
}

fn order(cell: &Cell, value: &Cell) -> Option<Ordering> {
    match (cell, value) {
        (Cell::Number(cell), Cell::Number(value)) => cell.partial_cmp(value),
        (Cell::Text(cell), Cell::Text(value)) | (Cell::Time(cell), Cell::Time(value)) => {
            Some(cell.cmp(value))
        }
        _ => None,
    }
}

fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Null => None,
        Cell::Number(number) => Some(number.to_string()),
        Cell::Text(text) | Cell::Time(text) => Some(text.to_ascii_lowercase()),
    }
}
