//! Turns field tables into records.

use crate::check::merge::Layered;
use crate::check::types::{Types, is_type_name};
use crate::check::{contradictions, defaults, limits, written};
use crate::diagnostic::Diagnostic;
use crate::file::{FieldDef, FieldType, RecordDef};
use crate::kind::Kind;
use crate::model::{EntityName, Enumeration, Field, Record, Required, Type};
use crate::rust::upper_camel;
use crate::source::{Place, Placed};

/// All field tables and word lists of a family.
pub(super) struct Records {
    pub(super) entity: Option<Record>,
    pub(super) objects: Vec<Record>,
    pub(super) enums: Vec<Enumeration>,
    /// Where each enumeration is written.
    pub(super) enum_places: Vec<Place>,
}

pub(super) fn records(layered: &Layered, types: &Types, found: &mut Vec<Diagnostic>) -> Records {
    let mut records =
        Records { entity: None, objects: Vec::new(), enums: Vec::new(), enum_places: Vec::new() };
    for def in layered.enums.iter().filter(|def| is_type_name(&def.name)) {
        let name = Placed::new(def.name.value.clone(), def.name.place.clone());
        let doc = def.doc.as_ref().map(|doc| doc.value.clone());
        records.enumeration(&name, doc, &def.place, &def.words, layered.inherits(&def.name), found);
    }
    for def in layered.entity.iter().filter(|def| is_type_name(&def.name)) {
        records.entity = Some(record(def, Owner::Entity, layered, types, &mut records, found));
    }
    for def in layered.objects.iter().filter(|def| is_type_name(&def.name)) {
        let object = record(def, Owner::Object, layered, types, &mut records, found);
        records.objects.push(object);
    }
    endless(layered, &mut records, found);
    records.drop_unknown();
    records
}

impl Records {
    /// Whether the model has everything that the type mentions; what was wrong with it has been reported.
    pub(super) fn know(&self, ty: &Type) -> bool {
        match ty {
            Type::Integer
            | Type::Decimal
            | Type::String
            | Type::Secret
            | Type::Boolean(_)
            | Type::Date
            | Type::DateTime
            | Type::Any => true,
            Type::Id(of) => of.family.is_some() || self.record(&of.name).is_some(),
            Type::Entity(_) => self.entity.is_some(),
            Type::Enum(name) => self.enums.iter().any(|one| one.name == *name),
            Type::Object(name) => self.object(name).is_some(),
            Type::Option(inner) | Type::List(inner) | Type::Map(inner) => self.know(inner),
        }
    }

    pub(super) fn object(&self, name: &str) -> Option<&Record> {
        self.objects.iter().find(|object| object.name == name)
    }

    fn record(&self, name: &str) -> Option<&Record> {
        self.entity.iter().chain(&self.objects).find(|record| record.name == name)
    }

    /// Leaves out the fields of types that have been left out.
    fn drop_unknown(&mut self) {
        let known = |records: &Self, fields: &[Field]| {
            let known = fields
                .iter()
                .filter(|field| field.is_id() || (records.know(&field.ty) && records.know(field.write_ty())));
            known.cloned().collect::<Vec<_>>()
        };
        let entity = self.entity.as_ref().map(|entity| known(self, &entity.fields));
        let objects: Vec<_> = self.objects.iter().map(|object| known(self, &object.fields)).collect();
        for (record, fields) in self.entity.iter_mut().zip(entity).chain(self.objects.iter_mut().zip(objects))
        {
            record.fields = fields;
        }
    }

    /// Adds an enumeration, unless its words are wrong; says whether they are right.
    fn enumeration(
        &mut self,
        name: &Placed<String>,
        doc: Option<String>,
        place: &Place,
        words: &[Placed<String>],
        inherited: bool,
        found: &mut Vec<Diagnostic>,
    ) -> bool {
        let before = found.len();
        check_words(place, words, found);
        if found.len() > before {
            return false;
        }
        let words = words.iter().map(|word| word.value.clone()).collect();
        self.enums.push(Enumeration { name: name.value.clone(), doc, words, inherited });
        self.enum_places.push(name.place.clone());
        true
    }
}

