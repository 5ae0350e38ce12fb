//! Whether an example asks a list for what the spec says that it can be asked.

use super::Examiner;
use crate::json::{Json, Member, Value};
use crate::kind::Kind;
use crate::model::{Field, List, Method, Operator, Type};

impl Examiner<'_, '_> {
    /// Checks a parameter that all list methods have; says whether it is one of them.
    pub(super) fn listing(&mut self, member: &Member<'_>, method: &Method) -> bool {
        let Some(list) = &method.list else { return false };
        let (path, json) = (member.name.as_str(), &member.json);
        match path {
            "select" if list.select => self.names(path, json, |field| field.selectable),
            "order" if list.order => self.keys(path, json, |field| field.orderable),
            "filter" if !list.filter.is_empty() => self.filter(path, json, list),
            _ if path == list.param => self.value(path, json, &Type::Integer),
            _ => return false,
        }
        true
    }

    /// A list of fields, or of patterns such as `*`.
    fn names(&mut self, path: &str, json: &Json<'_>, may: fn(&Field) -> bool) {
        let Value::List(items) = &json.value else {
            return self.value(path, json, &Type::List(Box::new(Type::String)));
        };
        for item in items {
            match &item.value {
                Value::Text(name) if name.ends_with('*') => {}
                Value::Text(name) => self.listed(path, (name, &item.span), may),
                _ => self.value(path, item, &Type::String),
            }
        }
    }

    fn keys(&mut self, path: &str, json: &Json<'_>, may: fn(&Field) -> bool) {
        match &json.value {
            Value::Object(members) => {
                members.iter().for_each(|member| self.listed(path, (&member.name, &member.span), may));
            }
            _ => self.value(path, json, &Type::Map(Box::new(Type::Any))),
        }
    }

    /// Conditions: an operator and a field's name, with groups where the family has them.
    fn filter(&mut self, path: &str, json: &Json<'_>, list: &List) {
        let groups = list.groups;
        let Value::Object(members) = &json.value else {
            return self.value(path, json, &Type::Map(Box::new(Type::Any)));
        };
        for member in members {
            let is_group = member.name.bytes().all(|byte| byte.is_ascii_digit());
            if groups && is_group && member.json.members().is_some() {
                self.filter(&format!("{path}.{}", member.name), &member.json, list);
            } else if !(groups && member.name == "logic") {
                let (operator, name) = Operator::split(&member.name);
                let written = member.name.strip_suffix(name).unwrap_or_default();
                let has = operator.is_some_and(|operator| list.filter.contains(&operator));
                if !written.is_empty() && !has {
                    let message = format!("`{path}` has no operator `{written}`");
                    let known = list.filter.iter().map(|operator| operator.word());
                    self.unknown(Kind::ExampleField, (written, &member.span), message, known);
                }
                self.listed(path, (name, &member.span), |field| field.filterable);
            }
        }
    }

    /// A field that a list call names.
    fn listed(&mut self, path: &str, (name, span): (&str, &std::ops::Range<usize>), may: fn(&Field) -> bool) {
        let Some(entity) = &self.family.entity else { return };
        let fields = || entity.fields.iter().filter(|field| may(field) && field.described);
        let is_known =
            |field: &Field| field.prefix().map_or(field.name == name, |prefix| name.starts_with(prefix));
        if !fields().any(is_known) {
            let message = format!("`{path}` cannot name `{name}`");
            self.unknown(
                Kind::ExampleField,
                (name, span),
                message,
                fields().map(|field| field.name.as_str()),
            );
        }
    }
}
