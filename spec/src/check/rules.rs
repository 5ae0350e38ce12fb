//! Looks up the rules that errors answer, and which methods have which error.

use std::sync::Arc;

use crate::check::merge::Layered;
use crate::check::records::Records;
use crate::check::types::Types;
use crate::check::used::Used;
use crate::diagnostic::Diagnostic;
use crate::file::{ErrorDef, RuleExpr};
use crate::kind::Kind;
use crate::language::{Error, Word as _};
use crate::message::Message;
use crate::model::{
    Code, ErrorCase, ErrorPlace, Field, FieldRule, ListPart, ListRule, Method, ParamRule, ParamType,
    Required, Rule, Type, Update,
};
use crate::rust::snake;
use crate::source::{Place, Placed, Source};

/// An error case, and where its rules were written.
pub(super) struct PlacedError {
    pub(super) case: ErrorCase,
    pub(super) name: Place,
    pub(super) rules: Vec<Place>,
    /// A `when` is written, whether or not it could be understood.
    pub(super) has_when: bool,
    /// The family whose table it stands in, if that is another.
    family: Option<String>,
}

impl PlacedError {
    /// Whether a method's `errors` mean it: `CODE`, or `family:CODE`.
    pub(super) fn is_called(&self, name: &str) -> bool {
        match (name.split_once(':'), &self.family) {
            (Some((family, name)), Some(own)) => own == family && self.case.name == name,
            (None, None) => self.case.name == name,
            _ => false,
        }
    }
}

/// The family's table, and after it the errors of other families that its methods name.
pub(super) fn errors(
    layered: &Layered,
    types: &Types,
    used: &[Used],
    found: &mut Vec<Diagnostic>,
) -> Vec<PlacedError> {
    let mut errors = own_errors(layered, types, found);
    for name in layered.methods.iter().flat_map(|method| &method.errors) {
        if name.value.contains(':') && !errors.iter().any(|error| error.is_called(&name.value)) {
            let foreign = foreign_error(name, used, found);
            errors.extend(foreign);
        }
    }
    errors
}

/// An error of another family's: `family:CODE`. The rules that it answers there are that family's.
fn foreign_error(name: &Placed<String>, used: &[Used], found: &mut Vec<Diagnostic>) -> Option<PlacedError> {
    let (family, code) = name.value.split_once(':')?;
    let Some(of) = used.iter().find(|used| used.family == family) else {
        let message = format!("the file does not say that it uses `{family}`");
        let help = format!("add `uses = [\"{family}\"]` at its top");
        found.push(Diagnostic::new(Kind::ErrorOfUnused, &name.place, message).help(help));
        return None;
    };
    let Some(def) = of.errors.iter().find(|error| error.name.value == code) else {
        let known = of.errors.iter().map(|error| error.name.value.as_str());
        let message = format!("the [error] table of `{family}` has no `{code}`");
        found.push(Diagnostic::new(Kind::UnknownForeignError, &name.place, message).suggest(code, known));
        return None;
    };
    Some(PlacedError {
        case: case(def, Vec::new(), of.errors_at, &mut Vec::new()),
        name: name.place.clone(),
        rules: Vec::new(),
        has_when: false,
        family: Some(family.to_owned()),
    })
}

fn own_errors(layered: &Layered, types: &Types, found: &mut Vec<Diagnostic>) -> Vec<PlacedError> {
    let default_place = layered.errors_at.unwrap_or(ErrorPlace::Top);
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
                family: None,
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
        let status = u16::try_from(http.value).ok().filter(|_| Error::HTTP.limits().contains(&http.value));
        if status.is_none() {
            let message = format!("{} is no HTTP status that an answer can have", http.value);
            found.push(
                Diagnostic::new(Kind::BadStatus, &http.place, message)
                    .help("write the status that the server answers with, from 200 to 599"),
            );
        }
        status
    });
    if let (ErrorPlace::Result, Some(stated), Some(201..)) = (at, &def.http, http) {
        let message = format!("an error inside `result` comes with HTTP 200, never with {}", stated.value);
        let help = "leave `http` out, or say `at = \"top\"`";
        found.push(Diagnostic::new(Kind::StatusInResult, &stated.place, message).help(help));
    }
    let message = def.message.as_ref().and_then(|text| message(text, found));
    ErrorCase {
        name: def.name.value.clone(),
        code: def.code.as_ref().map_or_else(|| Code::Text(def.name.value.clone()), |code| code.value.clone()),
        message: message.unwrap_or_default(),
        doc: def.doc.as_ref().map(|doc| doc.value.clone()),
        help: def.help.as_ref().map(|help| help.value.clone()),
        rules,
        at,
        http: http.unwrap_or(200),
        exact: def.exact.as_ref().is_none_or(|exact| exact.value),
        methods: def
            .methods
            .as_ref()
            .map(|methods| methods.iter().map(|method| method.value.clone()).collect()),
    }
}

