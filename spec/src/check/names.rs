//! Two things of one name cannot share a Rust module or struct.

use crate::check::merge::Layered;
use crate::check::records::Records;
use crate::check::types::identifies_itself;
use crate::diagnostic::Diagnostic;
use crate::file::RecordDef;
use crate::kind::Kind;
use crate::model::{Endpoint, Method, ParamType, Type};
use crate::rust::{lists_entity, snake, upper_camel};
use crate::source::Place;

pub(super) fn check(
    layered: &Layered,
    records: &Records,
    methods: &[Method],
    endpoints: &[Endpoint],
    found: &mut Vec<Diagnostic>,
) {
    let mut types = Taken::default();
    for record in layered.entity.iter().chain(&layered.objects) {
        if record.name.value == "State" {
            let message = "`State` is reserved for the generated code";
            found.push(
                Diagnostic::new(Kind::ReservedType, &record.name.place, message).help("choose another name"),
            );
        }
        types.take(record.name.value.clone(), &record.name.place, found);
        fields(record, found);
    }
    for object in layered.objects.iter().filter(|object| identifies_itself(object)) {
        types.take(format!("{}Id", object.name.value), &object.name.place, found);
    }
    if let Some(entity) = &layered.entity {
        let name = &entity.name.value;
        for derived in
            [format!("New{name}"), format!("Optional{name}"), format!("{name}Patch"), format!("{name}Id")]
        {
            types.take(derived, &entity.name.place, found);
        }
    }
    for (one, place) in records.enums.iter().zip(&records.enum_places) {
        types.take(one.name.clone(), place, found);
    }
    for method in methods {
        types.take(method.rust_name(), &method.place, found);
        types.take(format!("{}Error", method.rust_name()), &method.place, found);
        types.take(format!("{}Params", method.rust_name()), &method.place, found);
        parameters(method, records, found);
    }
    hosted(endpoints, &mut types, found);
    let mut variants = Taken::default();
    for error in &layered.errors {
        if upper_camel(&error.name.value) == "Other" {
            let message =
                format!("`{}` would be the variant that keeps undocumented errors", error.name.value);
            let help = "give it another name here, and its own as `code`";
            found.push(Diagnostic::new(Kind::ReservedError, &error.name.place, message).help(help));
        }
        variants.take(upper_camel(&error.name.value), &error.name.place, found);
    }
}

/// The trait of a host, what its functions are called and what they take. Each takes the `connection`.
fn hosted(endpoints: &[Endpoint], types: &mut Taken, found: &mut Vec<Diagnostic>) {
    if let Some(first) = endpoints.first() {
        types.take("Host".to_owned(), &first.place, found);
    }
    let mut functions = Taken::default();
    for endpoint in endpoints {
        functions.take(endpoint.rust_name(), &endpoint.place, found);
        if let Some(query) = endpoint.query() {
            types.take(query, &endpoint.place, found);
        }
        let mut names = Taken::default();
        names.take("connection".to_owned(), &endpoint.place, found);
        for param in &endpoint.params {
            names.take(param.rust_name(), &endpoint.place, found);
        }
    }
}

/// What becomes a setter of one request, or a field of its struct. An update's fields stand in a patch of their own,
/// so that only setters can meet.
fn parameters(method: &Method, records: &Records, found: &mut Vec<Diagnostic>) {
    let mut names = Taken::default();
    let entity = records.entity.as_ref();
    let patches = method.params.iter().any(|param| param.ty == ParamType::Patch);
    for param in &method.params {
        match &param.ty {
            ParamType::New => {
                for field in entity.into_iter().flat_map(|entity| entity.optional_on_add()) {
                    names.take(field.rust_name(), &method.place, found);
                }
            }
            ParamType::Patch => {
                for field in entity.into_iter().flat_map(|entity| entity.changeable()) {
                    names.take(field.rust_name(), &method.place, found);
                }
            }
            ParamType::Value(ty) if !patches || matches!(ty, Type::Option(_)) => {
                names.take(param.rust_name(), &method.place, found);
            }
            ParamType::Value(_) => {}
        }
    }
    if let Some(list) = &method.list {
        names.take(snake(&list.param), &method.place, found);
        for (name, is_taken) in [("filter", !list.filter.is_empty()), ("order", list.order)] {
            if is_taken && lists_entity(method) {
                names.take(name.to_owned(), &method.place, found);
            }
        }
    }
}

fn fields(record: &RecordDef, found: &mut Vec<Diagnostic>) {
    let mut names = Taken::default();
    for field in &record.fields {
        let name = field.rust.as_ref().map_or_else(|| snake(&field.name.value), |rust| rust.value.clone());
        names.take(name, &field.name.place, found);
    }
    aliases(record, found);
}

/// An alias is a name on the wire, and an answer must not have two of one name.
fn aliases(record: &RecordDef, found: &mut Vec<Diagnostic>) {
    let mut taken: Vec<&str> = record.fields.iter().map(|field| field.name.value.as_str()).collect();
    for alias in record.fields.iter().flat_map(|field| &field.aliases) {
        if taken.contains(&alias.value.as_str()) {
            let message = format!(
                "`{}` has a field or an alias of the name `{}` already",
                record.name.value, alias.value
            );
            found.push(Diagnostic::new(Kind::TakenAlias, &alias.place, message).help("leave this alias out"));
        }
        taken.push(&alias.value);
    }
}

#[derive(Default)]
struct Taken(Vec<(String, Place)>);

impl Taken {
    fn take(&mut self, name: String, place: &Place, found: &mut Vec<Diagnostic>) {
        match self.0.iter().find(|(known, _)| *known == name) {
            Some((_, first)) => {
                let (line, _) = first.line_and_column();
                let message = if first == place {
                    format!("two things of this would be called `{name}` in Rust")
                } else {
                    let file = first.source.path();
                    format!("`{name}` is the Rust name of something in line {line} of {file} already")
                };
                found.push(
                    Diagnostic::new(Kind::SameRustName, place, message)
                        .help("give one of them another name, a field or parameter by `rust = \"…\"`"),
                );
            }
            None => self.0.push((name, place.clone())),
        }
    }
}
