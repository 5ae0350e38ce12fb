//! Looks up what methods take, answer and refuse.

use crate::check::listing;
use crate::check::merge::Layered;
use crate::check::records::Records;
use crate::check::rules::{self, PlacedError};
use crate::check::types::Types;
use crate::check::written;
use crate::diagnostic::Diagnostic;
use crate::file::{ExampleDef, MethodDef, NestedDef, ParamDef, ResultDef, TypeExpr};
use crate::kind::Kind;
use crate::model::{Context, Example, Method, Nested, Param, ParamType, ResultShape, Type};
use crate::source::Placed;

pub(super) fn methods(
    layered: &Layered,
    types: &Types,
    records: &Records,
    errors: &[PlacedError],
    family: &str,
    found: &mut Vec<Diagnostic>,
) -> Vec<Method> {
    let resolved = layered.methods.iter().filter_map(|def| {
        let mut method =
            method(def, layered, types, records, family, found).filter(|method| is_known(method, records))?;
        method.errors = method_errors(def, &method, records, errors, found);
        Some(method)
    });
    resolved.collect()
}

/// The method without its errors, or nothing where a part of it is wrong: half a method would mislead its callers.
fn method(
    def: &MethodDef,
    layered: &Layered,
    types: &Types,
    records: &Records,
    family: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<Method> {
    let place = &def.name.place;
    let before = found.len();
    let missing = (Kind::MethodWithoutKind, "kind", "`kind = \"read\"` or `kind = \"write\"`");
    let kind = present(def.kind.as_ref(), def, missing, found);
    let remedy = "`result = \"true\"`, a type, or `{ member = \"type\" }`";
    let result = present(def.result.as_ref(), def, (Kind::MethodWithoutResult, "result", remedy), found);
    let params: Vec<_> = def.params.iter().flatten().filter_map(|line| param(line, types, found)).collect();
    let result = result.and_then(|result| match result {
        ResultDef::True => Some(ResultShape::True),
        ResultDef::Value(ty) => types.resolve(ty, found).map(ResultShape::Value),
        ResultDef::Member(key, ty) => {
            types.resolve(ty, found).map(|ty| ResultShape::Member(key.value.clone(), ty))
        }
    });
    let (kind, result) = (kind?, result?);
    let list = def.list.as_ref().and_then(|list| listing::list(list, &result, layered, found));
    whole_entities(def, &params, found);
    let nested = def.nested.as_ref().and_then(|nested| nested_fields(nested, &result, layered, found));
    let describes = def.describes.as_ref().and_then(|member| description(member, &result, records, found));
    let name = &def.name.value;
    let stated = |text: &Option<Placed<String>>| text.as_ref().map(|text| text.value.clone());
    let replacement = || layered.deprecated.as_ref().map(|by| format!("use `{by}.{name}`"));
    let base = layered.base.iter().flat_map(|base| &base.methods);
    let context = layered.context.unwrap_or(Context::Any);
    (found.len() == before && !def.broken).then(|| Method {
        name: name.clone(),
        wire_name: stated(&def.wire_name).unwrap_or_else(|| format!("{family}.{name}")),
        doc: stated(&def.doc),
        page: stated(&def.page).or_else(|| layered.page.clone()),
        deprecated: stated(&def.deprecated).or_else(replacement),
        warning: stated(&def.warning),
        inherited: base.into_iter().any(|known| known == name),
        nested,
        describes,
        kind: kind.value,
        context: def.context.as_ref().map_or(context, |context| context.value),
        params,
        list,
        result,
        errors: Vec::new(),
        examples: def.examples.iter().flatten().map(example).collect(),
        place: place.clone(),
    })
}

fn example(def: &ExampleDef) -> Example {
    let text = |text: &Option<Placed<String>>| text.as_ref().map(|text| text.value.clone());
    Example { request: text(&def.request), response: text(&def.response) }
}

/// Whether the model has all that the method mentions; what was wrong with the rest has been reported.
fn is_known(method: &Method, records: &Records) -> bool {
    let params = method.params.iter().all(|param| match &param.ty {
        ParamType::Value(ty) => records.know(ty),
        ParamType::New | ParamType::Patch => records.entity.is_some(),
    });
    params && method.result.ty().is_none_or(|ty| records.know(ty))
}

/// A method takes one new entity, or one patch.
fn whole_entities(def: &MethodDef, params: &[Param], found: &mut Vec<Diagnostic>) {
    let mut whole = params.iter().filter(|param| matches!(param.ty, ParamType::New | ParamType::Patch));
    if let Some(second) = whole.nth(1) {
        let line = def.params.iter().flatten().find(|line| line.name.value == second.name);
        let place = line.map_or(&def.name.place, |line| line.ty.place());
        let message = format!("`{}` takes the entity's fields twice", def.name.value);
        let help = "a method has one parameter of `Self.new` or `Self.patch`";
        found.push(Diagnostic::new(Kind::DoubledFields, place, message).help(help));
    }
}

fn present<'d, T>(
    value: Option<&'d T>,
    def: &MethodDef,
    (kind, key, remedy): (Kind, &str, &str),
    found: &mut Vec<Diagnostic>,
) -> Option<&'d T> {
    if value.is_none() && !def.broken {
        let message = format!("the method `{}` has no `{key}`", def.name.value);
        found.push(Diagnostic::new(kind, &def.name.place, message).help(format!("add {remedy}")));
    }
    value
}

