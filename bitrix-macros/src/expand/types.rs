//! The Rust types of what the spec says.

use bitrix_spec::model::{Field, Type};
use bitrix_spec::rust::{Argument, RustType};
use proc_macro2::TokenStream;
use quote::quote;

use super::{Expansion, ident};

impl Expansion<'_> {
    /// The type of a value, in the family's own module.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        self.rust_type(&RustType::of(ty))
    }

    /// The type of a value; `module` stands before the names of the family's types.
    fn rust_type_at(ty: &RustType, module: &TokenStream) -> TokenStream {
        match ty {
            RustType::Plain(name) => {
                let name = ident(name);
                quote!(__::#name)
            }
            RustType::Id(name) | RustType::Own(name) => {
                let name = ident(name);
                quote!(#module #name)
            }
            RustType::Option(inner) => {
                let inner = Self::rust_type_at(inner, module);
                quote!(__::Option<#inner>)
            }
            RustType::Vec(inner) => {
                let inner = Self::rust_type_at(inner, module);
                quote!(__::Vec<#inner>)
            }
            RustType::Map(inner) => {
                let inner = Self::rust_type_at(inner, module);
                quote!(__::BTreeMap<__::String, #inner>)
            }
        }
    }

    /// A type in the family's own module.
    pub(super) fn rust_type(&self, ty: &RustType) -> TokenStream {
        Self::rust_type_at(ty, &TokenStream::new())
    }

    /// The type of a field as it is read.
    pub(super) fn read_type(&self, field: &Field) -> TokenStream {
        self.rust_type(&RustType::read(field))
    }

    pub(crate) fn read_type_at(&self, field: &Field, module: &TokenStream) -> TokenStream {
        Self::rust_type_at(&RustType::read(field), module)
    }

    /// The type of a parameter as it is written.
    pub(super) fn write_type(&self, ty: &Type) -> TokenStream {
        self.rust_type(&RustType::written(ty))
    }

    /// The type of a field as it is written.
    pub(super) fn written_type(&self, field: &Field) -> TokenStream {
        self.rust_type(&RustType::written_field(field))
    }

    pub(crate) fn written_type_at(&self, field: &Field, module: &TokenStream) -> TokenStream {
        Self::rust_type_at(&RustType::written_field(field), module)
    }

    /// What a setter takes for a value of a type, and how it turns that into the value.
    pub(super) fn setter_argument(&self, ty: &Type, value: &syn::Ident) -> (TokenStream, TokenStream) {
        self.argument_tokens(&Argument::of(ty), value)
    }

    /// The same for a field of the entity.
    pub(super) fn field_argument(&self, field: &Field, value: &syn::Ident) -> (TokenStream, TokenStream) {
        self.argument_tokens(&Argument::of_field(field), value)
    }

    fn argument_tokens(&self, argument: &Argument, value: &syn::Ident) -> (TokenStream, TokenStream) {
        let plain = self.rust_type(&argument.ty);
        if argument.into {
            (quote!(impl __::Into<#plain>), quote!(#value.into()))
        } else {
            (plain, quote!(#value))
        }
    }
}

/// Whether the type is the object or enumeration itself.
pub(super) fn is(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Object(known) | Type::Enum(known) if known == name)
}

/// Whether the type is the identifier of an object of the family.
pub(super) fn identifies(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Id(of) if of.is(name))
}
