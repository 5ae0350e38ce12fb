//! Reads the deals of a seeded state.

use super::deal::Deal;
use super::deals::Deals;
use super::{Crm, value};
use crate::php::{Array, Value};
use crate::portal::state::Values;
use crate::portal::state::seed::{self, SeedError};

/// The deals of a state: so many, or these.
pub(in crate::portal) fn read(crm: &Crm, part: &Value) -> Result<Deals, SeedError> {
    match part {
        Value::Int(count) => u32::try_from(*count).map(Deals::seeded).map_err(|_| wrong("deals")),
        Value::Array(items) if items.is_list() => list(crm, items),
        _ => Err(wrong("deals")),
    }
}

fn wrong(place: &str) -> SeedError {
    SeedError::new(place, "expected a list, or how many deals there are")
}

fn list(crm: &Crm, items: &Array) -> Result<Deals, SeedError> {
    let mut deals = Deals::default();
    for (at, item) in items.values().enumerate() {
        let place = format!("deals[{at}]");
        let item = item.as_array().ok_or_else(|| SeedError::new(&place, "expected an object"))?;
        let id = seed::id(item, "ID", &place)?;
        if !deals.insert(id, Deal::seeded(fields(crm, item, &place)?)) {
            return Err(seed::taken(id, "ID", &place));
        }
    }
    Ok(deals)
}

fn no_such_field(crm: &Crm) -> String {
    let known: Vec<&str> = crm.record.fields.iter().map(|field| field.name.as_str()).collect();
    format!("a deal has no such field; it may have {}", known.join(", "))
}

/// What is said of a deal; other than a call, a state may name what only the server writes.
fn fields(crm: &Crm, item: &Array, place: &str) -> Result<Values, SeedError> {
    let named = item.iter().filter(|(name, _)| name.to_string() != "ID");
    let fields = named.map(|(name, given)| {
        let name = name.to_string();
        let place = format!("{place}.{name}");
        let field = crm.field(&name).ok_or_else(|| SeedError::new(&place, no_such_field(crm)))?;
        let taken = value::take(field, given);
        Ok((name, taken.ok_or_else(|| SeedError::new(&place, seed::expected(field.write_ty())))?))
    });
    fields.collect()
}
