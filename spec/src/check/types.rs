//! Looks up the names in type expressions.

use crate::check::merge::Layered;
use crate::check::used::Used;
use crate::diagnostic::Diagnostic;
use crate::file::{FieldType, RecordDef, TypeExpr};
use crate::kind::Kind;
use crate::language::BUILT_IN;
use crate::model::{EntityName, Flag, Type};
use crate::rust::upper_camel;
use crate::source::Placed;

fn built_in(name: &str, booleans: Flag) -> Option<Type> {
    Some(match name {
        "integer" => Type::Integer,
        "decimal" => Type::Decimal,
        "string" => Type::String,
        "secret" => Type::Secret,
        "boolean" => Type::Boolean(booleans),
        "date" => Type::Date,
        "datetime" => Type::DateTime,
        "any" => Type::Any,
        _ => return None,
    })
}

/// The names that type expressions can use.
pub(super) struct Types {
    booleans: Flag,
    entity: Option<String>,
    /// What has an identifier: the entity, objects that say so, and the entities of the families that are used.
    identified: Vec<EntityName>,
    objects: Vec<String>,
    enums: Vec<String>,
}

impl Types {
    pub(super) fn collect(layered: &Layered, used: &[Used], found: &mut Vec<Diagnostic>) -> Self {
        let records = layered.objects.iter().chain(&layered.entity).map(|record| &record.name);
        for name in records.chain(layered.enums.iter().map(|one| &one.name)) {
            if !is_type_name(name) {
                let message = format!("`{}` cannot be the name of a Rust type", name.value);
                let help = format!("write `{}`", upper_camel(&name.value));
                found.push(Diagnostic::new(Kind::BadTypeName, &name.place, message).help(help));
            }
            if BUILT_IN.into_iter().chain(["map", "Self"]).any(|built_in| built_in == name.value) {
                let message = format!("`{}` is a type of the language already", name.value);
                found.push(
                    Diagnostic::new(Kind::BuiltInName, &name.place, message).help("choose another name"),
                );
            }
        }
        let has_id = |record: &&RecordDef| {
            record.fields.iter().any(|field| field.name.value.eq_ignore_ascii_case("id"))
        };
        let entity = layered.entity.iter().filter(has_id);
        let objects = layered.objects.iter().filter(|object| identifies_itself(object));
        let own = entity.chain(objects).map(|record| EntityName::own(&record.name.value));
        let foreign = used.iter().filter_map(|used| {
            Some(EntityName { name: used.entity.clone()?, family: Some(used.family.clone()) })
        });
        Self {
            booleans: layered.booleans,
            entity: layered.entity.as_ref().map(|entity| entity.name.value.clone()),
            identified: own.chain(foreign).collect(),
            objects: layered.objects.iter().map(|object| object.name.value.clone()).collect(),
            enums: layered.enums.iter().map(|one| one.name.value.clone()).collect(),
        }
    }

    /// What an expression means, or a finding. `Self.new` and `Self.patch` are for [`super::methods`].
    pub(super) fn resolve(&self, expr: &TypeExpr, found: &mut Vec<Diagnostic>) -> Option<Type> {
        match expr {
            TypeExpr::Option(inner) => Some(Type::Option(Box::new(self.resolve(inner, found)?))),
            TypeExpr::List(inner) => Some(Type::List(Box::new(self.resolve(inner, found)?))),
            TypeExpr::Map(inner) => Some(Type::Map(Box::new(self.resolve(inner, found)?))),
            TypeExpr::Name(name) => self.named(name, found),
            TypeExpr::Member(entity, member) => self.member(entity, member, found),
        }
    }

