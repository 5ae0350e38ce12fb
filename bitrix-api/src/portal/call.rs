//! One call of a method: who may make it, and which of the method's errors answers a broken rule.

use bitrix_spec::model::{Context, Method, ParamType, ResultShape, Rule, Type};

use super::actions;
use super::entity::Entity;
use super::php::{Array, Value};
use super::refusal::Refusal;
use super::release::Release;
use super::state::State;
use super::system;

/// A call whose caller is known and whose method was found.
#[derive(Debug)]
pub(super) struct Call<'a> {
    pub(super) entity: &'a Entity,
    pub(super) method: &'a Method,
    pub(super) params: &'a Array,
    /// Whether an application calls, or a webhook that may do the same.
    pub(super) as_application: bool,
    pub(super) release: Release,
}

impl Call<'_> {
    /// Runs the call on the portal's state.
    pub(super) fn run(&self, state: &mut State) -> Result<Value, Refusal> {
        if !state.access || (self.method.context == Context::Application && !self.as_application) {
            self.breach(&Rule::Access, &[])?;
        }
        let result = match self.method.name.as_str() {
            "add" => actions::add(self, state),
            "update" => actions::update(self, state),
            "get" => actions::get(self, state),
            "list" => actions::list(self, state),
            "delete" => actions::delete(self, state),
            "fields" => Ok(actions::fields(self)),
            _ => Err(system::ERROR_METHOD_NOT_FOUND.into()),
        };
        result.map(|value| self.shaped(value))
    }

    /// Refuses the call for a broken rule, unless the method has no error for it: such a rule is not the server's.
    pub(super) fn breach(&self, rule: &Rule, values: &[(&str, &str)]) -> Result<(), Refusal> {
        let mut errors = self.entity.family.errors_of(self.method);
        match errors.find(|case| case.rules.contains(rule)) {
            Some(case) => Err(Refusal::of(case, values)),
            None => Ok(()),
        }
    }

    /// The refusal of this name in the spec, for what only the server can know.
    pub(super) fn refusal(&self, name: &str) -> Refusal {
        match self.entity.family.errors.iter().find(|case| case.name == name) {
            Some(case) => Refusal::of(case, &[]),
            None => system::INTERNAL_SERVER_ERROR.into(),
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
        match &self.method.result {
            ResultShape::True => Value::Bool(true),
            ResultShape::Value(_) => value,
            ResultShape::Member(name, _) => [(name.as_str(), value)].into_iter().collect::<Array>().into(),
        }
    }
}
