//! What only Rust can say of how the server keeps a family's entities; all else is in the family's spec.

use bitrix_spec::model::Field;

use super::call::{Call, Halt};
use super::checks::Draft;
use super::entity::Entity;
use crate::php::{Array, Value};
use crate::portal::methods::refusal::Refusal;
use crate::portal::methods::system_code::SystemCode;
use crate::portal::state::{State, Values};

/// Who writes an entity's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::portal) enum Writer {
    /// A call, which sends them.
    Call,
    /// A state, which may have them as they are kept, too.
    Seed,
}

/// How one family's entities are kept.
pub(in crate::portal) trait Storage: std::fmt::Debug + Sync {
    /// The family.
    fn family(&self) -> &'static str;

    /// The key of its entities in a state; families that share one share their entities.
    fn state_key(&self) -> &'static str;

    /// The spec's name of the error for an entity that is not there, or not the caller's.
    fn not_found(&self) -> &'static str;

    /// The spec's name of the error that forbids removing an entity which others point at.
    fn in_use(&self) -> Option<&'static str> {
        None
    }

    /// The field in whose place a state may say what calling the address in it comes to. A state that says nothing
    /// means that the call succeeds.
    fn endpoint(&self) -> Option<&'static str> {
        None
    }

    /// The name of the field that states call `name`.
    fn seeded_name<'n>(&self, name: &'n str) -> &'n str {
        name
    }

    /// The member of which no two items of the list in a field may have the same.
    fn unique_member(&self, _field: &str) -> Option<&'static str> {
        None
    }

    /// Finds a member of an object inside the entity, by the names that the server takes for it.
    fn member<'a>(&self, object: &'a Array, name: &str) -> Option<&'a Value> {
        object.get(name)
    }

    /// Whether an error that no rule of the spec implies answers the call. The text fills the error's placeholders.
    fn foresee(
        &self,
        _error: &str,
        _call: &Call<'_>,
        _state: &State,
        _draft: &Draft,
    ) -> Result<Option<String>, Halt> {
        Ok(None)
    }

    /// Turns values as they are sent into values as they are kept, and adds those that follow from them.
    fn settle(
        &self,
        _entity: &Entity,
        _state: &mut State,
        _id: i64,
        _values: &mut Values,
        _written_by: Writer,
    ) -> Result<(), Halt> {
        Ok(())
    }

    /// A value as an answer has it, and its name there.
    fn show<'f>(&self, _call: &Call<'_>, field: &'f Field, value: Value) -> (&'f str, Value) {
        (&field.name, value)
    }

    /// Runs a method that is not one of the six common ones.
    fn run(&self, _call: &Call<'_>, _state: &mut State) -> Result<Value, Halt> {
        Err(Refusal::from(SystemCode::MethodNotFound).into())
    }
}
