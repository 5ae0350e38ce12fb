//! `select`: the fields that the rows of a list have.

use bitrix_spec::model::{Field, ListPart};

use crate::php::Value;
use crate::portal::methods::biconnector::call::Call;
use crate::portal::methods::refusal::Refusal;

/// A field of the rows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Selected<'a> {
    /// As it is.
    Field(&'a Field),
    /// One that the server cannot print once it is asked for by name.
    Opaque(&'a Field),
}

impl Selected<'_> {
    fn field(&self) -> &Field {
        match self {
            Self::Field(field) | Self::Opaque(field) => field,
        }
    }
}

/// The selected fields. The keys of an object do not matter; no names at all, or `*` among them, mean every field. What
/// lists do not return may be named, and is passed over.
pub(super) fn read<'a>(call: &'a Call<'_>) -> Result<Vec<Selected<'a>>, Refusal> {
    let mut selected: Vec<Selected<'a>> = Vec::new();
    let mut select_all = true;
    let mut has_star = false;
    let is_returned = |field: &Field| field.is_returned_by(&call.method.name);
    for name in super::part(call, ListPart::Select)?.into_iter().flat_map(|select| select.values()) {
        select_all = false;
        let name = Value::to_text(name);
        if name == "*" {
            has_star = true;
            continue;
        }
        match call.entity.field(call.release, &name) {
            Some(field) if selected.iter().any(|known| known.field().name == field.name) => {}
            Some(field) if !is_returned(field) => {}
            Some(field) if field.selectable => selected.push(Selected::Field(field)),
            Some(field) => selected.push(Selected::Opaque(field)),
            None => super::unknown(call, ListPart::Select, &name)?,
        }
    }
    if select_all || has_star {
        let all = call.entity.known(call.release).filter(|field| is_returned(field));
        return Ok(all.map(Selected::Field).collect());
    }
    // The storage gives its key even if nobody asked for it.
    let id = call.entity.record.id().filter(|id| selected.iter().all(|known| known.field().name != id.name));
    selected.extend(id.map(Selected::Field));
    Ok(selected)
}
