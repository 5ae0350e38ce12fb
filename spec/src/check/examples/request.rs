//! Whether an example's request is one that the spec lets a caller send.

use super::Examiner;
use super::record::has;
use crate::json::{Json, Member};
use crate::kind::Kind;
use crate::model::{Field, Method, Param, ParamType, Record, Required, Type, Update};

/// What any call may have beside its parameters: the token, which pages show now and then.
const SYSTEM: [&str; 1] = ["auth"];

impl Examiner<'_, '_> {
    pub(super) fn request(&mut self, json: &Json<'_>, method: &Method) {
        let Some(members) = json.members() else {
            let message = format!("the request is {} here, and an object in the spec", json.what());
            return self.report(
                Kind::ExampleType,
                &json.span,
                message,
                "put the parameters between `{` and `}`",
            );
        };
        for member in members.iter().filter(|member| !SYSTEM.contains(&member.name.as_str())) {
            match method.params.iter().find(|param| param.name == member.name) {
                Some(param) => self.param(param, member),
                None if self.listing(member, method) => {}
                None => {
                    let message = format!("`{}` has no parameter `{}`", method.wire_name, member.name);
                    let known = method.params.iter().map(|param| param.name.as_str());
                    let advice = advice(&member.name, method);
                    self.undescribed(
                        Kind::ExampleParam,
                        (&member.name, &member.span),
                        message,
                        known,
                        &advice,
                    );
                }
            }
        }
        let is_needed = |param: &&Param| !matches!(&param.ty, ParamType::Value(Type::Option(_)));
        let is_there = |param: &&Param| members.iter().any(|member| member.name == param.name);
        for param in method.params.iter().filter(is_needed).filter(|param| !is_there(param)) {
            let message = format!("the request leaves out `{}`, which a call must have", param.name);
            let help = "add it, or end its type with `?` in the spec";
            self.report(Kind::ExampleMissingParam, &json.span, message, help);
        }
    }

    fn param(&mut self, param: &Param, member: &Member<'_>) {
        let (path, json) = (member.name.as_str(), &member.json);
        let entity = self.family.entity.as_ref();
        match (&param.ty, entity) {
            (ParamType::Value(ty), _) => self.value(path, json, ty),
            (ParamType::New, Some(entity)) => self.written(path, json, entity, not_added, Record::required),
            (ParamType::Patch, Some(entity)) => {
                self.written(path, json, entity, not_updated, Record::required_on_update);
            }
            (ParamType::New | ParamType::Patch, None) => {}
        }
    }

    /// The fields of an entity that a call writes.
    fn written<'r, I: Iterator<Item = &'r Field>>(
        &mut self,
        path: &str,
        json: &Json<'_>,
        entity: &'r Record,
        refusal: fn(&Field) -> Option<&'static str>,
        required: fn(&'r Record) -> I,
    ) {
        let Some(members) = json.members() else {
            let message = format!("`{path}` is {} here, and an object in the spec", json.what());
            return self.report(
                Kind::ExampleType,
                &json.span,
                message,
                "correct the example, or the type in the spec",
            );
        };
        for member in members {
            let Some(field) = self.known(path, member, entity) else { continue };
            match refusal(field) {
                None => self.field(&format!("{path}.{}", member.name), &member.json, field),
                Some(why) => {
                    let message = format!("`{path}.{}` is written here, and {why} in the spec", member.name);
                    let help = "leave it out of the example, or correct the field in the spec";
                    self.report(Kind::ExampleWritten, &member.span, message, help);
                }
            }
        }
        let needed: Vec<_> = required(entity).map(|field| field.name.as_str()).collect();
        self.missing(path, &json.span, entity, |field| {
            needed.contains(&field.name.as_str()) && !has(members, field)
        });
    }
}

/// How a spec gets to know a parameter. What all list calls have is called the same in each; where a method's own is
/// called otherwise, it is a parameter like any other.
fn advice(name: &str, method: &Method) -> String {
    let ty = match name.to_ascii_lowercase().as_str() {
        "select" => "string[]?",
        "filter" | "order" => "map<any>?",
        _ => return "describe it in the method's `params`".to_owned(),
    };
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return format!(
            "`list` is about `{}` in small letters: describe it in the method's `params`, `{name} = \"{ty}\"`",
            name.to_ascii_lowercase()
        );
    }
    match name {
        "filter" if method.list.is_some() => "name its operators in `list`: `filter = [\"=\"]`".to_owned(),
        _ if method.list.is_some() => format!("leave `{name} = false` out of `list`"),
        _ => format!("say `list` if this is a list call, or describe it in `params`: `{name} = \"{ty}\"`"),
    }
}

/// Why `add` cannot write a field.
fn not_added(field: &Field) -> Option<&'static str> {
    match field {
        Field { read_only: true, .. } => Some("`read_only`"),
        _ => None,
    }
}

/// Why `update` cannot write a field.
fn not_updated(field: &Field) -> Option<&'static str> {
    match field {
        Field { read_only: true, .. } => Some("`read_only`"),
        Field { immutable: true, required: Required::No | Required::OnAdd, .. } => Some("`immutable`"),
        Field { update: Update::By(_), .. } => Some("changed by another method"),
        _ => None,
    }
}