fn message(text: &Placed<String>, found: &mut Vec<Diagnostic>) -> Option<Message> {
    let Some(message) = Message::parse(&text.value) else {
        let wrong = "a `#` in this message is no part of a placeholder";
        let help = "a placeholder is a name of capitals, digits and `_` between two `#`: `#TITLE#`; \
                    write `##` for a `#` that the server sends";
        found.push(Diagnostic::new(Kind::BadPlaceholder, &text.place, wrong).help(help));
        return None;
    };
    let names: Vec<_> = message.placeholders().iter().map(|name| snake(name)).collect();
    if let Some((_, name)) = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name)) {
        let wrong = format!("two placeholders of this message are called `{name}` in Rust");
        found.push(Diagnostic::new(Kind::DoubledPlaceholder, &text.place, wrong).help("rename one of them"));
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
        RuleExpr::Of { subject, word } => subject_rule(subject, word, layered, types),
        RuleExpr::OfField { object, field, rule } if object == "Self" => {
            let known = layered.entity.iter().flat_map(|entity| &entity.fields);
            let field = known.into_iter().find(|known| known.name.value == *field);
            field.map(|field| Rule::OwnField(field.name.value.clone(), *rule))
        }
        RuleExpr::OfField { object, field, rule } => {
            let known = layered.objects.iter().find(|known| known.name.value == *object);
            let field = known.and_then(|known| known.fields.iter().find(|known| known.name.value == *field));
            field.map(|field| Rule::ObjectField(object.clone(), field.name.value.clone(), *rule))
        }
    };
    if rule.is_none() {
        let message = "this rule speaks of something that the family does not have";
        found.push(Diagnostic::new(Kind::RuleOfNothing, &when.place, message).help(
            "a rule is `access`, `id.missing` or the like of a parameter, `field.RULE` of any field, `Self.name.RULE` \
             of one, `Object.missing`, `Object.field.RULE`, or `select.RULE`, `filter.RULE`, `order.RULE` of a list",
        ));
    }
    rule
}

fn subject_rule(subject: &str, word: &str, layered: &Layered, types: &Types) -> Option<Rule> {
    if let Some(part) = ListPart::of(subject) {
        return ListRule::of(word).map(|rule| Rule::List(part, rule));
    }
    let of_field = FieldRule::of(word);
    if let ("field", Some(rule)) = (subject, of_field) {
        return Some(Rule::Field(rule));
    }
    if of_field == Some(FieldRule::Missing) && types.objects().iter().any(|known| known == subject) {
        return Some(Rule::ObjectIncomplete(subject.to_owned()));
    }
    // What has a capital may be an object that does not have this rule, or none at all.
    if subject.starts_with(|c: char| c.is_ascii_uppercase()) && !is_param(subject, layered) {
        return None;
    }
    ParamRule::of(word).map(|rule| Rule::Param(subject.to_owned(), rule))
}

fn is_param(name: &str, layered: &Layered) -> bool {
    let params = layered.methods.iter().flat_map(|method| method.params.iter().flatten());
    params.into_iter().any(|param| param.name.value == name)
}

/// Whether a method can be refused with an error for breaking one of its rules.
pub(super) fn method_has(
    method: &Method,
    error: &ErrorCase,
    rule: &Rule,
    errors: &[PlacedError],
    records: &Records,
) -> bool {
    is_for(error, method)
        && match rule {
            // What one field's own error answers, the error of any field does not.
            Rule::Field(rule) => field_rule(method, records, *rule, &|field| {
                let own = Rule::OwnField(field.name.clone(), *rule);
                !errors.iter().any(|error| is_for(&error.case, method) && error.case.rules.contains(&own))
            }),
            rule => has(method, rule, records),
        }
}

