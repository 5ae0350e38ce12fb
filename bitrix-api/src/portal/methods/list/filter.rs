//! `filter`: checked twice as on the server, first by the REST check with its own idea of names, then by the storage.

use bitrix_spec::model::{ListPart, ListRule, Rule};

use super::cell::Cell;
use super::condition::{Condition, Group};
use super::operator::{Operator, bare};
use crate::php::{Array, Key, Value};
use crate::portal::methods::biconnector::call::Call;
use crate::portal::methods::biconnector::column;
use crate::portal::methods::refusal::Refusal;

/// The REST check. It goes into every array as if it were a group of conditions, so that a list of texts is refused for
/// its first position and a list of numbers passes whatever name it stands under.
pub(super) fn check<'a>(call: &Call<'a>) -> Result<Option<&'a Array>, Refusal> {
    let filter = super::part(call, ListPart::Filter)?;
    if let Some(filter) = filter {
        check_group(call, filter)?;
    }
    Ok(filter)
}

fn check_group(call: &Call<'_>, group: &Array) -> Result<(), Refusal> {
    for (key, value) in group.iter() {
        let key_text = key.to_string();
        match value {
            _ if is_logic(key) => {
                if logic(value).is_none() {
                    call.breach(&Rule::List(ListPart::Filter, ListRule::Logic), &[])?;
                }
            }
            Value::Array(nested) => check_group(call, nested)?,
            _ if matches!(key, Key::Int(_)) && value.is_numeric() => {}
            _ => {
                let name = bare(&key_text);
                if call.entity.field(call.release, name).is_none() {
                    super::unknown(call, ListPart::Filter, name)?;
                }
            }
        }
    }
    Ok(())
}

/// What the storage makes of a filter that passed the check.
pub(super) fn compile<'a>(call: &'a Call<'_>, filter: Option<&Array>) -> Result<Group<'a>, Refusal> {
    let mut group = Group::default();
    let has_groups = call.method.list.as_ref().is_some_and(|list| list.groups);
    for (key, value) in filter.into_iter().flat_map(|filter| filter.iter()) {
        match (key, value) {
            // These lists join another table, and look for the names inside groups in the wrong one.
            (Key::Int(_), Value::Array(_)) if !has_groups => unknown_to_storage(call, &key.to_string())?,
            _ if is_logic(key) && !has_groups => unknown_to_storage(call, "logic")?,
            _ if is_logic(key) => group.any = logic(value) == Some(Logic::Or),
            (Key::Int(_), Value::Array(nested)) => {
                group.conditions.push(Condition::Group(compile(call, Some(nested))?));
            }
            _ => group.conditions.extend(compare(call, &key.to_string(), value)?),
        }
    }
    Ok(group)
}

/// One comparison; none if its list of values is empty, which drops the condition.
fn compare<'a>(call: &'a Call<'_>, key: &str, value: &Value) -> Result<Option<Condition<'a>>, Refusal> {
    let (operator, name) = Operator::split(key);
    let Some(field) = call.entity.field(call.release, name) else {
        unknown_to_storage(call, name)?;
        return Ok(None);
    };
    // Dropped before the storage sees it.
    if !field.filterable {
        return Ok(None);
    }
    let operands = operator.operands(value, |value| Cell::operand(field, value));
    Ok((!operands.is_empty()).then_some(Condition::Compare(field, operator, operands)))
}

/// Refuses a name that passed the check and that the storage does not know.
fn unknown_to_storage(call: &Call<'_>, name: &str) -> Result<(), Refusal> {
    let column = column::name(name);
    let values = [("COLUMN", column.as_str()), ("PATH", &column), ("ENTITY", &call.entity.record.name)];
    call.breach(&Rule::List(ListPart::Filter, ListRule::Storage), &values)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Logic {
    And,
    Or,
}

fn is_logic(key: &Key) -> bool {
    matches!(key, Key::Text(key) if key == "logic")
}

fn logic(value: &Value) -> Option<Logic> {
    match value {
        Value::Text(word) if word.eq_ignore_ascii_case("AND") => Some(Logic::And),
        Value::Text(word) if word.eq_ignore_ascii_case("OR") => Some(Logic::Or),
        _ => None,
    }
}
