//! `#[derive(Projection)]`: a struct as a part of an entity.

use bitrix_spec::model::Field;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Error, parse_quote};

use super::{Derived, Errors, OwnField, pairs, type_span};
use crate::expand::{Expansion, Slot, ident, is_needed, local, read_object};

pub(crate) fn projection(input: TokenStream) -> syn::Result<TokenStream> {
    let mut derived = Derived::new("Projection", input)?;
    let generics = &mut derived.input.generics;
    if generics.type_params().next().is_some() {
        // What is read is sent between threads; which of the caller's types can be is for the caller to choose.
        generics.make_where_clause().predicates.push(parse_quote!(Self: __::Send));
    }
    let entity = derived.entity()?;
    let mut errors = Errors::default();
    let pairs = pairs(&derived, entity, &mut errors);
    for (own, field) in pairs.iter().filter(|(_, field)| !field.selectable) {
        let message = match &field.returned {
            Some(methods) if methods.is_empty() => {
                format!("`{}` is written only: no answer has it", field.name)
            }
            _ => format!("`{}` cannot be selected: lists return it empty; read the whole entity", field.name),
        };
        errors.add(Error::new(own.name_span(), message));
    }
    errors.finish(())?;

    let module = &derived.module;
    let name = &derived.input.ident;
    let entity_name = ident(&entity.name);
    let (impl_generics, type_generics, bounds) = derived.input.generics.split_for_impl();
    let select = pairs.iter().map(|(_, field)| &field.name);
    let decode = decode(&derived, &pairs);
    let items = quote! {
        #decode

        #[automatically_derived]
        impl #impl_generics __::Projection for #name #type_generics #bounds {
            type Entity = #module::#entity_name;
            const SELECT: &'static [&'static __::str] = &[#(#select),*];
        }
    };
    Ok(derived.scoped(&items))
}

fn decode(derived: &Derived, pairs: &[(&OwnField, &Field)]) -> TokenStream {
    let name = &derived.input.ident;
    let (impl_generics, type_generics, bounds) = derived.input.generics.split_for_impl();
    let entity = derived.family.entity.as_ref();
    let expansion = Expansion { family: &derived.family, krate: &derived.attributes.krate };
    let nested = entity.map(|entity| expansion.nested(entity)).unwrap_or_default();
    // Read as what the spec says, and only then taken for what the struct says: whatever does not fit is one error, at
    // the struct's field.
    let module = &derived.module;
    let types: Vec<_> =
        pairs.iter().map(|(_, field)| expansion.read_type_at(field, &quote!(#module::))).collect();
    let slots: Vec<_> = pairs
        .iter()
        .zip(&types)
        .enumerate()
        .map(|(at, ((_, field), ty))| Slot {
            field,
            variable: local(&format!("slot_{at}")),
            ty: Some(ty.clone()),
        })
        .collect();
    let values = pairs.iter().zip(&slots).zip(&types).map(|(((own, field), Slot { variable, .. }), ty)| {
        let (name, via) = (&own.ident, Derived::via(own));
        // A value that may be absent is nothing where it is, and its type says so.
        let value = if is_needed(field) { quote!(#variable) } else { quote!(#variable.unwrap_or_default()) };
        let value = quote_spanned!(type_span(own)=> <#via as __::Is<#ty>>::take(#value));
        match own.attributes.via {
            Some(_) => quote_spanned!(type_span(own)=> #name: __::From::from(#value)),
            None => quote!(#name: #value),
        }
    });
    let object = read_object(&slots, nested, values);
    quote! {
        #[automatically_derived]
        impl #impl_generics __::Decode for #name #type_generics #bounds { #object }
    }
}