fn is_for(error: &ErrorCase, method: &Method) -> bool {
    error.methods.as_ref().is_none_or(|methods| methods.contains(&method.name))
}

/// Whether a call of the method can break the rule.
fn has(method: &Method, rule: &Rule, records: &Records) -> bool {
    match rule {
        Rule::Access => true,
        Rule::Param(name, _) => method.params.iter().any(|param| param.name == *name),
        Rule::List(part, _) => method.list.as_ref().is_some_and(|list| match part {
            ListPart::Select => list.select,
            ListPart::Filter => !list.filter.is_empty(),
            ListPart::Order => list.order,
        }),
        Rule::ObjectIncomplete(object) | Rule::ObjectField(object, ..) => takes(method, object, records),
        Rule::Field(rule) => field_rule(method, records, *rule, &|_| true),
        Rule::OwnField(name, rule) => field_rule(method, records, *rule, &|field| field.name == *name),
    }
}

/// Whether a call of the method can write the object.
pub(super) fn takes(method: &Method, object: &str, records: &Records) -> bool {
    let holds = |ty: &Type| reaches(records, ty, object, &mut Vec::new());
    written(method, records).any(|field| holds(field.write_ty()))
        || method.params.iter().any(|param| matches!(&param.ty, ParamType::Value(ty) if holds(ty)))
}

fn writes(method: &Method, ty: &ParamType) -> bool {
    method.params.iter().any(|param| param.ty == *ty)
}

/// The fields that a call of the method can write. Those that the server checks and ignores are among them.
fn written<'r>(method: &Method, records: &'r Records) -> impl Iterator<Item = &'r Field> {
    let (new, patch) = (writes(method, &ParamType::New), writes(method, &ParamType::Patch));
    let fields = records.entity.iter().flat_map(|entity| &entity.fields);
    fields.filter(move |field| {
        let changes = !field.immutable && !matches!(field.update, Update::By(_));
        !field.read_only && (new || (patch && changes))
    })
}

fn field_rule(method: &Method, records: &Records, rule: FieldRule, meant: &dyn Fn(&Field) -> bool) -> bool {
    let (new, patch) = (writes(method, &ParamType::New), writes(method, &ParamType::Patch));
    let any = |has: &dyn Fn(&Field) -> bool| {
        records.entity.iter().flat_map(|entity| &entity.fields).any(|field| meant(field) && has(field))
    };
    let any_written =
        |has: &dyn Fn(&Field) -> bool| written(method, records).any(|field| meant(field) && has(field));
    match rule {
        FieldRule::Missing => {
            (new && any(&|field| field.required != Required::No))
                || (patch && any(&|field| field.required == Required::Always))
        }
        FieldRule::Immutable => patch && any(&|field| field.immutable),
        FieldRule::Elsewhere => patch && any(&|field| matches!(field.update, Update::By(_))),
        FieldRule::ReadOnly => (new || patch) && any(&|field| field.read_only),
        FieldRule::Type => any_written(&|_| true),
        _ => any_written(&|field| has_limit(field, rule)),
    }
}

