//! One call of a method of the CRM.

use bitrix_spec::model::{Method, ParamRule, Rule};

use super::Crm;
use super::deal::Deal;
use super::list::Query;
use super::write;
use crate::php::{Array, Key, Value};
use crate::portal::methods::refusal::Refusal;
use crate::portal::methods::success::Success;
use crate::portal::methods::system_code::SystemCode;
use crate::portal::methods::write::Write;
use crate::portal::state::State;

/// A call whose caller is known and whose method was found.
#[derive(Debug)]
pub(super) struct Call<'a> {
    pub(super) crm: &'a Crm,
    pub(in crate::portal) method: &'a Method,
    /// By their names in lower case: the CRM takes `FILTER` for `filter`.
    pub(in crate::portal) params: Array,
}

impl<'a> Call<'a> {
    pub(super) fn new(crm: &'a Crm, method: &'a Method, params: &Array) -> Self {
        let lower = |name: &Key| Key::from(name.to_string().to_ascii_lowercase().as_str());
        let params = params.iter().map(|(name, value)| (lower(name), value.clone()));
        Self { crm, method, params: params.collect() }
    }

    /// Runs the call on the portal's state.
    pub(super) fn run(&self, state: &mut State) -> Result<Success, Refusal> {
        if !state.access {
            let is_list = self.method.list.is_some();
            return Err(self.refusal(if is_list { "ACCESS_DENIED_TO_LIST" } else { "ACCESS_DENIED" }));
        }
        let deals = &mut state.deals;
        let result = match self.method.name.as_str() {
            "add" => {
                let values = write::fields(self, Write::New)?;
                self.options()?;
                Value::Int(deals.add(Deal::new(values)))
            }
            "update" => {
                let id = self.id()?;
                let deal = deals.get_mut(id).ok_or_else(|| self.refusal("NOT_FOUND"))?;
                let values = write::fields(self, Write::Patch)?;
                self.options()?;
                deal.change(values);
                Value::Bool(true)
            }
            "get" => {
                let id = self.id()?;
                let deal = deals.get(id).ok_or_else(|| self.refusal("NOT_FOUND"))?;
                super::select::whole(self.crm, id, deal)
            }
            "delete" => {
                deals.remove(self.id()?).ok_or_else(|| self.refusal("NOT_FOUND"))?;
                Value::Bool(true)
            }
            "list" => return Query::read(self).map(|query| query.run(self.crm, deals)),
            _ => return Err(SystemCode::MethodNotFound.into()),
        };
        Ok(result.into())
    }

    /// Refuses the call for a broken rule, unless the method has no error for it: such a rule is not the server's.
    pub(super) fn breach(&self, rule: &Rule) -> Result<(), Refusal> {
        match self.crm.family.refusal(self.method, rule) {
            Some(case) => Err(Refusal::of(case, &[])),
            None => Ok(()),
        }
    }

    /// The method's error of this name in the spec.
    pub(super) fn refusal(&self, name: &str) -> Refusal {
        let case = self.crm.family.errors_of(self.method).find(|case| case.name == name);
        case.map_or_else(|| SystemCode::InternalServerError.into(), |case| Refusal::of(case, &[]))
    }

    fn id(&self) -> Result<i64, Refusal> {
        let id = self.params.get("id").map_or(0, Value::to_int);
        if id <= 0 {
            self.breach(&Rule::Param("id".to_owned(), ParamRule::Invalid))?;
        }
        Ok(id)
    }

    /// Options may be left out; what they say changes nothing that a caller could see.
    fn options(&self) -> Result<(), Refusal> {
        match self.params.get("params") {
            None | Some(Value::Null | Value::Array(_)) => Ok(()),
            Some(_) => self.breach(&Rule::Param("params".to_owned(), ParamRule::Empty)),
        }
    }
}
