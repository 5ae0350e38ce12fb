//! Filters as conditions of SQL.

use sea_query::{Alias, Expr, ExprTrait as _, Value};

use super::column::{self, Kind, SqlColumn};
use super::dialect::Syntax;
use super::value::value;
use crate::host::{Comparison, Condition, Filter, HostError, Logic, Operator};

/// Databases take no deeper expression than a thousand, and each condition makes it deeper.
const MOST_CONDITIONS: usize = 400;
/// Longer patterns databases refuse, or take their time over.
const LONGEST_PATTERN: usize = 1000;

/// The condition that a filter puts on rows; none if it has no conditions.
pub(super) fn filter<D: Syntax>(filter: &Filter, columns: &[SqlColumn]) -> Result<Option<Expr>, HostError> {
    if count(filter) > MOST_CONDITIONS {
        return Err(HostError::Bad(format!("filter: at most {MOST_CONDITIONS} conditions")));
    }
    group::<D>(filter, columns)
}

fn count(filter: &Filter) -> usize {
    let one = |condition: &Condition| match condition {
        Condition::Compare { operator, values, .. } if operator.comparison == Comparison::Equal => {
            // One list, and perhaps nothing.
            1 + usize::from(values.iter().any(String::is_empty))
        }
        // Each value is a condition of its own.
        Condition::Compare { values, .. } => values.len().max(1),
        Condition::Group(inner) => count(inner),
    };
    filter.conditions.iter().map(one).sum()
}

fn group<D: Syntax>(filter: &Filter, columns: &[SqlColumn]) -> Result<Option<Expr>, HostError> {
    let mut joined: Option<Expr> = None;
    for condition in &filter.conditions {
        let condition = match condition {
            Condition::Group(inner) => group::<D>(inner, columns)?,
            Condition::Compare { column, operator, values } => {
                let column = column::find(columns, "filter", column)?;
                Some(compare::<D>(column, *operator, values)?)
            }
        };
        joined = match (joined, condition, filter.logic) {
            (Some(joined), Some(condition), Logic::And) => Some(joined.and(condition)),
            (Some(joined), Some(condition), Logic::Or) => Some(joined.or(condition)),
            (joined, condition, _) => joined.or(condition),
        };
    }
    Ok(joined)
}

/// Of several values one is enough, and for a negation none may hold. What is not known, as for an empty cell, does not
/// hold.
fn compare<D: Syntax>(column: &SqlColumn, operator: Operator, values: &[String]) -> Result<Expr, HostError> {
    let holds = match (operator.comparison, values) {
        (Comparison::Between, [from, to]) => {
            operand::<D>(column).between(value(column, from)?, value(column, to)?)
        }
        (Comparison::Equal, values) => one_of(equal::<D>(column, values)?)?,
        (comparison, values) => {
            let each = values.iter().map(|text| one::<D>(column, comparison, text));
            one_of(each.collect::<Result<_, _>>()?)?
        }
    };
    Ok(if operator.negated { holds.is_not(Expr::Constant(Value::from(true))) } else { holds })
}

fn one_of(conditions: Vec<Expr>) -> Result<Expr, HostError> {
    let joined = conditions.into_iter().reduce(Expr::or);
    joined.ok_or_else(|| HostError::bad("filter: a condition has no value"))
}

/// The conditions of which one holds for a cell that is one of the values.
fn equal<D: Syntax>(column: &SqlColumn, values: &[String]) -> Result<Vec<Expr>, HostError> {
    let (nothing, texts): (Vec<&String>, Vec<&String>) = values.iter().partition(|text| text.is_empty());
    let mut conditions = match texts[..] {
        [] => Vec::new(),
        [text] => vec![one::<D>(column, Comparison::Equal, text)?],
        _ => {
            let values = texts.into_iter().map(|text| value(column, text));
            vec![operand::<D>(column).is_in(values.collect::<Result<Vec<_>, _>>()?)]
        }
    };
    if !nothing.is_empty() {
        // The empty text stands for nothing, which a form has no other way to say.
        let null = Expr::col(Alias::new(&column.name)).is_null();
        conditions.push(if column.kind == Kind::Text { operand::<D>(column).eq("").or(null) } else { null });
    }
    Ok(conditions)
}

fn one<D: Syntax>(column: &SqlColumn, comparison: Comparison, text: &str) -> Result<Expr, HostError> {
    let operand = || operand::<D>(column);
    Ok(match comparison {
        Comparison::Equal => operand().eq(value(column, text)?),
        Comparison::Above => operand().gt(value(column, text)?),
        Comparison::AtLeast => operand().gte(value(column, text)?),
        Comparison::Below => operand().lt(value(column, text)?),
        Comparison::AtMost => operand().lte(value(column, text)?),
        Comparison::Contains => like::<D>(column, &format!("%{}%", literal(text)))?,
        Comparison::Like => like::<D>(column, &text.replace('\\', r"\\"))?,
        Comparison::Between => return Err(HostError::bad("filter: `><` takes two values")),
    })
}

/// What of a column is compared.
fn operand<D: Syntax>(column: &SqlColumn) -> Expr {
    if column.is_plain { Expr::col(Alias::new(&column.name)) } else { D::shown(column) }
}

fn like<D: Syntax>(column: &SqlColumn, pattern: &str) -> Result<Expr, HostError> {
    if pattern.chars().count() > LONGEST_PATTERN {
        return Err(HostError::Bad(format!("filter: a pattern has at most {LONGEST_PATTERN} characters")));
    }
    let text = operand::<D>(column);
    let text = if column.kind == Kind::Text { text } else { text.cast_as("text") };
    Ok(D::like(text, pattern))
}

/// A text as a pattern of nothing but itself.
fn literal(text: &str) -> String {
    text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}
