//! Looks up types and checks field tables.

use crate::check::merge::Layered;
use crate::diagnostic::{Diagnostic, Kind};
use crate::file::{FieldDef, FieldType, Literal, RecordDef, TypeExpr};
use crate::model::{DefaultValue, Enumeration, Field, Record, Type, Update};
use crate::rust_name::upper_camel;
use crate::source::{Place, Placed};

const BUILT_IN: [(&str, Type); 4] = [
    ("integer", Type::Integer),
    ("string", Type::String),
    ("boolean", Type::Boolean),
    ("datetime", Type::DateTime),
];

/// The names that type expressions can use.
pub(super) struct Types {
    entity: Option<(String, Vec<String>)>,
    objects: Vec<String>,
}

impl Types {
    pub(super) fn collect(layered: &Layered, found: &mut Vec<Diagnostic>) -> Self {
        for object in layered.objects.iter().chain(&layered.entity) {
            let name = &object.name;
            if !is_type_name(object) {
                let message = format!("`{}` cannot be the name of a Rust type", name.value);
                let help = format!("write `{}`", upper_camel(&name.value));
                found.push(Diagnostic::new(Kind::BadName, &name.place, message).help(help));
            }
            if BUILT_IN.iter().any(|(known, _)| *known == name.value) || name.value == "Self" {
                let message = format!("`{}` is a type of the language already", name.value);
                found.push(
                    Diagnostic::new(Kind::DoubledName, &name.place, message).help("choose another name"),
                );
            }
        }
        let entity = layered.entity.as_ref().map(|entity| {
            let fields = entity.fields.iter().map(|field| field.name.value.clone()).collect();
            (entity.name.value.clone(), fields)
        });
        Self { entity, objects: layered.objects.iter().map(|object| object.name.value.clone()).collect() }
    }

    /// What an expression means, or a finding. `Self.new` and `Self.patch` are for [`super::methods`].
    pub(super) fn resolve(&self, expr: &TypeExpr, found: &mut Vec<Diagnostic>) -> Option<Type> {
        match expr {
            TypeExpr::Option(inner) => Some(Type::Option(Box::new(self.resolve(inner, found)?))),
            TypeExpr::List(inner) => Some(Type::List(Box::new(self.resolve(inner, found)?))),
            TypeExpr::Name(name) => self.named(name, found),
            TypeExpr::Member(entity, member) => self.member(entity, member, found),
        }
    }

    fn named(&self, name: &Placed<String>, found: &mut Vec<Diagnostic>) -> Option<Type> {
        if let Some((_, ty)) = BUILT_IN.iter().find(|(known, _)| *known == name.value) {
            return Some(ty.clone());
        }
        if let Some(entity) = self.entity_called(&name.value) {
            return Some(Type::Entity(entity.to_owned()));
        }
        if self.objects.contains(&name.value) {
            return Some(Type::Object(name.value.clone()));
        }
        let known = BUILT_IN.iter().map(|(name, _)| *name).chain(self.objects.iter().map(String::as_str));
        let known = known.chain(self.entity.iter().flat_map(|(name, _)| [name.as_str(), "Self"]));
        found.push(
            Diagnostic::new(Kind::UnknownName, &name.place, format!("there is no type `{}`", name.value))
                .suggest(&name.value, known),
        );
        None
    }

