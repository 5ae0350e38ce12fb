//! Looks up the rules that errors answer, and which methods have which error.

use std::sync::Arc;

use crate::check::fields::{Records, Types};
use crate::check::merge::Layered;
use crate::diagnostic::{Diagnostic, Kind};
use crate::file::{ErrorDef, RuleExpr, RuleWord};
use crate::message::Message;
use crate::model::{
    Code, ErrorCase, ErrorPlace, Field, FieldRule, ListPart, ListRule, Method, ParamRule, ParamType, Rule,
    Type,
};
use crate::rust_name::snake;
use crate::source::{Place, Placed};

/// An error case, and where its rules were written.
pub(super) struct PlacedError {
    pub(super) case: ErrorCase,
    pub(super) name: Place,
    pub(super) rules: Vec<Place>,
    /// A `when` is written, whether or not it could be understood.
    pub(super) has_when: bool,
}

pub(super) fn errors(
    layered: &Layered,
    types: &Types,
    default_place: ErrorPlace,
    found: &mut Vec<Diagnostic>,
) -> Vec<PlacedError> {
    layered
        .errors
        .iter()
        .map(|def| {
            let rules: Vec<_> = def
                .when
                .iter()
                .filter_map(|when| Some((rule(when, layered, types, found)?, when.place.clone())))
                .collect();
            let (rules, places) = rules.into_iter().unzip();
            PlacedError {
                case: case(def, rules, default_place, found),
                name: def.name.place.clone(),
                rules: places,
                has_when: def.when_written,
            }
        })
        .collect()
}

fn case(
    def: &ErrorDef,
    rules: Vec<Rule>,
    default_place: ErrorPlace,
    found: &mut Vec<Diagnostic>,
) -> ErrorCase {
    let at = def.at.as_ref().map_or(default_place, |at| at.value);
    let http = def.http.as_ref().map_or(Some(200), |http| {
        let status = u16::try_from(http.value).ok().filter(|status| (200..600).contains(status));
        if status.is_none() {
            let message = format!("{} is no HTTP status that an answer can have", http.value);
            found.push(Diagnostic::new(Kind::ImpossibleLimit, &http.place, message));
        }
        status
    });
    let message = def.message.as_ref().and_then(|text| message(text, found));
    ErrorCase {
        name: def.name.value.clone(),
        code: def.code.as_ref().map_or_else(|| Code::Text(def.name.value.clone()), |code| code.value.clone()),
        message: message.unwrap_or_default(),
        doc: def.doc.as_ref().map(|doc| doc.value.clone()),
        rules,
        at,
        http: http.unwrap_or(200),
        exact: def.exact.as_ref().is_none_or(|exact| exact.value),
    }
}

fn message(text: &Placed<String>, found: &mut Vec<Diagnostic>) -> Option<Message> {
    let Some(message) = Message::parse(&text.value) else {
        let wrong = "a `#` in this message is no part of a placeholder";
        let help = "a placeholder is a name of capitals, digits and `_` between two `#`: `#TITLE#`";
        found.push(Diagnostic::new(Kind::MessageSyntax, &text.place, wrong).help(help));
        return None;
    };
    let names: Vec<_> = message.placeholders().iter().map(|name| snake(name)).collect();
    if let Some((_, name)) = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name)) {
        let wrong = format!("two placeholders of this message are called `{name}` in Rust");
        found.push(Diagnostic::new(Kind::DoubledName, &text.place, wrong).help("rename one of them"));
        return None;
    }
    Some(message)
}

fn rule(
    when: &Placed<RuleExpr>,
    layered: &Layered,
    types: &Types,
    found: &mut Vec<Diagnostic>,
) -> Option<Rule> {
    let rule = match &when.value {
        RuleExpr::Access => Some(Rule::Access),
        RuleExpr::Of { subject, rule } => subject_rule(subject, *rule, types),
        RuleExpr::OfField { object, field, rule } => {
            let known = layered.objects.iter().find(|known| known.name.value == *object);
            let field = known.and_then(|known| known.fields.iter().find(|known| known.name.value == *field));
            field.map(|field| Rule::ObjectField(object.clone(), field.name.value.clone(), *rule))
        }
    };
    if rule.is_none() {
        let message = "this rule speaks of something that the family does not have";
        found.push(Diagnostic::new(Kind::UnknownName, &when.place, message).help(
            "a rule is `access`, `id.missing` or the like of a parameter, `field.RULE` of any field, `Object.missing`, \
             `Object.field.RULE`, or `select.RULE`, `filter.RULE`, `order.RULE` of a list",
        ));
    }
    rule
}

fn subject_rule(subject: &str, word: RuleWord, types: &Types) -> Option<Rule> {
    let list_rule = match word {
        RuleWord::Field(FieldRule::Type) => Some(ListRule::Type),
        RuleWord::Unknown => Some(ListRule::Unknown),
        RuleWord::Logic => Some(ListRule::Logic),
        RuleWord::Direction => Some(ListRule::Direction),
        RuleWord::Storage => Some(ListRule::Storage),
        _ => None,
    };
    let list_part = match subject {
        "select" => Some(ListPart::Select),
        "filter" => Some(ListPart::Filter),
        "order" => Some(ListPart::Order),
        _ => None,
    };
    match (subject, word) {
        _ if list_part.is_some() => Some(Rule::List(list_part?, list_rule?)),
        ("field", RuleWord::Field(rule)) => Some(Rule::Field(rule)),
        (object, RuleWord::Field(FieldRule::Missing))
            if types.objects().iter().any(|known| known == object) =>
        {
            Some(Rule::ObjectIncomplete(object.to_owned()))
        }
        // Objects are written with a capital, parameters are not.
        (object, _) if object.starts_with(|c: char| c.is_ascii_uppercase()) => None,
        (param, word) => {
            let rule = match word {
                RuleWord::Field(FieldRule::Missing) => ParamRule::Missing,
                RuleWord::Invalid => ParamRule::Invalid,
                RuleWord::Empty => ParamRule::Empty,
                RuleWord::Unknown => ParamRule::Unknown,
                _ => return None,
            };
            Some(Rule::Param(param.to_owned(), rule))
        }
    }
}