/// Reports objects that hold themselves other than in a list or map: no value of them could ever end.
fn endless(layered: &Layered, records: &mut Records, found: &mut Vec<Diagnostic>) {
    fn held<'r>(records: &'r [Record], name: &str, names: &mut Vec<&'r str>) {
        let fields =
            records.iter().find(|record| record.name == name).into_iter().flat_map(|record| &record.fields);
        for field in fields {
            if let Type::Object(object) = field.ty.not_null()
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
        found
            .push(Diagnostic::new(Kind::EndlessObject, &name.place, message).help("hold it in a list: `[]`"));
    }
    records.objects.retain(|object| !endless.iter().any(|name| name.value == object.name));
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Entity,
    Object,
}

fn record(
    def: &RecordDef,
    owner: Owner,
    layered: &Layered,
    types: &Types,
    records: &mut Records,
    found: &mut Vec<Diagnostic>,
) -> Record {
    if def.fields.is_empty() {
        let message = format!("`{}` has no field", def.name.value);
        found.push(
            Diagnostic::new(Kind::NoFields, &def.name.place, message).help("describe its fields, one a line"),
        );
    }
    let inherited = layered.inherits(&def.name);
    let fields = def.fields.iter().filter_map(|line| {
        contradictions::contradictions(line, owner, found);
        let ty = field_type(def, line, inherited, types, records, found)?;
        field(def, line, owner, ty, types, &records.enums, found)
    });
    let fields = fields.collect();
    let doc = def.doc.as_ref().map(|doc| doc.value.clone());
    Record { name: def.name.value.clone(), doc, fields, inherited }
}

fn field(
    def: &RecordDef,
    line: &FieldDef,
    owner: Owner,
    ty: Type,
    types: &Types,
    enums: &[Enumeration],
    found: &mut Vec<Diagnostic>,
) -> Option<Field> {
    let is_id = owner == Owner::Entity && line.name.value.eq_ignore_ascii_case("id");
    let ty = if is_id && ty == Type::Integer { Type::Id(EntityName::own(&def.name.value)) } else { ty };
    let ty = flagged(line, ty);
    // A type that cannot be read has been reported, and a field without it would mislead.
    let write = match &line.write {
        Some(expr) => Some(flagged(line, types.resolve(expr, found)?)),
        None => None,
    };
    let written = write.as_ref().unwrap_or(&ty);
    limits::limits(line, written, found);
    notation(line, &ty, written, found);
    // Whether objects are written, methods say.
    if owner == Owner::Entity && !is_set(&line.read_only) {
        written::nulls(&line.name.value, written, written_place(line), found);
    }
    if is_id && !matches!(ty, Type::Id(_)) {
        found.push(
            Diagnostic::new(Kind::IdWithoutInteger, type_place(line), "an identifier is an `integer`")
                .help("write `type = \"integer\"`"),
        );
    }
    // That an object's field has one has been reported.
    let has_default = owner == Owner::Entity;
    let texts = |texts: &Vec<Placed<String>>| texts.iter().map(|text| text.value.clone()).collect::<Vec<_>>();
    Some(Field {
        name: line.name.value.clone(),
        doc: line.doc.as_ref().map(|doc| doc.value.clone()),
        rust: line.rust.as_ref().map(|rust| rust.value.clone()),
        aliases: texts(&line.aliases),
        required: line.required.as_ref().map_or(Required::No, |required| required.value),
        read_only: is_set(&line.read_only),
        immutable: is_set(&line.immutable),
        optional: is_set(&line.optional),
        not_empty: is_set(&line.not_empty),
        max_chars: line.max_chars.as_ref().and_then(|max| u32::try_from(max.value).ok()),
        pattern: line.pattern.as_ref().map(|pattern| pattern.value.clone()),
        unique: is_set(&line.unique),
        ignored: is_set(&line.ignored),
        default: has_default.then(|| defaults::default_value(line, written, enums, found)).flatten(),
        update: line.update.as_ref().map(|update| update.value.clone()).unwrap_or_default(),
        returned: line.returned.as_ref().map(texts),
        selectable: is_left(&line.select),
        filterable: is_left(&line.filter),
        orderable: is_left(&line.order),
        described: is_left(&line.described),
        since: line.since.as_ref().map(|since| since.value.clone()),
        write,
        ty,
    })
}