    fn member(
        &self,
        entity: &Placed<String>,
        member: &Placed<String>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Type> {
        let Some(name) = self.entity_called(&entity.value) else {
            let message = format!("there is no entity `{}` in this family", entity.value);
            found.push(
                Diagnostic::new(Kind::UnknownName, &entity.place, message)
                    .help("`Self` is the family's entity"),
            );
            return None;
        };
        if member.value.eq_ignore_ascii_case("id") && self.fields().any(|field| field == member.value) {
            return Some(Type::Id(name.to_owned()));
        }
        let message = match member.value.as_str() {
            "new" | "patch" => format!("`{}.{}` can only be a whole parameter", entity.value, member.value),
            _ => format!("`{}` is no identifier of `{name}`", member.value),
        };
        found.push(Diagnostic::new(Kind::UnknownName, &member.place, message).suggest(
            &member.value,
            self.fields().filter(|field| field.eq_ignore_ascii_case("id")).chain(["new", "patch"]),
        ));
        None
    }

    fn fields(&self) -> impl Iterator<Item = &str> {
        self.entity.iter().flat_map(|(_, fields)| fields.iter().map(String::as_str))
    }

    /// The entity's name if `written` means it.
    pub(super) fn entity_called(&self, written: &str) -> Option<&str> {
        let (name, _) = self.entity.as_ref()?;
        (written == "Self" || written == name).then_some(name)
    }

    pub(super) fn objects(&self) -> &[String] {
        &self.objects
    }
}

impl Records {
    /// Whether the model has everything that the type mentions; what was wrong with it has been reported.
    pub(super) fn know(&self, ty: &Type) -> bool {
        match ty {
            Type::Integer | Type::String | Type::Boolean | Type::DateTime => true,
            Type::Id(_) | Type::Entity(_) => self.entity.is_some(),
            Type::Enum(name) => self.enums.iter().any(|one| one.name == *name),
            Type::Object(name) => self.objects.iter().any(|object| object.name == *name),
            Type::Option(inner) | Type::List(inner) => self.know(inner),
        }
    }

    /// Leaves out the fields of types that have been left out.
    fn drop_unknown(&mut self) {
        let known = |records: &Self, fields: &[Field]| {
            fields
                .iter()
                .filter(|field| field.is_id() || records.know(&field.ty))
                .cloned()
                .collect::<Vec<_>>()
        };
        let entity = self.entity.as_ref().map(|entity| known(self, &entity.fields));
        let objects: Vec<_> = self.objects.iter().map(|object| known(self, &object.fields)).collect();
        for (record, fields) in self.entity.iter_mut().zip(entity).chain(self.objects.iter_mut().zip(objects))
        {
            record.fields = fields;
        }
    }
}

/// Whether the record's name can be that of a Rust type.
fn is_type_name(def: &RecordDef) -> bool {
    upper_camel(&def.name.value) == def.name.value
}

/// Reports objects that hold themselves other than in a list: no value of them could ever end.
fn endless(layered: &Layered, records: &mut Records, found: &mut Vec<Diagnostic>) {
    fn held<'r>(records: &'r [Record], name: &str, names: &mut Vec<&'r str>) {
        let fields =
            records.iter().find(|record| record.name == name).into_iter().flat_map(|record| &record.fields);
        for field in fields {
            let inner = match &field.ty {
                Type::Option(inner) => inner,
                ty => ty,
            };
            if let Type::Object(object) = inner
                && !names.contains(&object.as_str())
            {
                names.push(object);
                held(records, object, names);
            }
        }
    }
    let holds_itself = |def: &&RecordDef| {
        let mut names = Vec::new();
        held(&records.objects, &def.name.value, &mut names);
        names.contains(&def.name.value.as_str())
    };
    let endless: Vec<_> = layered.objects.iter().filter(holds_itself).map(|def| def.name.clone()).collect();
    for name in &endless {
        let message = format!("`{}` holds itself, so that no value of it would end", name.value);
        found.push(Diagnostic::new(Kind::Cycle, &name.place, message).help("hold it in a list: `[]`"));
    }
    records.objects.retain(|object| !endless.iter().any(|name| name.value == object.name));
}

/// All field tables of a family.
pub(super) struct Records {
    pub(super) entity: Option<Record>,
    pub(super) objects: Vec<Record>,
    pub(super) enums: Vec<Enumeration>,
}

pub(super) fn records(layered: &Layered, types: &Types, found: &mut Vec<Diagnostic>) -> Records {
    let mut enums = Vec::new();
    let entity = layered.entity.as_ref().filter(|def| is_type_name(def));
    let entity = entity.map(|def| record(def, Owner::Entity, types, &mut enums, found));
    let objects = layered.objects.iter().filter(|def| is_type_name(def));
    let objects: Vec<_> = objects.map(|def| record(def, Owner::Object, types, &mut enums, found)).collect();
    let mut records = Records { entity, objects, enums };
    endless(layered, &mut records, found);
    records.drop_unknown();
    records
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Entity,
    Object,
}

