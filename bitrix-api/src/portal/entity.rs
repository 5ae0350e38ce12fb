//! What the portal keeps entities of: a family's spec together with what the spec cannot say of their storage.

use bitrix_spec::model::{Family, Field, Method, Record};

use super::connector::Connector;
use super::php::{Array, Value};
use super::release::Release;
use super::state::State;

/// What only Rust can say of a family's storage.
pub(super) trait Storage: std::fmt::Debug + Sync {
    /// The family.
    fn family(&self) -> &'static str;

    /// The key of its entities in a state.
    fn state_key(&self) -> &'static str;

    /// The spec's name of the error for an entity that is not there, or not the caller's.
    fn not_found(&self) -> &'static str;

    /// Finds a member of an object inside the entity, by the names that the server takes for it.
    fn member<'a>(&self, object: &'a Array, name: &str) -> Option<&'a Value>;

    /// The spec's name of the error that forbids removing an entity, if something does.
    fn forbids_removal(&self, state: &State, id: i64) -> Option<&'static str>;
}

/// Every kind of entity that the portal keeps.
const STORAGES: [&dyn Storage; 1] = [&Connector];

/// A kind of entity.
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) family: Family,
    pub(super) record: Record,
    pub(super) storage: &'static dyn Storage,
}

impl Entity {
    /// Reads every kind's spec; the error says what is wrong with one.
    pub(super) fn all() -> Result<Vec<Self>, String> {
        STORAGES.into_iter().map(Self::load).collect()
    }

    fn load(storage: &'static dyn Storage) -> Result<Self, String> {
        let name = storage.family();
        let checked =
            bitrix_spec::catalog::family(name).ok_or_else(|| format!("no spec describes {name}"))?;
        if let Some(diagnostic) = checked.diagnostics.first() {
            return Err(format!("the spec of {name} is wrong: {diagnostic}"));
        }
        let family = checked.family;
        let record = family.entity.clone().ok_or_else(|| format!("the spec of {name} has no entity"))?;
        Ok(Self { family, record, storage })
    }

    /// The method of this name on the wire, in lower case.
    pub(super) fn method(&self, wire_name: &str) -> Option<&Method> {
        self.family.methods.iter().find(|method| method.wire_name.eq_ignore_ascii_case(wire_name))
    }

    /// The fields that a release knows, in the server's order.
    pub(super) fn fields(&self, release: Release) -> impl Iterator<Item = &Field> {
        self.record.fields.iter().filter(move |field| release.knows(field.since.as_deref()))
    }

    /// The field of this name, if a release knows it.
    pub(super) fn field(&self, release: Release, name: &str) -> Option<&Field> {
        self.fields(release).find(|field| field.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::Entity;

    #[test]
    fn every_kind_has_a_sound_spec_with_the_errors_that_its_storage_names() {
        for entity in Entity::all().expect("the shipped specs are sound") {
            let name = entity.storage.not_found();
            assert!(entity.family.errors.iter().any(|case| case.name == name), "{name}");
        }
    }
}