/// Where the line says what the field holds.
fn type_place(line: &FieldDef) -> &Place {
    match &line.ty {
        Some(FieldType::Expr(ty)) => ty.place(),
        Some(FieldType::Enum(place, _)) => place,
        None => &line.name.place,
    }
}

fn is_set(flag: &Option<Placed<bool>>) -> bool {
    flag.as_ref().is_some_and(|flag| flag.value)
}

/// Whether nobody has switched it off.
fn is_left(flag: &Option<Placed<bool>>) -> bool {
    flag.as_ref().is_none_or(|flag| flag.value)
}

/// Where the line says what is written.
pub(super) fn written_place(line: &FieldDef) -> &Place {
    line.write.as_ref().map_or_else(|| type_place(line), |write| write.place())
}

/// The type with the notation of booleans that the field says, if it is a boolean.
fn flagged(line: &FieldDef, ty: Type) -> Type {
    match (&line.boolean, ty) {
        (Some(flag), Type::Boolean(_)) => Type::Boolean(flag.value),
        (Some(_), Type::Option(inner)) => Type::Option(Box::new(flagged(line, *inner))),
        (_, ty) => ty,
    }
}

/// A notation is for a boolean, and a list or map of booleans has none.
fn notation(line: &FieldDef, ty: &Type, written: &Type, found: &mut Vec<Diagnostic>) {
    let is_boolean = |ty: &Type| matches!(ty.not_null(), Type::Boolean(_));
    match &line.boolean {
        Some(flag) if !is_boolean(ty) && !is_boolean(written) => {
            let message =
                format!("`boolean` says how booleans are written, and `{}` is none", line.name.value);
            found.push(
                Diagnostic::new(Kind::NotationWithoutBoolean, &flag.place, message).help("leave it out"),
            );
        }
        None if !is_set(&line.read_only) => written::flags(written, written_place(line), found),
        _ => {}
    }
}

fn field_type(
    record: &RecordDef,
    field: &FieldDef,
    inherited: bool,
    types: &Types,
    records: &mut Records,
    found: &mut Vec<Diagnostic>,
) -> Option<Type> {
    match field.ty.as_ref()? {
        FieldType::Expr(expr) => types.resolve(expr, found),
        FieldType::Enum(place, words) => {
            let name = format!("{}{}", record.name.value, upper_camel(&field.name.value));
            let doc = field.doc.as_ref().map(|doc| doc.value.clone());
            let placed = Placed::new(name.clone(), record.name.place.clone());
            records.enumeration(&placed, doc, place, words, inherited, found).then_some(Type::Enum(name))
        }
    }
}

fn check_words(place: &Place, words: &[Placed<String>], found: &mut Vec<Diagnostic>) {
    if words.is_empty() {
        let message = "an enum without a word can hold nothing";
        found.push(
            Diagnostic::new(Kind::EmptyEnum, place, message).help("name its words, or hold a `string`"),
        );
    }
    let mut variants: Vec<(&str, String)> = Vec::new();
    for word in words {
        let variant = upper_camel(&word.value);
        if !crate::rust::is_nameable(&word.value) {
            let message = format!("`{}` cannot be the name of a variant", word.value);
            found.push(
                Diagnostic::new(Kind::BadWord, &word.place, message)
                    .help("a word begins with an ASCII letter and has letters, digits, `_`, `.` and `-`"),
            );
        } else if variant == "Unknown" {
            let message = format!("`{}` would be the variant that keeps words of newer portals", word.value);
            let help = "leave it out: it is read as `Unknown(\"…\")`";
            found.push(Diagnostic::new(Kind::ReservedWord, &word.place, message).help(help));
        } else if let Some((first, _)) = variants.iter().find(|(_, known)| *known == variant) {
            let message = if *first == word.value {
                format!("`{first}` stands here twice")
            } else {
                format!("`{}` and `{first}` would both be the variant `{variant}`", word.value)
            };
            found
                .push(Diagnostic::new(Kind::DoubledWord, &word.place, message).help("leave one of them out"));
        }
        variants.push((&word.value, variant));
    }
}
