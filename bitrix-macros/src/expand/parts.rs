//! The parts of a request: what its struct holds, and where each comes from.

use bitrix_spec::model::{Field, Method, Param, ParamType, Record, Type};
use bitrix_spec::snake;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::{Expansion, docs, encode, ident};

/// A part of a request: a struct field, and how it gets its value.
pub(super) struct Part {
    pub(super) name: Ident,
    pub(super) wire: String,
    pub(super) doc: String,
    /// The type of the struct field.
    pub(super) ty: TokenStream,
    pub(super) holds: Holds,
}

pub(super) enum Holds {
    /// A parameter that `new` takes, and the struct that bundles it with its neighbours if they could be swapped.
    Required { ty: Type, bundle: Ident },
    /// A parameter that a setter takes.
    Optional(Type),
    /// The fields of a new entity: the struct of those that it must have, and that of those that have setters.
    New { required: Option<Ident>, optional: Option<Ident> },
    /// Changes to an entity, with a setter for each.
    Patch(Ident),
    /// Changes to an entity of which `new` takes some, so that there is always something to send.
    FullPatch(Ident),
}

impl Part {
    /// The type of what `new` takes for it, if it takes anything.
    pub(super) fn required(&self) -> Option<TokenStream> {
        match &self.holds {
            Holds::Required { .. } => Some(self.ty.clone()),
            Holds::New { required, .. } => required.as_ref().map(|ty| quote!(#ty)),
            Holds::Optional(_) | Holds::Patch(_) | Holds::FullPatch(_) => None,
        }
    }

    /// The type of a parameter that is a value.
    pub(super) fn value_type(&self) -> Option<&Type> {
        match &self.holds {
            Holds::Required { ty, .. } | Holds::Optional(ty) => Some(ty),
            Holds::New { .. } | Holds::Patch(_) | Holds::FullPatch(_) => None,
        }
    }

    /// Its name on the wire with what is written.
    pub(super) fn member(&self) -> TokenStream {
        let name = &self.name;
        encode::param(&self.wire, self.value_type(), &quote!(self.#name))
    }

    pub(super) fn is_patch(&self) -> bool {
        matches!(self.holds, Holds::Patch(_))
    }
}

impl Expansion<'_> {
    pub(super) fn parts(&self, method: &Method) -> Vec<Part> {
        let mut parts = Vec::new();
        for param in &method.params {
            match (&param.ty, &self.family.entity) {
                (ParamType::New, Some(entity)) => parts.extend(self.new_part(param, entity)),
                (ParamType::Patch, Some(entity)) => {
                    let patch = format_ident!("{}Patch", entity.name);
                    let (ty, holds) = if entity.required_on_update().next().is_some() {
                        (quote!(#patch), Holds::FullPatch(patch))
                    } else {
                        (quote!(__::Changes<#patch, State>), Holds::Patch(patch))
                    };
                    parts.push(whole(param, ty, holds));
                }
                (ParamType::Value(ty), _) => parts.push(self.value_part(method, param, ty)),
                (ParamType::New | ParamType::Patch, None) => {}
            }
        }
        if let Some(list) = &method.list {
            let plain = self.ty(&Type::Integer);
            parts.push(Part {
                name: ident(&snake(&list.param)),
                wire: list.param.clone(),
                doc: docs::position(list),
                ty: quote!(__::Option<#plain>),
                holds: Holds::Optional(Type::Integer),
            });
        }
        parts
    }

    /// The fields of a new entity, unless the portal writes all of them.
    fn new_part(&self, param: &Param, entity: &Record) -> Option<Part> {
        let required = entity.required().next().map(|_| format_ident!("New{}", entity.name));
        let optional = self.optional_fields(entity);
        let ty = match (&required, &optional) {
            (Some(required), Some(optional)) => quote!(__::NewFields<#required, #optional>),
            (Some(one), None) | (None, Some(one)) => quote!(#one),
            (None, None) => return None,
        };
        Some(whole(param, ty, Holds::New { required, optional }))
    }

    /// The struct that keeps what a new entity may have: the patch, where that has the same fields and maybe more.
    pub(super) fn optional_fields(&self, entity: &Record) -> Option<Ident> {
        let mut fields = entity.optional_on_add().peekable();
        fields.peek()?;
        let can_change = |field: &Field| entity.changeable().any(|known| known.name == field.name);
        let fits = self.writes_entity(&ParamType::Patch)
            && entity.required_on_update().next().is_none()
            && fields.all(can_change);
        Some(if fits {
            format_ident!("{}Patch", entity.name)
        } else {
            format_ident!("Optional{}", entity.name)
        })
    }

    /// Whether a method takes the entity in this way.
    pub(super) fn writes_entity(&self, takes: &ParamType) -> bool {
        let mut params = self.family.methods.iter().flat_map(|method| &method.params);
        params.any(|param| param.ty == *takes)
    }

    fn value_part(&self, method: &Method, param: &Param, ty: &Type) -> Part {
        let plain = self.write_type(ty);
        let (ty, holds) = match ty {
            Type::Option(inner) => (quote!(__::Option<#plain>), Holds::Optional((**inner).clone())),
            _ => {
                let bundle = format_ident!("{}Params", method.rust_name());
                (plain, Holds::Required { ty: ty.clone(), bundle })
            }
        };
        let doc = param.doc.clone().unwrap_or_else(|| format!("The parameter `{}`.", param.name));
        Part { name: ident(&snake(&param.name)), wire: param.name.clone(), doc, ty, holds }
    }
}

/// A parameter that holds an entity's fields.
fn whole(param: &Param, ty: TokenStream, holds: Holds) -> Part {
    let doc = "What the new entity must have.".to_owned();
    Part { name: ident(&snake(&param.name)), wire: param.name.clone(), doc, ty, holds }
}

/// The struct that takes the required parameters where they are more than three, or two of one type stand side by side.
pub(super) fn swappable(parts: &[Part]) -> Option<&Ident> {
    let required: Vec<_> = parts.iter().filter_map(Part::required).map(|ty| ty.to_string()).collect();
    if required.len() <= 3 && !required.windows(2).any(|pair| pair[0] == pair[1]) {
        return None;
    }
    parts.iter().find_map(|part| match &part.holds {
        Holds::Required { bundle, .. } => Some(bundle),
        _ => None,
    })
}
