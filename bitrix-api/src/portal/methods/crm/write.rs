//! What a call writes of a deal.

use bitrix_spec::model::{ParamRule, Rule};

use super::call::Call;
use super::value;
use crate::php::{Array, Value};
use crate::portal::methods::refusal::Refusal;
use crate::portal::methods::write::Write;
use crate::portal::state::Values;

/// The fields to write. What the CRM does not know, or lets nobody write, it passes over.
pub(super) fn fields(call: &Call<'_>, write: Write) -> Result<Values, Refusal> {
    let Some(given) = call.params.get("fields").and_then(Value::as_array).filter(|given| !given.is_empty())
    else {
        call.breach(&Rule::Param("fields".to_owned(), ParamRule::Empty))?;
        return Ok(Values::new());
    };
    let mut values = Values::new();
    for (name, given) in given.iter() {
        let name = name.to_string();
        let Some(field) = call.crm.field(&name) else { continue };
        // What no answer has is not worth keeping.
        if field.read_only || (field.immutable && write == Write::Patch) || !field.is_returned_by("get") {
            continue;
        }
        if let Some(value) = value::take(field, given) {
            values.insert(name, value);
        }
    }
    if let Some(contact) = first_contact(given) {
        values.insert("CONTACT_ID".to_owned(), contact);
    }
    if values.get("CURRENCY_ID").is_some_and(|currency| !is_currency(&currency.to_text())) {
        return Err(call.refusal("INVALID_CURRENCY"));
    }
    Ok(values)
}

/// The contact that stands for all in answers, which do not list them.
fn first_contact(given: &Array) -> Option<Value> {
    let contacts = given.get("CONTACT_IDS")?.as_array()?;
    Some(contacts.values().next().map_or(Value::Null, |contact| Value::Int(contact.to_int())))
}

/// Whether the portal may have this currency: their codes are those of ISO 4217.
fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}
