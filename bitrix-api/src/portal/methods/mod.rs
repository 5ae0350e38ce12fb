//! The methods that the portal has.

pub(super) mod answer;
mod basic;
pub(super) mod batch;
pub(super) mod biconnector;
pub(super) mod crm;
mod family;
mod list;
pub(super) mod refusal;
pub(super) mod success;
pub(super) mod system_code;
mod write;

use bitrix_spec::model::Method;

use basic::Basic;
use batch::BATCH;
use biconnector::entity::Entity;
use crm::Crm;

/// All methods, and what the specs say of them.
#[derive(Debug)]
pub(super) struct Methods {
    /// The kinds of entities that have methods of their own.
    pub(super) entities: Vec<Entity>,
    pub(super) crm: Crm,
}

/// A method that the portal has.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'a> {
    /// `batch`, which calls the others.
    Batch,
    Single(Single<'a>),
}

/// A method that does something by itself, and what it belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Single<'a> {
    Basic(Basic),
    Deal(&'a Method),
    Entity(&'a Entity, &'a Method),
}

impl Methods {
    /// Reads what the specs say of them; the error says what is wrong with one.
    pub(super) fn read() -> Result<Self, String> {
        Ok(Self { entities: Entity::all()?, crm: Crm::read()? })
    }

    /// The method of this name, which is in lower case.
    pub(super) fn find(&self, name: &str) -> Option<Found<'_>> {
        if name == BATCH {
            return Some(Found::Batch);
        }
        let mut entities = self.entities.iter();
        let of_entity = entities.find_map(|entity| Some(Single::Entity(entity, entity.method(name)?)));
        let of_deal = || self.crm.method(name).map(Single::Deal);
        let single = of_entity.or_else(of_deal).or_else(|| Basic::of(name).map(Single::Basic));
        single.map(Found::Single)
    }

    /// What is wrong with a name in lower case that no method has; most are slips of the hand.
    pub(super) fn check_name(&self, name: &str) -> Result<(), String> {
        if self.find(name).is_some() {
            return Ok(());
        }
        let remedy = bitrix_spec::nearest(name, self.names()).map_or_else(
            || {
                format!(
                    "there are biconnector.*, crm.deal.*, {BATCH}, {}",
                    Basic::ALL.map(|(name, _)| name).join(", ")
                )
            },
            |near| format!("did you mean {near}?"),
        );
        Err(format!("the portal has no method {name:?}; {remedy}"))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let of_entities = self.entities.iter().flat_map(Entity::names);
        of_entities.chain(self.crm.names()).chain(Basic::ALL.map(|(name, _)| name)).chain([BATCH])
    }
}

#[cfg(test)]
mod tests {
    use super::Methods;

    #[test]
    fn a_name_that_no_method_has_is_answered_with_the_nearest() {
        let methods = Methods::read().expect("the shipped specs are sound");
        assert!(methods.names().all(|name| methods.check_name(&name.to_ascii_lowercase()).is_ok()));
        for (name, problem) in [
            ("profil", "the portal has no method \"profil\"; did you mean profile?"),
            (
                "biconnector.conector.get",
                "the portal has no method \"biconnector.conector.get\"; did you mean biconnector.connector.get?",
            ),
            (
                "a.b",
                "the portal has no method \"a.b\"; there are biconnector.*, crm.deal.*, batch, app.info, \
                 method.get, profile, scope, server.time, user.current",
            ),
        ] {
            assert_eq!(methods.check_name(name), Err(problem.to_owned()));
        }
    }
}
