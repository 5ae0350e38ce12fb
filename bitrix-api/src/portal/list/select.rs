//! `select`: the fields that the rows of a list have.

use bitrix_spec::model::{Field, ListPart};

use super::super::call::Call;
use super::super::php::Value;
use super::super::refusal::Refusal;

/// The selected fields. The keys of an object do not matter; no names at all, or `*` among them, mean every field.
pub(super) fn read<'a>(call: &'a Call<'_>) -> Result<Vec<&'a Field>, Refusal> {
    let mut fields: Vec<&Field> = Vec::new();
    let mut select_all = true;
    let mut has_star = false;
    for name in super::part(call, ListPart::Select)?.into_iter().flat_map(|select| select.values()) {
        select_all = false;
        let name = Value::to_text(name);
        if name == "*" {
            has_star = true;
            continue;
        }
        match call.entity.field(call.release, &name) {
            Some(field) if fields.iter().any(|known| known.name == field.name) => {}
            Some(field) => fields.push(field),
            None => super::unknown(call, ListPart::Select, &name)?,
        }
    }
    if select_all || has_star {
        return Ok(call.entity.fields(call.release).collect());
    }
    // The storage gives its key even if nobody asked for it.
    if let Some(id) = call.entity.record.id().filter(|id| fields.iter().all(|field| field.name != id.name)) {
        fields.push(id);
    }
    Ok(fields)
}
