//! A whole family.

use std::sync::Arc;

use super::{Endpoint, ErrorCase, Method, Record, Rule, Type};
use crate::source::Source;

/// One method family, its parents' share included.
#[derive(Debug, Clone)]
pub struct Family {
    /// The name that its methods begin with: `biconnector.connector`.
    pub name: String,
    /// What the family is about, one sentence.
    pub doc: Option<String>,
    /// The permission that an application or webhook needs.
    pub scope: String,
    /// The family's folder in the documentation.
    pub page: Option<String>,
    /// The family that takes its place.
    pub deprecated: Option<String>,
    /// The first release that has its methods.
    pub since: Option<String>,
    /// The family that it extends, if it extends a whole one: what is inherited is that family's own.
    pub base: Option<String>,
    /// What the methods add, change and return: `Self` in type expressions.
    pub entity: Option<Record>,
    /// Objects inside it, and inside parameters and results.
    pub objects: Vec<Record>,
    /// Closed lists of words.
    pub enums: Vec<Enumeration>,
    /// The methods, in the order of the files, parents first.
    pub methods: Vec<Method>,
    /// What the portal asks external systems for; those of a whole family that this one extends are that family's own.
    pub endpoints: Vec<Endpoint>,
    /// The errors, in the order of the files, parents first.
    pub errors: Vec<ErrorCase>,
    /// Every file that had a part in it, the family's own first.
    pub sources: Vec<Arc<Source>>,
}

impl Family {
    /// The object of this name.
    #[must_use]
    pub fn object(&self, name: &str) -> Option<&Record> {
        self.objects.iter().find(|object| object.name == name)
    }

    /// The enumeration of this name.
    #[must_use]
    pub fn enumeration(&self, name: &str) -> Option<&Enumeration> {
        self.enums.iter().find(|one| one.name == name)
    }

    /// Whether a value of this type can be or hold one of which `wanted` is true, objects looked into.
    pub fn holds(&self, ty: &Type, wanted: &dyn Fn(&Type) -> bool) -> bool {
        self.holds_beside(ty, wanted, &mut Vec::new())
    }

    /// Objects may hold themselves, so those that have been looked into are kept in `seen`.
    fn holds_beside<'f>(
        &'f self,
        ty: &'f Type,
        wanted: &dyn Fn(&Type) -> bool,
        seen: &mut Vec<&'f str>,
    ) -> bool {
        if wanted(ty) {
            return true;
        }
        match ty {
            Type::Option(inner) | Type::List(inner) | Type::Map(inner) => {
                self.holds_beside(inner, wanted, seen)
            }
            Type::Object(name) if !seen.contains(&name.as_str()) => {
                seen.push(name);
                let fields = self.object(name).into_iter().flat_map(|object| &object.fields);
                fields.into_iter().any(|field| self.holds_beside(&field.ty, wanted, seen))
            }
            _ => false,
        }
    }

    /// The method of this short name: `update`.
    #[must_use]
    pub fn method(&self, name: &str) -> Option<&Method> {
        self.methods.iter().find(|method| method.name == name)
    }

    /// A method's errors.
    pub fn errors_of<'a>(&'a self, method: &'a Method) -> impl Iterator<Item = &'a ErrorCase> {
        method.errors.iter().filter_map(|&at| self.errors.get(at))
    }

    /// The error with which a method answers a breach of `rule`, if the spec has one.
    #[must_use]
    pub fn refusal<'a>(&'a self, method: &'a Method, rule: &Rule) -> Option<&'a ErrorCase> {
        self.errors_of(method).find(|case| case.rules.contains(rule))
    }
}

/// A closed list of words.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// The Rust name: its own, or the object's and the field's together.
    pub name: String,
    /// What it means, or what the field means that it stands in.
    pub doc: Option<String>,
    /// The words as they stand on the wire.
    pub words: Vec<String>,
    /// It is the base family's.
    pub inherited: bool,
}
