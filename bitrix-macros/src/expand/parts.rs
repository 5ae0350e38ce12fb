//! The parts of a request as tokens. What they are is decided in `bitrix_spec::rust`.

use bitrix_spec::model::{Method, Type};
use bitrix_spec::rust::{self, Holds, RustType};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::{Expansion, docs, encode, ident};

/// A part of a request: a struct field, and how it gets its value.
pub(super) struct Part {
    pub(super) part: rust::Part,
    pub(super) name: Ident,
    pub(super) doc: String,
    /// The type of the struct field.
    pub(super) ty: TokenStream,
}

impl Part {
    pub(super) fn value_type(&self) -> Option<&Type> {
        self.part.value_type()
    }

    /// The type of what `new` takes for it, if it takes anything as a whole.
    pub(super) fn required(&self) -> Option<RustType> {
        self.part.required()
    }

    /// Its name on the wire with what is written.
    pub(super) fn member(&self) -> TokenStream {
        let name = &self.name;
        encode::param(&self.part.wire, self.value_type(), &quote!(self.#name))
    }

    /// Whether nothing of it is said at first.
    pub(super) fn is_left_out(&self) -> bool {
        match &self.part.holds {
            Holds::Optional(_) | Holds::Filter(_) | Holds::Order(_) | Holds::Position => true,
            Holds::New { required, .. } => required.is_none(),
            Holds::Required { .. } | Holds::Patch(_) | Holds::FullPatch(_) => false,
        }
    }

    pub(super) fn is_patch(&self) -> bool {
        matches!(self.part.holds, Holds::Patch(_))
    }
}

impl Expansion<'_> {
    pub(super) fn parts(&self, method: &Method) -> Vec<Part> {
        let parts = rust::parts(self.family, method).into_iter();
        parts
            .map(|part| Part {
                name: ident(&part.name),
                doc: part_doc(method, &part),
                ty: self.part_type(&part.holds),
                part,
            })
            .collect()
    }

    fn part_type(&self, holds: &Holds) -> TokenStream {
        match holds {
            Holds::Required { ty, .. } => self.write_type(ty),
            Holds::Optional(ty) => {
                let ty = self.write_type(ty);
                quote!(__::Option<#ty>)
            }
            Holds::Filter(entity) => {
                let entity = ident(entity);
                quote!(__::Filter<#entity>)
            }
            Holds::Order(entity) => {
                let entity = ident(entity);
                quote!(__::Order<#entity>)
            }
            Holds::Position => quote!(__::Option<__::i64>),
            Holds::New { required, optional } => match (named(required), named(optional)) {
                (Some(required), Some(optional)) => quote!(__::NewFields<#required, #optional>),
                (required, optional) => quote!(#required #optional),
            },
            Holds::Patch(patch) => {
                let patch = ident(patch);
                quote!(__::Changes<#patch, State>)
            }
            Holds::FullPatch(patch) => {
                let patch = ident(patch);
                quote!(#patch)
            }
        }
    }
}

/// The struct that takes the required parameters, where they could be swapped.
pub(super) fn bundle(parts: &[Part]) -> Option<Ident> {
    rust::bundle(parts.iter().map(|part| &part.part)).map(ident)
}

fn named(name: &Option<String>) -> Option<Ident> {
    name.as_deref().map(ident)
}

fn part_doc(method: &Method, part: &rust::Part) -> String {
    match (&part.holds, &part.doc, &method.list) {
        (Holds::Filter(entity), ..) => format!("The rows for which this holds, by fields of [`{entity}`]."),
        (Holds::Order(entity), ..) => format!("The order of the rows, by fields of [`{entity}`]."),
        (Holds::Position, _, Some(list)) => docs::position(list),
        (Holds::New { .. } | Holds::Patch(_) | Holds::FullPatch(_), ..) => {
            "What the new entity must have.".to_owned()
        }
        (_, Some(doc), _) => doc.clone(),
        (_, None, _) => format!("The parameter `{}`.", part.wire),
    }
}