    fn named(&self, name: &Placed<String>, found: &mut Vec<Diagnostic>) -> Option<Type> {
        if let Some(ty) = built_in(&name.value, self.booleans) {
            return Some(ty);
        }
        if let Some(entity) = self.entity_called(&name.value) {
            return Some(Type::Entity(entity.to_owned()));
        }
        if self.objects.contains(&name.value) {
            return Some(Type::Object(name.value.clone()));
        }
        if self.enums.contains(&name.value) {
            return Some(Type::Enum(name.value.clone()));
        }
        let own = self.objects.iter().chain(&self.enums).map(String::as_str);
        let known = BUILT_IN.into_iter().chain(own);
        let known = known.chain(self.entity.iter().flat_map(|name| [name.as_str(), "Self"]));
        let unknown =
            Diagnostic::new(Kind::UnknownType, &name.place, format!("there is no type `{}`", name.value));
        found.push(match name.value.as_str() {
            "Self" => unknown.help("describe what the family is about, a field a line, under `[entity.…]`"),
            _ => unknown.suggest(&name.value, known),
        });
        None
    }

    fn member(
        &self,
        entity: &Placed<String>,
        member: &Placed<String>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Type> {
        let name = self.entity_called(&entity.value).unwrap_or(&entity.value);
        let identified = self.identified.iter().find(|known| known.name == *name);
        if member.value.eq_ignore_ascii_case("id")
            && let Some(known) = identified
        {
            return Some(Type::Id(known.clone()));
        }
        let own = self.entity.iter().chain(&self.objects).any(|known| known == name);
        if identified.is_none() && !own {
            let message =
                format!("there is no entity `{}` in this family or in one that it `uses`", entity.value);
            let known = self.identified.iter().map(|known| known.name.as_str());
            let known: Vec<_> = known.chain(self.entity.iter().map(|_| "Self")).collect();
            let unknown = Diagnostic::new(Kind::UnknownEntity, &entity.place, message);
            found.push(match known[..] {
                [] => unknown.help("describe it as an [entity.…], or name its family in `uses`"),
                _ => unknown.suggest(&entity.value, known),
            });
            return None;
        }
        let written = member.value.as_str();
        let whole = self.entity_called(name).map_or(&[][..], |_| &["new", "patch"]);
        if whole.contains(&written) {
            let message = format!("`{}.{written}` can only be a whole parameter", entity.value);
            let help = format!("make it a parameter of its own: `fields = \"{}.{written}\"`", entity.value);
            found.push(Diagnostic::new(Kind::MisplacedFields, &member.place, message).help(help));
            return None;
        }
        let message = format!("`{written}` is no identifier of `{name}`");
        let is_slip = crate::suggest::nearest(written, whole.iter().copied()).is_some();
        let known = match identified {
            Some(_) if !is_slip => &["id"][..],
            _ => whole,
        };
        let unknown = Diagnostic::new(Kind::UnknownMember, &member.place, message);
        found.push(match identified {
            None if written.eq_ignore_ascii_case("id") => {
                let is_entity = self.entity_called(name).is_some();
                let ty = if is_entity { "integer".to_owned() } else { format!("{name}.id") };
                unknown.help(format!("give `{name}` a field `id = {{ type = \"{ty}\" }}`"))
            }
            _ => unknown.suggest(written, known.iter().copied()),
        });
        None
    }

    /// The entity's name if `written` means it.
    pub(super) fn entity_called(&self, written: &str) -> Option<&str> {
        let name = self.entity.as_deref()?;
        (written == "Self" || written == name).then_some(name)
    }

    pub(super) fn objects(&self) -> &[String] {
        &self.objects
    }
}

/// Whether the name can be that of a Rust type.
pub(super) fn is_type_name(name: &Placed<String>) -> bool {
    upper_camel(&name.value) == name.value
}

/// Whether an object has an identifier: its field `id` says `type = "Column.id"`.
pub(super) fn identifies_itself(object: &RecordDef) -> bool {
    let is_id = |name: &str| name.eq_ignore_ascii_case("id");
    object.fields.iter().filter(|field| is_id(&field.name.value)).any(|field| {
        matches!(
            &field.ty,
            Some(FieldType::Expr(TypeExpr::Member(of, member)))
                if of.value == object.name.value && is_id(&member.value)
        )
    })
}
