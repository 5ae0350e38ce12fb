//! Reads what the specs say of a family and its entity.

use bitrix_spec::model::{Family, Record};

/// The family of this name, and its entity; the error says what is wrong with its spec.
pub(super) fn read(name: &str) -> Result<(Family, Record), String> {
    let checked = bitrix_spec::catalog::family(name).ok_or_else(|| format!("no spec describes {name}"))?;
    if let Some(diagnostic) = checked.diagnostics.first() {
        return Err(format!("the spec of {name} is wrong: {diagnostic}"));
    }
    let family = checked.family;
    let record = family.entity.clone().ok_or_else(|| format!("the spec of {name} has no entity"))?;
    Ok((family, record))
}
