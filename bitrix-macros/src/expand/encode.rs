//! How structs are written, and what is looked for in them before.

use bitrix_spec::model::{Field, Flag, Record, Required, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Ident;

use super::decode::is_read;
use super::{Expansion, ident};

/// A field of a struct that is to be written.
pub(super) struct Written<'f> {
    pub(super) field: &'f Field,
    /// What it holds in this struct.
    pub(super) ty: &'f Type,
    /// The struct may leave it out.
    pub(super) is_option: bool,
}

impl<'f> Written<'f> {
    /// As it is read.
    pub(super) fn read(record: &'f Record) -> Vec<Self> {
        let fields = record.fields.iter().filter(|field| is_read(field));
        fields
            .map(|field| Self {
                field,
                ty: &field.ty,
                is_option: field.may_be_absent() || matches!(field.ty, Type::Option(_)),
            })
            .collect()
    }

    /// As an add must have it.
    pub(super) fn given(fields: impl Iterator<Item = &'f Field>) -> Vec<Self> {
        fields.map(|field| Self { field, ty: field.write_ty(), is_option: false }).collect()
    }

    /// As a patch may have it.
    pub(super) fn changed(fields: impl Iterator<Item = &'f Field>) -> Vec<Self> {
        fields
            .map(|field| Self { field, ty: field.write_ty(), is_option: field.required != Required::Always })
            .collect()
    }
}

impl Expansion<'_> {
    /// Writes a struct's fields as an object, and looks for violations in them if requests carry it.
    pub(super) fn encode(&self, name: &Ident, fields: &[Written<'_>], is_sent: bool) -> TokenStream {
        let members = super::join(fields.iter().map(|written| {
            let (wire, name) = (&written.field.name, ident(&written.field.rust_name()));
            let value = value(written.ty, &quote!(self.#name));
            quote!((#wire, #value))
        }));
        let violations: TokenStream =
            fields.iter().filter(|_| is_sent).map(|written| self.field_violations(written)).collect();
        let violations = (!violations.is_empty())
            .then(|| quote!(fn violations(&self, found: &mut __::Violations) { #violations }));
        quote! {
            impl __::Encode for #name {
                fn encode(&self, out: &mut __::Encoder) {
                    out.object(&[#members]);
                }
                #violations
            }
        }
    }

    /// The checks of a field, as statements on a `found`.
    fn field_violations(&self, Written { field, ty, is_option }: &Written<'_>) -> TokenStream {
        let (wire, name) = (&field.name, ident(&field.rust_name()));
        let value = quote!(self.#name);
        let not_empty = field.not_empty.then(|| quote!(found.not_empty(#wire, &#value);));
        let max_chars = field.max_chars.map(|max| {
            let max = Literal::u32_unsuffixed(max);
            quote!(found.max_chars(#wire, &#value, #max);)
        });
        let pattern = field.pattern.as_ref().map(|pattern| quote!(found.pattern(#wire, &#value, #pattern);));
        let names = field.prefix().map(|prefix| {
            let pattern = format!("^{prefix}[A-Za-z0-9_]+$");
            let fields = if *is_option { quote!(#value.as_ref()) } else { quote!(__::Some(&#value)) };
            quote!(found.names(#fields, #pattern);)
        });
        let inside = self.value_violations(wire, ty, &value);
        quote!(#not_empty #max_chars #pattern #names #inside)
    }

    /// The checks inside a value, and those of the objects of a list beside each other.
    pub(super) fn value_violations(&self, wire: &str, ty: &Type, value: &TokenStream) -> TokenStream {
        let inside = self.has_limits(ty).then(|| quote!(found.member(#wire, &#value);));
        let unique = self.unique(ty).map(|field| {
            let (member, name) = (&field.name, ident(&field.rust_name()));
            quote!(found.unique(#wire, &#value, #member, |item| &item.#name);)
        });
        quote!(#inside #(#unique)*)
    }

    /// Whether a value of this type can break a limit inside itself.
    pub(super) fn has_limits(&self, ty: &Type) -> bool {
        let limited = |field: &Field| {
            let own = field.not_empty || field.max_chars.is_some() || field.pattern.is_some();
            own || field.prefix().is_some() || self.unique(&field.ty).next().is_some()
        };
        self.family.holds(ty, &|ty| match ty {
            Type::Enum(_) => true,
            Type::Object(name) => {
                self.family.object(name).is_some_and(|object| object.fields.iter().any(limited))
            }
            _ => false,
        })
    }

    /// The fields of which no two objects of a list have the same.
    fn unique<'s>(&'s self, ty: &'s Type) -> impl Iterator<Item = &'s Field> {
        let object = match ty.not_null() {
            Type::List(item) => item.object().and_then(|object| self.family.object(object)),
            _ => None,
        };
        object.into_iter().flat_map(|object| &object.fields).filter(|field| field.unique)
    }
}

/// A reference to what is written of a value: itself, or a boolean in the notation that its family asks for.
fn value(ty: &Type, value: &TokenStream) -> TokenStream {
    match ty.not_null() {
        Type::Boolean(Flag::YesNo) => quote!(&__::YesNo(&#value)),
        Type::Boolean(Flag::Digit) => quote!(&__::Digit(&#value)),
        _ => quote!(&#value),
    }
}

/// A parameter's name and a reference to what is written of it.
pub(super) fn param(wire: &str, ty: Option<&Type>, place: &TokenStream) -> TokenStream {
    let value = ty.map_or_else(|| quote!(&#place), |ty| value(ty, place));
    quote!((#wire, #value))
}
