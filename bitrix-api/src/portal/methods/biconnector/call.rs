//! One call of a method: who may make it, and which of the method's errors answers a broken rule.

use bitrix_spec::model::{Context, Method, Nested, ParamType, ResultShape, Rule, Type};

use super::actions;
use super::endpoint::Endpoint;
use super::entity::Entity;
use crate::php::{Array, Key, Value};
use crate::portal::authorisation::application::Application;
use crate::portal::methods::refusal::Refusal;
use crate::portal::state::State;
use crate::portal::state::release::Release;

/// A call whose caller is known and whose method was found.
#[derive(Debug)]
pub(in crate::portal) struct Call<'a> {
    /// Every kind of entity that the portal keeps.
    pub(in crate::portal) entities: &'a [Entity],
    pub(in crate::portal) entity: &'a Entity,
    pub(in crate::portal) method: &'a Method,
    pub(in crate::portal) params: &'a Array,
    /// The application that calls; none for a webhook that may not do the same.
    pub(in crate::portal) application: Option<Application>,
    pub(in crate::portal) release: Release,
    /// What the endpoint said that the call had to ask, once it has been asked.
    pub(in crate::portal) verdict: Option<bool>,
}

/// Why a call does not end with a result.
#[derive(Debug)]
pub(in crate::portal) enum Halt {
    /// It is refused.
    Refused(Refusal),
    /// What becomes of it depends on an endpoint of somebody else's, which has to be asked first.
    Ask(Endpoint),
    /// The server dies over it, and nothing but HTTP 500 comes back.
    Crash,
}

impl<R: Into<Refusal>> From<R> for Halt {
    fn from(refusal: R) -> Self {
        Self::Refused(refusal.into())
    }
}

impl Call<'_> {
    /// Runs the call on the portal's state.
    pub(in crate::portal) fn run(&self, state: &mut State) -> Result<Value, Halt> {
        if !state.access || (self.method.context == Context::Application && self.application.is_none()) {
            self.breach(&Rule::Access, &[])?;
        }
        let result = match self.method.name.as_str() {
            "add" => actions::add(self, state),
            "update" => actions::update(self, state),
            "get" => actions::get(self, state),
            "list" => actions::list(self, state),
            "delete" => actions::delete(self, state),
            "fields" => Ok(actions::fields(self)),
            _ => self.entity.storage.run(self, state),
        };
        result.map(|value| self.shaped(value))
    }

    /// Refuses the call for a broken rule, unless the method has no error for it: such a rule is not the server's.
    pub(in crate::portal) fn breach(&self, rule: &Rule, values: &[(&str, &str)]) -> Result<(), Refusal> {
        match self.entity.family.refusal(self.method, rule) {
            Some(case) => Err(Refusal::of(case, values)),
            None => Ok(()),
        }
    }

    /// The name of the parameter that holds the entity's identifier.
    pub(super) fn id_param(&self) -> Option<&str> {
        self.param(|ty| matches!(ty, ParamType::Value(Type::Id(_))))
    }

    /// The name of the parameter that holds the fields to write.
    pub(super) fn fields_param(&self) -> Option<&str> {
        self.param(|ty| matches!(ty, ParamType::New | ParamType::Patch))
    }

    fn param(&self, is_wanted: impl Fn(&ParamType) -> bool) -> Option<&str> {
        self.method.params.iter().find(|param| is_wanted(&param.ty)).map(|param| param.name.as_str())
    }

    fn shaped(&self, value: Value) -> Value {
        let value = match &self.method.nested {
            Some(nested) => self.nested(nested, &value),
            None => value,
        };
        match &self.method.result {
            ResultShape::True => Value::Bool(true),
            ResultShape::Value(_) => value,
            ResultShape::Member(name, _) => [(name.as_str(), value)].into_iter().collect::<Array>().into(),
        }
    }

    /// Puts most of an entity's fields one level deeper.
    fn nested(&self, nested: &Nested, entity: &Value) -> Value {
        let is_beside = |name: &str| {
            let field = self
                .entity
                .record
                .fields
                .iter()
                .find(|field| field.name == name || field.aliases.iter().any(|alias| alias == name));
            field.is_some_and(|field| nested.except.contains(&field.name))
        };
        let members = || entity.as_array().into_iter().flat_map(Array::iter);
        let inside: Array = members()
            .filter(|(name, _)| !is_beside(&name.to_string()))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let beside = members().filter(|(name, _)| is_beside(&name.to_string()));
        let beside = beside.map(|(name, value)| (name.clone(), value.clone()));
        std::iter::once((Key::from(nested.member.as_str()), inside.into()))
            .chain(beside)
            .collect::<Array>()
            .into()
    }
}