fn record(
    def: &RecordDef,
    owner: Owner,
    types: &Types,
    enums: &mut Vec<Enumeration>,
    found: &mut Vec<Diagnostic>,
) -> Record {
    if def.fields.is_empty() {
        let message = format!("`{}` has no field", def.name.value);
        found.push(
            Diagnostic::new(Kind::MissingKey, &def.name.place, message)
                .help("describe its fields, one a line"),
        );
    }
    let fields = def.fields.iter().filter_map(|field| {
        contradictions(field, owner, found);
        let ty = field_type(def, field, types, enums, found)?;
        let ty =
            if owner == Owner::Entity && field.name.value.eq_ignore_ascii_case("id") && ty == Type::Integer {
                Type::Id(def.name.value.clone())
            } else {
                ty
            };
        limits(field, &ty, found);
        if owner == Owner::Entity && field.name.value.eq_ignore_ascii_case("id") && !matches!(ty, Type::Id(_))
        {
            let message = "an identifier is an `integer`";
            found.push(
                Diagnostic::new(Kind::WrongType, &field.name.place, message)
                    .help("write `type = \"integer\"`"),
            );
        }
        Some(Field {
            name: field.name.value.clone(),
            doc: field.doc.as_ref().map(|doc| doc.value.clone()),
            required: is_set(&field.required),
            read_only: is_set(&field.read_only),
            immutable: is_set(&field.immutable),
            optional: is_set(&field.optional),
            not_empty: is_set(&field.not_empty),
            max_chars: field.max_chars.as_ref().and_then(|max| u32::try_from(max.value).ok()),
            default: field.default.as_ref().and_then(|default| default_value(field, default, &ty, found)),
            update: field.update.as_ref().map_or(Update::Patch, |update| update.value),
            selectable: field.select.as_ref().is_none_or(|select| select.value),
            since: field.since.as_ref().map(|since| since.value.clone()),
            ty,
        })
    });
    Record {
        name: def.name.value.clone(),
        doc: def.doc.as_ref().map(|doc| doc.value.clone()),
        fields: fields.collect(),
    }
}

fn is_set(flag: &Option<Placed<bool>>) -> bool {
    flag.as_ref().is_some_and(|flag| flag.value)
}

fn field_type(
    record: &RecordDef,
    field: &FieldDef,
    types: &Types,
    enums: &mut Vec<Enumeration>,
    found: &mut Vec<Diagnostic>,
) -> Option<Type> {
    match field.ty.as_ref()? {
        FieldType::Expr(expr) => types.resolve(expr, found),
        FieldType::Enum(place, words) => {
            let name = format!("{}{}", record.name.value, upper_camel(&field.name.value));
            enums.push(enumeration(name.clone(), record, field, place, words, found)?);
            Some(Type::Enum(name))
        }
    }
}

fn enumeration(
    name: String,
    record: &RecordDef,
    field: &FieldDef,
    place: &Place,
    words: &[Placed<String>],
    found: &mut Vec<Diagnostic>,
) -> Option<Enumeration> {
    if words.is_empty() {
        let message = "an enum without a word can hold nothing";
        found.push(Diagnostic::new(Kind::ImpossibleLimit, place, message));
        return None;
    }
    let before = found.len();
    let mut variants: Vec<String> = Vec::new();
    for word in words {
        let variant = upper_camel(&word.value);
        if !crate::rust_name::is_nameable(&word.value) {
            let message = format!("`{}` cannot be the name of a variant", word.value);
            found.push(
                Diagnostic::new(Kind::BadName, &word.place, message)
                    .help("a word begins with an ASCII letter and has letters, digits, `_`, `.` and `-`"),
            );
        } else if variant == "Unknown" {
            let message = format!("`{}` would be the variant that keeps words of newer portals", word.value);
            let help = "leave it out: it is read as `Unknown(\"…\")`";
            found.push(Diagnostic::new(Kind::DoubledName, &word.place, message).help(help));
        } else if variants.contains(&variant) {
            let message =
                format!("`{}` stands here twice, or differs from another word only in case", word.value);
            found.push(Diagnostic::new(Kind::DoubledName, &word.place, message));
        }
        variants.push(variant);
    }
    if found.len() > before {
        return None;
    }
    let doc = field.doc.as_ref().map(|doc| doc.value.clone());
    Some(Enumeration {
        name,
        owner: record.name.value.clone(),
        doc,
        words: words.iter().map(|word| word.value.clone()).collect(),
    })
}

