//! Which rows a call asks for.

use super::error::HostError;
use super::names::Names;
use crate::filter_prefix::{Comparison, Operator};
use crate::php::{Array, Key, Value};

/// A group of conditions on rows. One without any is true of every row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// How the conditions are joined.
    pub logic: Logic,
    /// The conditions.
    pub conditions: Vec<Condition>,
}

/// How the conditions of a group are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Logic {
    /// All must hold.
    #[default]
    And,
    /// One must hold.
    Or,
}

/// A condition on rows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Condition {
    /// A column compared with values.
    Compare {
        /// The column's code.
        column: String,
        /// How they are compared.
        operator: Operator,
        /// With what, at least one; [`Comparison::Between`] has two. All are texts, as forms have no other values.
        values: Vec<String>,
    },
    /// More conditions.
    Group(Filter),
}

impl Filter {
    /// Reads a filter as portals write it. Forms nest no deeper than 64 levels, and so do groups.
    pub(super) fn read(group: &Array, names: &Names) -> Result<Self, HostError> {
        let mut filter = Self::default();
        for (key, value) in group.iter() {
            match (key, value) {
                (Key::Text(key), value) if key.eq_ignore_ascii_case("logic") => filter.logic = logic(value)?,
                (Key::Int(_), Value::Array(inner)) => {
                    filter.conditions.push(Condition::Group(Self::read(inner, names)?));
                }
                (key, value) => filter.conditions.push(compare(&key.to_string(), value, names)?),
            }
        }
        Ok(filter)
    }
}

fn logic(value: &Value) -> Result<Logic, HostError> {
    match value {
        Value::Text(word) if word.eq_ignore_ascii_case("and") => Ok(Logic::And),
        Value::Text(word) if word.eq_ignore_ascii_case("or") => Ok(Logic::Or),
        _ => Err(HostError::bad("filter: `LOGIC` is either `AND` or `OR`")),
    }
}

fn compare(key: &str, value: &Value, names: &Names) -> Result<Condition, HostError> {
    let (operator, name) = Operator::split(key);
    if name.is_empty() {
        return Err(HostError::bad("filter: a condition names no column"));
    }
    let text = |value: &Value| match value {
        Value::Text(text) => Ok(text.clone()),
        _ => Err(HostError::bad("filter: a condition's values are texts, or a list of them")),
    };
    let values = match value {
        Value::Array(values) => values.values().map(text).collect::<Result<Vec<_>, _>>()?,
        value => vec![text(value)?],
    };
    if operator.comparison == Comparison::Between && values.len() != 2 {
        return Err(HostError::bad("filter: `><` takes a list of two values, from and to"));
    }
    Ok(Condition::Compare { column: names.code(name), operator, values })
}

#[cfg(test)]
mod tests {
    use super::{Comparison, Condition, Filter, Logic, Names, Operator};
    use crate::php::{Value, form};

    fn read(form: &str) -> Result<Filter, String> {
        let params = form::parse_strictly(form.as_bytes()).expect(form);
        let names = Names::new([("deal_id".to_owned(), "DEAL".to_owned())].into());
        let filter = params.get("filter").and_then(Value::as_array).expect("there is a filter");
        Filter::read(filter, &names).map_err(|error| error.to_string())
    }

    fn compare(column: &str, comparison: Comparison, negated: bool, values: &[&str]) -> Condition {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        Condition::Compare { column: column.to_owned(), operator: Operator { comparison, negated }, values }
    }

    #[test]
    fn prefixes_lists_and_groups_become_a_tree_of_codes() {
        let form = "filter[>%3DDEAL]=3&filter[0][LOGIC]=or&filter[0][!@city][0]=Riga&filter[0][!@city][1]=Oslo\
                    &filter[0][0][%25name]=an";
        let group = Filter {
            logic: Logic::Or,
            conditions: vec![
                compare("city", Comparison::Equal, true, &["Riga", "Oslo"]),
                Condition::Group(Filter {
                    logic: Logic::And,
                    conditions: vec![compare("name", Comparison::Contains, false, &["an"])],
                }),
            ],
        };
        let conditions =
            vec![compare("deal_id", Comparison::AtLeast, false, &["3"]), Condition::Group(group)];
        assert_eq!(read(form), Ok(Filter { logic: Logic::And, conditions }));
    }

    #[test]
    fn what_is_no_filter_is_refused_with_a_remedy() {
        for (form, message) in [
            ("filter[LOGIC]=XOR", "filter: `LOGIC` is either `AND` or `OR`"),
            ("filter[LOGIC][]=OR", "filter: `LOGIC` is either `AND` or `OR`"),
            ("filter[>%3D]=1", "filter: a condition names no column"),
            ("filter[><a]=1", "filter: `><` takes a list of two values, from and to"),
            ("filter[a][b][c]=1", "filter: a condition's values are texts, or a list of them"),
        ] {
            assert_eq!(read(form), Err(message.to_owned()), "{form}");
        }
    }
}