/// Whether a method can be refused for breaking `rule`.
pub(super) fn method_has(method: &Method, rule: &Rule, records: &Records) -> bool {
    let writes = |ty: &ParamType| method.params.iter().any(|param| param.ty == *ty);
    let any_written = |has: &dyn Fn(&Field) -> bool| {
        records.entity.as_ref().is_some_and(|entity| {
            (writes(&ParamType::New) && entity.fields.iter().filter(|field| !field.read_only).any(has))
                || (writes(&ParamType::Patch) && entity.changeable().any(has))
        })
    };
    match rule {
        Rule::Access => true,
        Rule::Param(name, _) => method.params.iter().any(|param| param.name == *name),
        Rule::List(..) => method.list.is_some(),
        Rule::ObjectIncomplete(object) | Rule::ObjectField(object, ..) => {
            let holds = |ty: &Type| reaches(records, ty, object, &mut Vec::new());
            any_written(&|field| holds(&field.ty))
                || method.params.iter().any(|param| matches!(&param.ty, ParamType::Value(ty) if holds(ty)))
        }
        Rule::Field(rule) => {
            let any = |has: fn(&Field) -> bool| {
                records.entity.as_ref().is_some_and(|entity| entity.fields.iter().any(has))
            };
            match rule {
                FieldRule::Missing => writes(&ParamType::New) && any(|field| field.required),
                FieldRule::Immutable => writes(&ParamType::Patch) && any(|field| field.immutable),
                FieldRule::ReadOnly => {
                    (writes(&ParamType::New) || writes(&ParamType::Patch)) && any(|field| field.read_only)
                }
                FieldRule::Type => any_written(&|_| true),
                FieldRule::NotEmpty => any_written(&|field| field.not_empty),
                FieldRule::MaxChars => any_written(&|field| field.max_chars.is_some()),
                FieldRule::Enum => any_written(&|field| matches!(field.ty, Type::Enum(_))),
            }
        }
    }
}

/// Whether a value of this type is or holds the object. Objects may hold themselves: `seen` have been looked into.
fn reaches<'r>(records: &'r Records, ty: &'r Type, object: &str, seen: &mut Vec<&'r str>) -> bool {
    let Some(name) = ty.object() else { return false };
    if name == object {
        return true;
    }
    if seen.contains(&name) {
        return false;
    }
    seen.push(name);
    let inner =
        records.objects.iter().find(|known| known.name == name).into_iter().flat_map(|known| &known.fields);
    inner.into_iter().any(|field| reaches(records, &field.ty, object, seen))
}

/// Reports rules that nothing can break, rules that two errors answer, and errors that no method can answer with.
pub(super) fn unused(
    layered: &Layered,
    records: &Records,
    errors: &[PlacedError],
    methods: &[Method],
    found: &mut Vec<Diagnostic>,
) {
    // A shared file's errors are for families that this one need not resemble; and where a method could not be
    // understood, nobody knows what it would have needed.
    let Some(own) = layered.family.as_ref().map(|family| &family.place.source) else { return };
    if methods.len() != layered.methods.len() {
        return;
    }
    for (at, error) in errors.iter().enumerate().filter(|(_, error)| Arc::ptr_eq(&error.name.source, own)) {
        let mut report = |place: &Place, message: &str, help: &str| {
            found.push(Diagnostic::new(Kind::UnusedRule, place, message).help(help));
        };
        for (rule, place) in error.case.rules.iter().zip(&error.rules) {
            if !methods.iter().any(|method| method_has(method, rule, records)) {
                report(place, "no method of the family has this rule", "name a rule that one of them has");
            } else if !can_be_broken(rule, records) {
                report(
                    place,
                    "nothing breaks this rule: the field has no such limit",
                    "state the limit in the field's line",
                );
            } else if let Some(other) = errors[..at].iter().find(|other| other.case.rules.contains(rule)) {
                let message = format!("`{}` answers this rule already", other.case.name);
                report(place, &message, "one rule is answered by one error");
            }
        }
        let is_named = || methods.iter().any(|method| method.errors.contains(&at));
        if error.case.rules.is_empty() && !error.has_when && !is_named() {
            report(
                &error.name,
                "no method names this error, and it has no rule from which that would follow",
                "add it to the `errors` of the methods that answer it, or say `when`",
            );
        }
    }
}

/// Whether the field that the rule names has what the rule speaks of.
fn can_be_broken(rule: &Rule, records: &Records) -> bool {
    let Rule::ObjectField(object, field, rule) = rule else { return true };
    let object = records.objects.iter().find(|known| known.name == *object);
    // A field that is not there has been reported, or could not be understood.
    let Some(field) = object.and_then(|object| object.field(field)) else { return true };
    match rule {
        FieldRule::Missing => !field.optional,
        FieldRule::MaxChars => field.max_chars.is_some(),
        FieldRule::NotEmpty => field.not_empty,
        FieldRule::Enum => matches!(field.ty, Type::Enum(_)),
        FieldRule::Type => true,
        FieldRule::ReadOnly | FieldRule::Immutable => false,
    }
}
