//! What the portal keeps entities of: a family's spec together with what the spec cannot say of their storage.

use bitrix_spec::model::{EntityName, Family, Field, Method, Record, Type};

use super::connector::Connector;
use super::source::Source;
use super::storage::Storage;
use super::table;
use crate::portal::authorisation::application::Application;
use crate::portal::methods::family;
use crate::portal::state::Row;
use crate::portal::state::release::Release;

/// Every kind of entity that the portal keeps; those that others point at come before them.
const STORAGES: [&dyn Storage; 4] = [&Connector, &Source, &table::TABLE, &table::DATASET];

/// A kind of entity.
#[derive(Debug)]
pub(in crate::portal) struct Entity {
    pub(super) family: Family,
    pub(in crate::portal) record: Record,
    pub(in crate::portal) storage: &'static dyn Storage,
    /// The kind that it belongs to, and the field that says to which one.
    pub(in crate::portal) parent: Option<Link>,
    /// The kinds that belong to it, and the fields that say so.
    pub(super) children: Vec<Link>,
}

/// A field between two kinds of entities, seen from one of them.
#[derive(Debug, Clone)]
pub(in crate::portal) struct Link {
    /// The field's name.
    pub(in crate::portal) field: String,
    /// How the other kind is kept.
    pub(in crate::portal) storage: &'static dyn Storage,
}

impl Entity {
    /// Reads every kind's spec; the error says what is wrong with one.
    pub(in crate::portal) fn all() -> Result<Vec<Self>, String> {
        let mut all: Vec<Self> = STORAGES.into_iter().map(Self::load).collect::<Result<_, _>>()?;
        let parents = all.iter().filter_map(|child| Some((child.storage, child.parent.clone()?)));
        for (child, link) in parents.collect::<Vec<_>>() {
            let parent = all.iter_mut().find(|entity| entity.storage.family() == link.storage.family());
            if let Some(parent) = parent {
                parent.children.push(Link { field: link.field, storage: child });
            }
        }
        Ok(all)
    }

    fn load(storage: &'static dyn Storage) -> Result<Self, String> {
        let (family, record) = family::read(storage.family())?;
        let parent = record.fields.iter().find_map(|field| {
            let Type::Id(EntityName { family: Some(family), .. }) = &field.ty else { return None };
            let storage = STORAGES.into_iter().find(|storage| storage.family() == family)?;
            Some(Link { field: field.name.clone(), storage })
        });
        Ok(Self { family, record, storage, parent, children: Vec::new() })
    }

    /// The method of this name on the wire, in lower case.
    pub(in crate::portal) fn method(&self, wire_name: &str) -> Option<&Method> {
        self.family.methods.iter().find(|method| method.wire_name.eq_ignore_ascii_case(wire_name))
    }

    /// The names of all methods on the wire.
    pub(in crate::portal) fn names(&self) -> impl Iterator<Item = &str> {
        self.family.methods.iter().map(|method| method.wire_name.as_str())
    }

    /// The fields that a release knows, in the server's order.
    pub(in crate::portal) fn known(&self, release: Release) -> impl Iterator<Item = &Field> {
        self.record.fields.iter().filter(move |field| release.knows(field.since.as_deref()))
    }

    /// Those of them that a call may name.
    pub(super) fn fields(&self, release: Release) -> impl Iterator<Item = &Field> {
        self.known(release).filter(|field| field.described)
    }

    /// The field of this name, if a call may name it.
    pub(in crate::portal) fn field(&self, release: Release, name: &str) -> Option<&Field> {
        self.fields(release).find(|field| field.name == name)
    }

    /// The object whose fields the items of a field have, as they are kept.
    pub(super) fn item(&self, field: &Field) -> Option<&Record> {
        self.family.object(field.ty.object()?)
    }

    /// Whether an application finds an entity. Portals keep sources and tables of other kinds beside those that
    /// applications add, files for one, and no application finds these.
    pub(in crate::portal) fn shows(&self, row: &Row, application: Option<Application>) -> bool {
        let is_of_known_kind = |field: &Field| match &field.ty {
            Type::Enum(name) if field.read_only => self.family.enumeration(name).is_none_or(|known| {
                let word = row.get(&field.name).to_text();
                known.words.contains(&word)
            }),
            _ => true,
        };
        application == Some(row.owner) && self.record.fields.iter().all(is_of_known_kind)
    }
}

#[cfg(test)]
mod tests {
    use super::Entity;

    #[test]
    fn every_kind_has_a_sound_spec_with_the_errors_that_its_storage_names() {
        for entity in Entity::all().expect("the shipped specs are sound") {
            for name in std::iter::once(entity.storage.not_found()).chain(entity.storage.in_use()) {
                assert!(entity.family.errors.iter().any(|case| case.name == name), "{name}");
            }
        }
    }

    #[test]
    fn kinds_are_linked_as_their_specs_say() {
        let all = Entity::all().expect("the shipped specs are sound");
        let links: Vec<_> = all
            .iter()
            .filter_map(|entity| Some((entity.storage.family(), entity.parent.as_ref()?)))
            .map(|(family, link)| (family, link.field.as_str(), link.storage.family()))
            .collect();
        assert_eq!(
            links,
            [
                ("biconnector.source", "connectorId", "biconnector.connector"),
                ("biconnector.table", "sourceId", "biconnector.source"),
                ("biconnector.dataset", "sourceId", "biconnector.source"),
            ]
        );
    }
}