/// Statements about one field that exclude each other.
fn contradictions(field: &FieldDef, owner: Owner, found: &mut Vec<Diagnostic>) {
    let required = stated(&field.required);
    let read_only = stated(&field.read_only);
    let immutable = stated(&field.immutable);
    let default = field.default.as_ref().map(|default| &default.place);
    let update = field.update.as_ref().map(|update| &update.place);
    let mut report = |place: Option<&Place>, message: &str, help: &str| {
        found.extend(place.map(|place| Diagnostic::new(Kind::Contradiction, place, message).help(help)));
    };

    if owner == Owner::Object {
        let help = "an object's fields are all there unless they are `optional = true`";
        for place in [required, read_only, immutable, default, update] {
            report(place, "this is for an entity's fields, and here is an object's", help);
        }
        return;
    }
    report(
        stated(&field.optional),
        "`optional` is for an object's fields, and here is an entity's",
        "an entity's fields are optional on add unless they are `required = true`",
    );
    if read_only.is_some() {
        let max_chars = field.max_chars.as_ref().map(|max| &max.place);
        for place in [required, immutable, default, update, stated(&field.not_empty), max_chars] {
            report(place, "this is about writing, and the field is read-only", "leave one of the two out");
        }
        return;
    }
    if required.is_some() {
        report(default, "a required field has no use for a default", "leave one of the two out");
    }
    if immutable.is_some() {
        report(update, "`update` is about changing, and the field is immutable", "leave one of the two out");
    }
}

fn stated(flag: &Option<Placed<bool>>) -> Option<&Place> {
    flag.as_ref().filter(|flag| flag.value).map(|flag| &flag.place)
}

/// Limits that the type does not have, or that nothing or everything fulfils.
fn limits(field: &FieldDef, ty: &Type, found: &mut Vec<Diagnostic>) {
    let mut report = |place: &Place, message: String| {
        found.push(Diagnostic::new(Kind::ImpossibleLimit, place, message));
    };
    if let Some(max) = &field.max_chars {
        if !ty.is_text() {
            report(
                &max.place,
                format!("`max_chars` is a limit of texts, and `{}` is none", field.name.value),
            );
        } else if max.value < 1 || u32::try_from(max.value).is_err() {
            report(&max.place, format!("no useful text has at most {} characters", max.value));
        }
    }
    if let Some(not_empty) = field.not_empty.as_ref().filter(|flag| flag.value && !ty.is_text()) {
        report(
            &not_empty.place,
            format!("`not_empty` is a limit of texts, and `{}` is none", field.name.value),
        );
    }
    if let Some(update) = field.update.as_ref().filter(|_| !matches!(ty, Type::List(_))) {
        report(
            &update.place,
            format!("`update = \"replace\"` speaks of lists, and `{}` is none", field.name.value),
        );
    }
}

fn default_value(
    field: &FieldDef,
    default: &Placed<Literal>,
    ty: &Type,
    found: &mut Vec<Diagnostic>,
) -> Option<DefaultValue> {
    let value = match (&default.value, ty) {
        (Literal::Boolean(value), Type::Boolean) => DefaultValue::Boolean(*value),
        (Literal::Integer(value), Type::Integer) => DefaultValue::Integer(*value),
        (Literal::String(value), Type::String) => DefaultValue::String(value.clone()),
        _ => {
            let message = format!("this default is no {}, as `{}` is", ty.server_word(), field.name.value);
            found.push(Diagnostic::new(Kind::WrongType, &default.place, message));
            return None;
        }
    };
    Some(value)
}
