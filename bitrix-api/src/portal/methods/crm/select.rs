//! `select`: the fields of a deal that an answer has.

use bitrix_spec::model::Field;

use super::Crm;
use super::call::Call;
use super::deal::Deal;
use super::value;
use crate::php::{Array, Key, Value};

/// The fields of a list's deals.
#[derive(Debug)]
pub(super) struct Select<'a> {
    fields: Vec<(String, &'a Field)>,
    /// What the names of fields begin with that the portal has added, and that are wanted where they are set.
    prefixes: Vec<String>,
}

impl<'a> Select<'a> {
    /// Reads the names of a call; what is no field is passed over. No names at all mean `*`, which leaves out what the
    /// portal has added, and what has several values.
    pub(super) fn read(call: &Call<'a>) -> Self {
        let names = call.params.get("select").and_then(Value::as_array);
        let names = names.into_iter().flat_map(Array::values).map(Value::to_text);
        let mut names: Vec<String> = names.collect();
        if names.is_empty() {
            names.push("*".to_owned());
        }
        let mut select = Self { fields: Vec::new(), prefixes: Vec::new() };
        for name in names {
            match name.strip_suffix('*') {
                Some("") => select.add_all(call.crm),
                Some(prefix) => select.prefixes.push(prefix.to_owned()),
                None => select.add(&name, call.crm.field(&name)),
            }
        }
        select
    }

    /// Everything that the CRM tells of one deal.
    fn whole(crm: &'a Crm) -> Self {
        let prefixes = crm.record.fields.iter().filter_map(|field| field.prefix().map(str::to_owned));
        let mut select = Self { fields: Vec::new(), prefixes: prefixes.collect() };
        select.add_all(crm);
        select
    }

    fn add_all(&mut self, crm: &'a Crm) {
        for field in crm.fields() {
            self.add(&field.name, Some(field));
        }
    }

    fn add(&mut self, name: &str, field: Option<&'a Field>) {
        // What no method returns cannot be selected either.
        if let Some(field) = field.filter(|field| field.is_returned_by("list")) {
            self.fields.push((name.to_owned(), field));
        }
    }

    /// A deal as an answer has it.
    pub(super) fn show(&self, crm: &Crm, id: i64, deal: &Deal) -> Value {
        let fields = self.fields.iter();
        let named = fields.map(|(name, field)| (name.as_str(), value::show(field, &deal.get(id, name))));
        let is_added = |name: &str| self.prefixes.iter().any(|prefix| name.starts_with(prefix));
        let added = deal.written().filter(|(name, _)| is_added(name));
        let added = added.filter_map(|(name, kept)| Some((name, value::show(crm.field(name)?, kept))));
        named.chain(added).map(|(name, value)| (Key::from(name), value)).collect::<Array>().into()
    }
}

/// One deal with all its fields.
pub(super) fn whole(crm: &Crm, id: i64, deal: &Deal) -> Value {
    Select::whole(crm).show(crm, id, deal)
}
