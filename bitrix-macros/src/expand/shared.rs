//! What a family does not define itself: the identifiers of others, and all that it inherits.

use std::collections::BTreeSet;

use bitrix_spec::catalog;
use bitrix_spec::model::{EntityName, Family, ParamType, Record, ResultShape, Type};
use bitrix_spec::rust;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Path, PathSegment};

use super::{Expansion, ident};

impl Expansion<'_> {
    /// Re-exports, so that the module has all that its requests take and its answers hold.
    pub(super) fn shared(&self) -> TokenStream {
        let ids = self.foreign_ids().into_iter().map(|(family, name)| {
            let (module, id) = (self.module(&family), format_ident!("{name}Id"));
            quote!(pub use #module::#id;)
        });
        let inherited = self.inherited().map(|(base, names)| {
            let module = self.module(base);
            quote!(pub use #module::{#(#names),*};)
        });
        quote!(#inherited #(#ids)*)
    }

    /// The identifiers of other families' entities, by family and entity.
    fn foreign_ids(&self) -> BTreeSet<(String, String)> {
        let mut found = BTreeSet::new();
        let objects = self.family.objects.iter().filter(|object| self.uses(&object.name));
        let records = self.family.entity.iter().chain(objects);
        for field in records.flat_map(|record| &record.fields) {
            ids(&field.ty, &mut found);
            ids(field.write_ty(), &mut found);
        }
        for method in &self.family.methods {
            for param in &method.params {
                if let ParamType::Value(ty) = &param.ty {
                    ids(ty, &mut found);
                }
            }
            if let ResultShape::Value(ty) | ResultShape::Member(_, ty) = &method.result {
                ids(ty, &mut found);
            }
        }
        found
    }

    /// The family that this one extends, and the names of what that defines.
    fn inherited(&self) -> Option<(&str, Vec<Ident>)> {
        let base = self.base()?;
        let base = Expansion { family: &base, krate: self.krate };
        let family = base.family;
        let mut names = Vec::new();
        if let Some(entity) = family.entity.as_ref().filter(|entity| entity.inherited) {
            names.push(ident(&entity.name));
            names.extend(id(entity));
            let new = rust::writes_entity(family, &ParamType::New) && entity.required().next().is_some();
            names.extend(new.then(|| format_ident!("New{}", entity.name)));
            let patch = rust::writes_entity(family, &ParamType::Patch);
            names.extend(patch.then(|| format_ident!("{}Patch", entity.name)));
        }
        for object in family.objects.iter().filter(|object| object.inherited && base.uses(&object.name)) {
            names.push(ident(&object.name));
            names.extend(id(object));
        }
        let enums = family.enums.iter().filter(|one| one.inherited && base.uses(&one.name));
        names.extend(enums.map(|one| ident(&one.name)));
        Some((self.family.base.as_deref()?, names)).filter(|(_, names)| !names.is_empty())
    }

    /// The module of another family: the library's where it ships that, else the one that stands beside. Rustdoc shows
    /// the path, so that it has no alias in it.
    fn module(&self, family: &str) -> TokenStream {
        let krate = self.krate;
        let module = library_module(krate, family);
        if catalog::source(family).is_some() {
            return quote!(#module);
        }
        let last = module.segments.last();
        quote!(super::#last)
    }

    /// The family as its base has it: without the methods that are its own.
    pub(super) fn base(&self) -> Option<Family> {
        self.family.base.as_ref()?;
        let mut base = self.family.clone();
        base.methods.retain(|method| method.inherited);
        Some(base)
    }

    /// Whether the base family's module has the entity or object in this way.
    pub(super) fn is_inherited(&self, record: &Record, has: impl Fn(&Expansion<'_>) -> bool) -> bool {
        record.inherited
            && self.base().is_some_and(|base| has(&Expansion { family: &base, krate: self.krate }))
    }
}

/// Where the library has a family that it ships.
pub(crate) fn library_module(krate: &Path, family: &str) -> Path {
    let mut path = krate.clone();
    path.segments.extend(family.split('.').map(|part| PathSegment::from(ident(&bitrix_spec::snake(part)))));
    path
}

fn id(record: &Record) -> Option<Ident> {
    record.id().map(|_| format_ident!("{}Id", record.name))
}

fn ids(ty: &Type, found: &mut BTreeSet<(String, String)>) {
    match ty {
        Type::Id(EntityName { name, family: Some(family) }) => {
            found.insert((family.clone(), name.clone()));
        }
        Type::Option(inner) | Type::List(inner) | Type::Map(inner) => ids(inner, found),
        _ => {}
    }
}