/// Whether the field's line states the limit that the rule is about.
fn has_limit(field: &Field, rule: FieldRule) -> bool {
    match rule {
        FieldRule::NotEmpty => field.not_empty,
        FieldRule::MaxChars => field.max_chars.is_some(),
        FieldRule::Pattern => field.pattern.is_some(),
        FieldRule::Unique => field.unique,
        FieldRule::Enum => matches!(field.write_ty().not_null(), Type::Enum(_)),
        FieldRule::Missing => !field.optional,
        FieldRule::Type => true,
        FieldRule::ReadOnly | FieldRule::Immutable | FieldRule::Elsewhere => false,
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
    let inner = records.object(name).into_iter().flat_map(|known| &known.fields);
    inner.into_iter().any(|field| reaches(records, field.write_ty(), object, seen))
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
    // Where a method names an error that there is not, it may mean the one that no method names.
    let misnamed = found.iter().any(|it| it.kind == Kind::UnknownError);
    for (at, error) in errors.iter().enumerate().filter(|(_, error)| Arc::ptr_eq(&error.name.source, own)) {
        let mut report = |kind: Kind, place: &Place, message: &str, help: &str| {
            found.push(Diagnostic::new(kind, place, message).help(help));
        };
        for (position, (rule, place)) in error.case.rules.iter().zip(&error.rules).enumerate() {
            if !methods.iter().any(|method| has(method, rule, records)) {
                let help = instead(rule, methods);
                report(Kind::RuleOfNoMethod, place, "no method of the family has this rule", &help);
            } else if !can_be_broken(rule, records) {
                report(
                    Kind::RuleWithoutLimit,
                    place,
                    "nothing breaks this rule: the field has no such limit",
                    "state the limit in the field's line",
                );
            } else if let Some(other) = errors[..at]
                .iter()
                .find(|other| other.case.rules.contains(rule) && share_a_method(&other.case, &error.case))
            {
                let message = format!("`{}` answers this rule already", other.case.name);
                report(
                    Kind::DoubledRule,
                    place,
                    &message,
                    "one rule is answered by one error: leave it to one of them",
                );
            } else if error.case.rules[..position].contains(rule) {
                report(
                    Kind::DoubledRule,
                    place,
                    "the error answers this rule already",
                    "leave one of the two out",
                );
            }
        }
        let is_named = || methods.iter().any(|method| method.errors.contains(&at));
        if error.case.rules.is_empty() && !error.has_when && !misnamed && !is_named() {
            report(
                Kind::UnusedError,
                &error.name,
                "no method names this error, and it has no rule from which that would follow",
                "add it to the `errors` of the methods that answer it, or say `when`",
            );
        }
    }
}

/// What to write in place of a rule that no method has.
fn instead(rule: &Rule, methods: &[Method]) -> String {
    let Rule::Param(name, rule) = rule else {
        return "name a rule that one of them has".to_owned();
    };
    let mut names: Vec<&str> = Vec::new();
    for param in methods.iter().flat_map(|method| &method.params) {
        if !names.contains(&param.name.as_str()) {
            names.push(&param.name);
        }
    }
    if names.is_empty() {
        return format!("`{name}` is a parameter's name here, and none of them has parameters");
    }
    let rules: Vec<_> = names.iter().map(|name| format!("`{name}.{}`", rule.word())).collect();
    format!("`{name}` is a parameter's name here: there is {}", rules.join(", "))
}

/// Reports errors of one method that no answer could tell apart.
pub(super) fn same_errors(
    own: &Arc<Source>,
    errors: &[PlacedError],
    methods: &[Method],
    found: &mut Vec<Diagnostic>,
) {
    let of = |method: &Method| method.errors.iter().filter_map(|at| errors.get(*at)).collect::<Vec<_>>();
    for all in methods.iter().map(of) {
        for (at, error) in all.iter().enumerate().filter(|(_, error)| Arc::ptr_eq(&error.name.source, own)) {
            let is_same = |other: &&&PlacedError| {
                let (one, other) = (&error.case, &other.case);
                one.code == other.code && one.message == other.message && one.at == other.at
            };
            if let Some(other) = all[..at].iter().find(is_same) {
                let message = format!("`{}` has this code and this text already", other.case.name);
                let help = "leave one of them out: an answer could be either";
                found.push(Diagnostic::new(Kind::SameError, &error.name, message).help(help));
            }
        }
    }
}

/// Whether there is a method that both errors are for.
fn share_a_method(one: &ErrorCase, other: &ErrorCase) -> bool {
    match (&one.methods, &other.methods) {
        (Some(one), Some(other)) => one.iter().any(|method| other.contains(method)),
        _ => true,
    }
}

/// Whether the field that the rule names has what the rule speaks of.
fn can_be_broken(rule: &Rule, records: &Records) -> bool {
    let Rule::ObjectField(object, field, rule) = rule else { return true };
    let object = records.object(object);
    // A field that is not there has been reported, or could not be understood.
    object.and_then(|object| object.field(field)).is_none_or(|field| has_limit(field, *rule))
}
