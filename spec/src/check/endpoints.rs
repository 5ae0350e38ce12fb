//! Looks up what endpoints mention.

use crate::check::merge::Layered;
use crate::check::records::Records;
use crate::diagnostic::Diagnostic;
use crate::file::{AnswerDef, EndpointDef};
use crate::kind::Kind;
use crate::model::{Asked, Endpoint, EndpointAnswer, EndpointParam};
use crate::repeated::repeated;
use crate::source::Placed;

/// The family's own endpoints: those of a whole family below are in that family's module.
pub(super) fn endpoints(layered: &Layered, records: &Records, found: &mut Vec<Diagnostic>) -> Vec<Endpoint> {
    let own = layered.endpoints.iter().filter(|def| !layered.inherits(&def.name));
    for EndpointDef { field, .. } in repeated(own.clone(), |def| &def.field.value) {
        let message = format!("another endpoint has its address in `{}` already", field.value);
        let help = "give each endpoint a field of its own";
        found.push(Diagnostic::new(Kind::DoubledAddress, &field.place, message).help(help));
    }
    own.filter_map(|def| endpoint(def, layered, records, found)).collect()
}

fn endpoint(
    def: &EndpointDef,
    layered: &Layered,
    records: &Records,
    found: &mut Vec<Diagnostic>,
) -> Option<Endpoint> {
    let before = found.len();
    address(&def.field, layered, found);
    doubled(def, found);
    let answer = answer(def, layered, found).filter(|answer| is_known(answer, records))?;
    let text = |text: &Option<Placed<String>>| text.as_ref().map(|text| text.value.clone());
    let params = def.params.iter().map(|param| EndpointParam {
        name: param.name.value.clone(),
        doc: text(&param.doc),
        rust: text(&param.rust),
        holds: param.holds.value,
    });
    (found.len() == before).then(|| Endpoint {
        name: def.name.value.clone(),
        doc: text(&def.doc),
        field: def.field.value.clone(),
        params: params.collect(),
        answer,
        place: def.name.place.clone(),
    })
}

fn address(field: &Placed<String>, layered: &Layered, found: &mut Vec<Diagnostic>) {
    let fields = || layered.entity.iter().flat_map(|entity| &entity.fields).map(|field| &field.name.value);
    if !fields().any(|known| *known == field.value) {
        let message = format!("the entity has no field `{}` for the address", field.value);
        found.push(
            Diagnostic::new(Kind::UnknownAddress, &field.place, message)
                .suggest(&field.value, fields().map(String::as_str)),
        );
    }
}

/// All but texts are there once: what the rows are follows from them.
fn doubled(def: &EndpointDef, found: &mut Vec<Diagnostic>) {
    let about_rows = def.params.iter().filter(|param| param.holds.value != Asked::Text);
    for param in repeated(about_rows, |param| param.holds.value) {
        let message = format!("`{}` says what another parameter says already", param.name.value);
        found.push(
            Diagnostic::new(Kind::DoubledParam, &param.holds.place, message).help("leave one of the two out"),
        );
    }
}

fn answer(def: &EndpointDef, layered: &Layered, found: &mut Vec<Diagnostic>) -> Option<EndpointAnswer> {
    let object = match &def.answer {
        AnswerDef::Any => return Some(EndpointAnswer::Any),
        AnswerDef::Rows => return Some(EndpointAnswer::Rows),
        AnswerDef::List(object) => object,
    };
    let names = || layered.objects.iter().map(|known| known.name.value.as_str());
    if names().any(|known| known == object.value) {
        let not_empty = def.not_empty.as_ref().is_some_and(|it| it.value);
        return Some(EndpointAnswer::List { object: object.value.clone(), not_empty });
    }
    let message = format!("there is no object `{}`", object.value);
    let unknown = Diagnostic::new(Kind::UnknownType, &object.place, message);
    found.push(match names().next() {
        None => unknown.help(format!("describe it, a field a line, under `[object.{}]`", object.value)),
        Some(_) => unknown.suggest(&object.value, names()),
    });
    None
}

/// Whether the model has the object; what was wrong with it has been reported.
fn is_known(answer: &EndpointAnswer, records: &Records) -> bool {
    match answer {
        EndpointAnswer::Any | EndpointAnswer::Rows => true,
        EndpointAnswer::List { object, .. } => records.object(object).is_some(),
    }
}
