//! The CRM: deals, by the methods of their own. They belong to the portal, and every caller sees them all.

mod call;
mod deal;
mod deals;
mod filter;
mod list;
mod order;
mod seed;
mod select;
mod value;
mod write;

use bitrix_spec::model::{Family, Field, Method, Record};

use super::family;
use super::refusal::Refusal;
use super::success::Success;
use crate::php::Array;
use crate::portal::state::State;
use call::Call;
pub(in crate::portal) use deals::Deals;
pub(in crate::portal) use seed::read;

/// What the spec says of deals and their methods.
#[derive(Debug)]
pub(in crate::portal) struct Crm {
    family: Family,
    record: Record,
}

impl Crm {
    /// Reads the spec; the error says what is wrong with it.
    pub(super) fn read() -> Result<Self, String> {
        let (family, record) = family::read("crm.deal")?;
        Ok(Self { family, record })
    }

    /// The method of this name on the wire, in lower case.
    pub(super) fn method(&self, wire_name: &str) -> Option<&Method> {
        self.family.methods.iter().find(|method| method.wire_name == wire_name)
    }

    /// The names of all methods on the wire.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.family.methods.iter().map(|method| method.wire_name.as_str())
    }

    /// Runs a method on the portal's state.
    pub(in crate::portal) fn run(
        &self,
        method: &Method,
        params: &Array,
        state: &mut State,
    ) -> Result<Success, Refusal> {
        Call::new(self, method, params).run(state)
    }

    /// The field of this name, be it one of those that the portal has added.
    fn field(&self, name: &str) -> Option<&Field> {
        let is_it = |field: &&Field| match field.prefix() {
            Some(prefix) => name.len() > prefix.len() && name.starts_with(prefix),
            None => name == field.name,
        };
        self.record.fields.iter().find(is_it)
    }

    /// The fields that every deal has, in the server's order.
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.record.fields.iter().filter(|field| field.prefix().is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::Crm;

    #[test]
    fn the_spec_has_the_errors_that_only_the_portal_can_know() {
        let crm = Crm::read().expect("the shipped spec is sound");
        for (method, errors) in [
            ("add", &["ACCESS_DENIED", "INVALID_CURRENCY"][..]),
            ("update", &["ACCESS_DENIED", "NOT_FOUND", "INVALID_CURRENCY"]),
            ("get", &["ACCESS_DENIED", "NOT_FOUND"]),
            ("delete", &["ACCESS_DENIED", "NOT_FOUND"]),
            ("list", &["ACCESS_DENIED_TO_LIST"]),
        ] {
            let method = crm.method(&format!("crm.deal.{method}")).expect(method);
            for error in errors {
                assert!(crm.family.errors_of(method).any(|case| case.name == *error), "{error}");
            }
        }
    }
}
