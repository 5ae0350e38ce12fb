//! The Rust types of what the spec says.

use bitrix_spec::model::{Field, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Expansion, ident};

impl Expansion<'_> {
    /// The type of a value, in the family's own module.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        self.ty_at(ty, &TokenStream::new())
    }

    /// The type of a value; `module` stands before the names of the family's types.
    fn ty_at(&self, ty: &Type, module: &TokenStream) -> TokenStream {
        match ty {
            Type::Integer => quote!(__::i64),
            Type::String => quote!(__::String),
            Type::Boolean => quote!(__::bool),
            Type::DateTime => quote!(__::DateTime),
            Type::Id(entity) => {
                let id = format_ident!("{entity}Id");
                quote!(#module #id)
            }
            Type::Enum(name) | Type::Object(name) | Type::Entity(name) => {
                let name = ident(name);
                quote!(#module #name)
            }
            Type::Option(inner) => {
                let inner = self.ty_at(inner, module);
                quote!(__::Option<#inner>)
            }
            Type::List(inner) => {
                let inner = self.ty_at(inner, module);
                quote!(__::Vec<#inner>)
            }
        }
    }

    /// The type of a field as it is read: optional where an answer may come without it.
    pub(super) fn read_type(&self, field: &Field) -> TokenStream {
        self.read_type_at(field, &TokenStream::new())
    }

    pub(crate) fn read_type_at(&self, field: &Field, module: &TokenStream) -> TokenStream {
        let ty = self.ty_at(&field.ty, module);
        if field.may_be_absent() && !matches!(field.ty, Type::Option(_)) {
            return quote!(__::Option<#ty>);
        }
        ty
    }

    /// The type of a field as it is written: null cannot be.
    pub(super) fn write_type(&self, ty: &Type) -> TokenStream {
        self.ty(not_null(ty))
    }

    pub(crate) fn write_type_at(&self, ty: &Type, module: &TokenStream) -> TokenStream {
        self.ty_at(not_null(ty), module)
    }

    /// What a setter takes for a value, and how it turns that into the value.
    pub(super) fn setter_argument(&self, ty: &Type, value: &syn::Ident) -> (TokenStream, TokenStream) {
        let ty = not_null(ty);
        let plain = self.ty(ty);
        match ty {
            Type::String | Type::List(_) => (quote!(impl __::Into<#plain>), quote!(#value.into())),
            _ => (plain, quote!(#value)),
        }
    }
}

pub(super) fn not_null(ty: &Type) -> &Type {
    match ty {
        Type::Option(inner) => inner,
        _ => ty,
    }
}

/// Whether the object or enumeration stands in the type.
pub(super) fn mentions(ty: &Type, name: &str) -> bool {
    match ty {
        Type::Object(known) | Type::Enum(known) => known == name,
        Type::Option(inner) | Type::List(inner) => mentions(inner, name),
        _ => false,
    }
}
