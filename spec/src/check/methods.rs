//! Looks up what methods take, answer and refuse.

use crate::check::fields::{Records, Types};
use crate::check::merge::Layered;
use crate::check::rules::{self, PlacedError};
use crate::diagnostic::{Diagnostic, Kind};
use crate::file::{ListDef, MethodDef, ResultDef, TypeExpr};
use crate::model::{Context, List, Method, Param, ParamType, ResultShape, Type};
use crate::source::Placed;

pub(super) fn methods(
    layered: &Layered,
    types: &Types,
    records: &Records,
    errors: &[PlacedError],
    family: &str,
    context: Context,
    found: &mut Vec<Diagnostic>,
) -> Vec<Method> {
    let resolved = layered.methods.iter().filter_map(|def| {
        let mut method =
            method(def, types, family, context, found).filter(|method| is_known(method, records))?;
        method.errors = method_errors(def, &method, records, errors, found);
        Some(method)
    });
    resolved.collect()
}

/// The method without its errors, or nothing where a part of it is wrong: half a method would mislead its callers.
fn method(
    def: &MethodDef,
    types: &Types,
    family: &str,
    context: Context,
    found: &mut Vec<Diagnostic>,
) -> Option<Method> {
    let place = &def.name.place;
    let before = found.len();
    let kind = present(def.kind.as_ref(), def, "kind", "`kind = \"read\"` or `kind = \"write\"`", found);
    let remedy = "`result = \"true\"`, a type, or `{ member = \"type\" }`";
    let result = present(def.result.as_ref(), def, "result", remedy, found);
    let params: Vec<_> =
        def.params.iter().flatten().filter_map(|(name, ty)| param(name, ty, types, found)).collect();
    let list = def.list.as_ref().and_then(|list| paging(list, found));
    let result = result.and_then(|result| match result {
        ResultDef::True => Some(ResultShape::True),
        ResultDef::Value(ty) => types.resolve(ty, found).map(ResultShape::Value),
        ResultDef::Member(key, ty) => {
            types.resolve(ty, found).map(|ty| ResultShape::Member(key.value.clone(), ty))
        }
    });
    let (kind, result) = (kind?, result?);
    whole_entities(def, &params, found);
    if let (Some(list), false) = (
        &def.list,
        matches!(&result, ResultShape::Value(Type::List(_)) | ResultShape::Member(_, Type::List(_))),
    ) {
        let message = "a method that lists answers with a list";
        found.push(Diagnostic::new(Kind::Contradiction, &list.place, message).help("`result = \"Self[]\"`"));
    }
    (found.len() == before && !def.broken).then(|| Method {
        name: def.name.value.clone(),
        wire_name: format!("{family}.{}", def.name.value),
        doc: def.doc.as_ref().map(|doc| doc.value.clone()),
        kind: kind.value,
        context: def.context.as_ref().map_or(context, |context| context.value),
        params,
        list,
        result,
        errors: Vec::new(),
        place: place.clone(),
    })
}

/// Whether the model has all that the method mentions; what was wrong with the rest has been reported.
fn is_known(method: &Method, records: &Records) -> bool {
    let params = method.params.iter().all(|param| match &param.ty {
        ParamType::Value(ty) => records.know(ty),
        ParamType::New | ParamType::Patch => records.entity.is_some(),
    });
    let result = match &method.result {
        ResultShape::True => true,
        ResultShape::Value(ty) | ResultShape::Member(_, ty) => records.know(ty),
    };
    params && result
}

/// A method takes one new entity, or one patch.
fn whole_entities(def: &MethodDef, params: &[Param], found: &mut Vec<Diagnostic>) {
    let whole = params.iter().filter(|param| matches!(param.ty, ParamType::New | ParamType::Patch));
    if whole.count() > 1 {
        let message = format!("`{}` takes the entity's fields twice", def.name.value);
        let help = "a method has one parameter of `Self.new` or `Self.patch`";
        found.push(Diagnostic::new(Kind::Contradiction, &def.name.place, message).help(help));
    }
}

fn present<'d, T>(
    value: Option<&'d T>,
    def: &MethodDef,
    key: &str,
    remedy: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<&'d T> {
    if value.is_none() && !def.broken {
        let message = format!("the method `{}` has no `{key}`", def.name.value);
        found.push(Diagnostic::new(Kind::MissingKey, &def.name.place, message).help(format!("add {remedy}")));
    }
    value
}

fn param(
    name: &Placed<String>,
    expr: &TypeExpr,
    types: &Types,
    found: &mut Vec<Diagnostic>,
) -> Option<Param> {
    let whole_entity = match expr {
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
        None => ParamType::Value(types.resolve(expr, found)?),
    };
    if let ParamType::Value(Type::List(item)) = &ty
        && matches!(**item, Type::Option(_))
    {
        let message = format!("the list `{}` would hold nulls, and no null is written", name.value);
        found.push(Diagnostic::new(Kind::Contradiction, &name.place, message).help("leave the `?` out"));
        return None;
    }
    Some(Param { name: name.value.clone(), ty })
}

fn paging(def: &ListDef, found: &mut Vec<Diagnostic>) -> Option<List> {
    let (Some(page), Some(size)) = (&def.page, &def.size) else {
        let message = "`list` must say which parameter takes the page and how many rows a full page has";
        found.push(
            Diagnostic::new(Kind::MissingKey, &def.place, message)
                .help("`list = { page = \"page\", size = 50 }`"),
        );
        return None;
    };
    match u32::try_from(size.value) {
        Ok(rows) if rows > 0 => Some(List { page: page.value.clone(), size: rows }),
        _ => {
            let message = format!("no page has {} rows", size.value);
            found.push(Diagnostic::new(Kind::ImpossibleLimit, &size.place, message));
            None
        }
    }
}

fn method_errors(
    def: &MethodDef,
    method: &Method,
    records: &Records,
    errors: &[PlacedError],
    found: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    for name in &def.errors {
        if !errors.iter().any(|error| error.case.name == name.value) {
            let message = format!("the [error] table has no `{}`", name.value);
            found.push(
                Diagnostic::new(Kind::UnknownName, &name.place, message)
                    .suggest(&name.value, errors.iter().map(|error| error.case.name.as_str())),
            );
        }
    }
    let has = |error: &PlacedError| {
        def.errors.iter().any(|name| name.value == error.case.name)
            || error.case.rules.iter().any(|rule| rules::method_has(method, rule, records))
    };
    errors.iter().enumerate().filter(|(_, error)| has(error)).map(|(at, _)| at).collect()
}