fn param(line: &ParamDef, types: &Types, found: &mut Vec<Diagnostic>) -> Option<Param> {
    let name = &line.name;
    let whole_entity = match &line.ty {
        TypeExpr::Member(entity, member) if types.entity_called(&entity.value).is_some() => {
            match member.value.as_str() {
                "new" => Some(ParamType::New),
                "patch" => Some(ParamType::Patch),
                _ => None,
            }
        }
        _ => None,
    };
    let ty = match whole_entity {
        Some(ty) => ty,
        None => ParamType::Value(types.resolve(&line.ty, found)?),
    };
    if let ParamType::Value(ty) = &ty {
        let before = found.len();
        written::nulls(&name.value, ty, line.ty.place(), found);
        written::flags(ty, line.ty.place(), found);
        if found.len() > before {
            return None;
        }
    }
    let doc = line.doc.as_ref().map(|doc| doc.value.clone());
    let rust = line.rust.as_ref().map(|rust| rust.value.clone());
    Some(Param { name: name.value.clone(), doc, ty, rust })
}

/// Which fields stand deeper in the answer: for a method that answers with one entity.
fn nested_fields(
    def: &NestedDef,
    result: &ResultShape,
    layered: &Layered,
    found: &mut Vec<Diagnostic>,
) -> Option<Nested> {
    if !matches!(result.ty(), Some(Type::Entity(_))) {
        let message = "only an entity's fields can stand deeper, and this method does not answer with one";
        found.push(
            Diagnostic::new(Kind::NestedWithoutEntity, &def.member.place, message).help("leave `nested` out"),
        );
        return None;
    }
    let fields = || layered.entity.iter().flat_map(|entity| &entity.fields).map(|field| &field.name.value);
    for name in &def.except {
        if !fields().any(|field| *field == name.value) {
            let message = format!("the entity has no field `{}`", name.value);
            found.push(
                Diagnostic::new(Kind::UnknownException, &name.place, message)
                    .suggest(&name.value, fields().map(String::as_str)),
            );
        }
    }
    let is_member = |name: &Placed<String>| name.value == def.member.value;
    let clash = layered.entity.iter().flat_map(|entity| &entity.fields);
    if clash.into_iter().any(|it| is_member(&it.name) || it.aliases.iter().any(is_member)) {
        let message =
            format!("`{}` is a field of the entity, and no member that holds fields", def.member.value);
        let help = "name the member of the answer in which the entity's fields stand";
        found.push(Diagnostic::new(Kind::NestedInField, &def.member.place, message).help(help));
    }
    let except = def.except.iter().map(|name| name.value.clone()).collect();
    Some(Nested { member: def.member.value.clone(), except })
}

/// The member in which a method that lists the entity's fields gives their names.
fn description(
    member: &Placed<String>,
    result: &ResultShape,
    records: &Records,
    found: &mut Vec<Diagnostic>,
) -> Option<String> {
    let item = result.item().and_then(Type::object);
    let object = item.and_then(|item| records.objects.iter().find(|object| object.name == item));
    let fields = object.into_iter().flat_map(|object| &object.fields);
    let texts: Vec<_> = fields.filter(|field| field.ty == Type::String && !field.may_be_absent()).collect();
    if let Some(field) = texts.iter().find(|field| field.name == member.value) {
        return Some(field.name.clone());
    }
    let known = texts.iter().map(|field| field.name.as_str());
    let message =
        format!("the method answers with no list of objects that all have a text `{}`", member.value);
    found.push(Diagnostic::new(Kind::DescribesNothing, &member.place, message).suggest(&member.value, known));
    None
}

fn method_errors(
    def: &MethodDef,
    method: &Method,
    records: &Records,
    errors: &[PlacedError],
    found: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    for name in &def.errors {
        // What stands in another family's table has been looked up there.
        if !name.value.contains(':') && !errors.iter().any(|error| error.is_called(&name.value)) {
            let message = format!("the [error] table has no `{}`", name.value);
            found.push(
                Diagnostic::new(Kind::UnknownError, &name.place, message)
                    .suggest(&name.value, errors.iter().map(|error| error.case.name.as_str())),
            );
        }
    }
    let has = |error: &PlacedError| {
        let rules = &error.case.rules;
        def.errors.iter().any(|name| error.is_called(&name.value))
            || rules.iter().any(|rule| rules::method_has(method, &error.case, rule, errors, records))
    };
    let mut all: Vec<usize> =
        errors.iter().enumerate().filter(|(_, error)| has(error)).map(|(at, _)| at).collect();
    // The table's order is the server's, and says nothing of other families' errors: the method's own list does.
    let is_called = |at: &usize, name: &str| errors.get(*at).is_some_and(|error| error.is_called(name));
    for (position, name) in def.errors.iter().enumerate().filter(|(_, name)| name.value.contains(':')) {
        let Some(from) = all.iter().position(|at| is_called(at, &name.value)) else { continue };
        let later = def.errors.iter().skip(position + 1).map(|later| &later.value);
        let next = later
            .filter(|later| !later.contains(':'))
            .find_map(|later| all.iter().position(|at| is_called(at, later)));
        if let Some(to) = next.filter(|to| *to < from) {
            let foreign = all.remove(from);
            all.insert(to, foreign);
        }
    }
    all
}
