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
            Type::Decimal => quote!(__::Decimal),
            Type::Secret => quote!(__::Secret),
            Type::Boolean(_) => quote!(__::bool),
            Type::Date => quote!(__::Date),
            Type::DateTime => quote!(__::DateTime),
            Type::Any => quote!(__::Value),
            Type::Id(of) => {
                let id = format_ident!("{}Id", of.name);
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
            Type::Map(inner) => {
                let inner = self.ty_at(inner, module);
                quote!(__::BTreeMap<__::String, #inner>)
            }
        }
    }

    /// The type of a field as it is read: optional where an answer may come without it.
    pub(super) fn read_type(&self, field: &Field) -> TokenStream {
        self.read_type_at(field, &TokenStream::new())
    }

    pub(crate) fn read_type_at(&self, field: &Field, module: &TokenStream) -> TokenStream {
        let ty = self.ty_at(&field.ty, module);
        if field.prefix().is_some() {
            return quote!(__::BTreeMap<__::String, #ty>);
        }
        if field.may_be_absent() && !matches!(field.ty, Type::Option(_)) {
            return quote!(__::Option<#ty>);
        }
        ty
    }

    /// The type of a parameter as it is written: null cannot be.
    pub(super) fn write_type(&self, ty: &Type) -> TokenStream {
        self.ty(ty.not_null())
    }

    /// The type of a field as it is written.
    pub(super) fn written_type(&self, field: &Field) -> TokenStream {
        self.written_type_at(field, &TokenStream::new())
    }

    pub(crate) fn written_type_at(&self, field: &Field, module: &TokenStream) -> TokenStream {
        let ty = self.ty_at(field.write_ty().not_null(), module);
        if field.prefix().is_some() { quote!(__::BTreeMap<__::String, #ty>) } else { ty }
    }

    /// What a setter takes for a value of a type, and how it turns that into the value.
    pub(super) fn setter_argument(&self, ty: &Type, value: &syn::Ident) -> (TokenStream, TokenStream) {
        let plain = self.write_type(ty);
        match ty.not_null() {
            Type::String | Type::Secret | Type::Decimal | Type::Any | Type::List(_) | Type::Map(_) => {
                (quote!(impl __::Into<#plain>), quote!(#value.into()))
            }
            _ => (plain, quote!(#value)),
        }
    }

    /// The same for a field of the entity.
    pub(super) fn field_argument(&self, field: &Field, value: &syn::Ident) -> (TokenStream, TokenStream) {
        if field.prefix().is_some() {
            let plain = self.written_type(field);
            return (quote!(impl __::Into<#plain>), quote!(#value.into()));
        }
        self.setter_argument(field.write_ty(), value)
    }
}

/// Whether the object or enumeration stands in the type.
pub(super) fn mentions(ty: &Type, name: &str) -> bool {
    match ty {
        Type::Object(known) | Type::Enum(known) => known == name,
        Type::Option(inner) | Type::List(inner) | Type::Map(inner) => mentions(inner, name),
        _ => false,
    }
}
