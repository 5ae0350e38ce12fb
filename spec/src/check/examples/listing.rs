//! Whether an example asks a list for what the spec says that it can be asked.

use std::ops::Range;

use super::Examiner;
use crate::json::{Json, Member, Value};
use crate::kind::Kind;
use crate::model::{Field, List, Method, Operator, Type};

impl<'f> Examiner<'f, '_> {
    /// Checks a parameter that all list methods have; says whether it is one of them.
    pub(super) fn listing(&mut self, member: &Member<'_>, method: &Method) -> bool {
        let Some(list) = &method.list else { return false };
        let (path, json) = (member.name.as_str(), &member.json);
        match path {
            "select" if list.select => self.names(path, json, |field| field.selectable),
            "order" if list.order => self.order(path, json),
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
                Value::Text(name) => {
                    self.listed(path, (name, &item.span), may);
                }
                _ => self.value(path, item, &Type::String),
            }
        }
    }

    /// Fields and directions.
    fn order(&mut self, path: &str, json: &Json<'_>) {
        let Value::Object(members) = &json.value else {
            return self.value(path, json, &Type::Map(Box::new(Type::Any)));
        };
        for member in members {
            self.listed(path, (&member.name, &member.span), |field| field.orderable);
            self.direction(&format!("{path}.{}", member.name), &member.json);
        }
    }

    fn direction(&mut self, path: &str, json: &Json<'_>) {
        let Value::Text(written) = &json.value else { return self.value(path, json, &Type::String) };
        if !["ASC", "DESC"].iter().any(|direction| direction.eq_ignore_ascii_case(written)) {
            let message = format!("`{path}` is \"{written}\" here, which is no direction");
            self.unknown(Kind::ExampleWord, (written, &json.span), message, ["ASC", "DESC"]);
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
                if let Some(field) = self.listed(path, (name, &member.span), |field| field.filterable) {
                    let operator = operator.unwrap_or(Operator::Equal).canonical();
                    self.compared(&format!("{path}.{}", member.name), &member.json, field, operator);
                }
            }
        }
    }

    /// What a field is compared with: one value, or several in a list. Nothing at all asks for empty fields.
    fn compared(&mut self, path: &str, json: &Json<'_>, field: &Field, operator: Operator) {
        let ty = match field.ty.not_null() {
            Type::List(item) => item.not_null(),
            ty => ty,
        };
        let is_nothing = |json: &Json<'_>| match &json.value {
            Value::Null => true,
            Value::Text(text) => text.is_empty(),
            Value::Boolean(value) => !value,
            _ => false,
        };
        match &json.value {
            Value::List(items) => {
                for (at, item) in items.iter().enumerate().filter(|(_, item)| !is_nothing(item)) {
                    self.operand(&format!("{path}[{at}]"), item, ty, operator);
                }
            }
            _ if is_nothing(json) => {}
            _ => self.operand(path, json, ty, operator),
        }
    }

    /// A part of a text may be any, whatever the type of the field.
    fn operand(&mut self, path: &str, json: &Json<'_>, ty: &Type, operator: Operator) {
        match (ty, &json.value) {
            (Type::String | Type::Secret, Value::Number(_)) => {}
            (_, Value::Number(_)) if operator.is_about_text() => {}
            _ if operator.is_about_text() => self.value(path, json, &Type::String),
            _ => self.value(path, json, ty),
        }
    }

    /// A field that a list call names, or a report that it cannot.
    fn listed(
        &mut self,
        path: &str,
        (name, span): (&str, &Range<usize>),
        may: fn(&Field) -> bool,
    ) -> Option<&'f Field> {
        let entity = self.family.entity.as_ref()?;
        let fields = || entity.fields.iter().filter(|field| may(field) && field.described);
        let is_known =
            |field: &&Field| field.prefix().map_or(field.name == name, |prefix| name.starts_with(prefix));
        let known = fields().find(is_known);
        if known.is_none() {
            let message = format!("`{path}` cannot name `{name}`");
            let known = fields().map(|field| field.name.as_str());
            match entity.fields.iter().find(is_known) {
                Some(_) => self.unknown(Kind::ExampleField, (name, span), message, known),
                None => {
                    let advice = self.described_under(entity);
                    self.undescribed(Kind::ExampleField, (name, span), message, known, &advice);
                }
            }
        }
        known
    }
}
