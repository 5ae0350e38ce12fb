//! `#[derive(Patch)]`: a struct as the `fields` of an update, or of an add.

use bitrix_spec::model::{Field, Method, ParamType, Record, Required, Update};
use bitrix_spec::rust;
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Error;

use super::{Derived, Errors, OwnField, pairs, type_span};
use crate::expand::{Expansion, ident};

pub(crate) fn patch(input: TokenStream) -> syn::Result<TokenStream> {
    let derived = Derived::new("Patch", input)?;
    match derived.attributes.method.as_ref().map(|method| (method.value(), method.span())) {
        None => update(&derived),
        Some((method, _)) if method == "update" => update(&derived),
        Some((method, _)) if method == "add" => add(&derived),
        Some((method, span)) => Err(Error::new(
            span,
            format!("`{method}` takes no fields of an entity; there is `update`, the default, and `add`"),
        )),
    }
}

/// Into the entity's patch.
fn update(derived: &Derived) -> syn::Result<TokenStream> {
    let entity = derived.entity()?;
    method_with(derived, &ParamType::Patch, "changes")?;
    let pairs = writable(derived, entity, |field| {
        let immutable = || format!("`{}` is immutable: `add` sets it, and no update changes it", field.name);
        match &field.update {
            _ if field.immutable => Some(immutable()),
            Update::By(method) => {
                Some(format!("`{}` is changed by `{method}`, not by an update", field.name))
            }
            _ => None,
        }
    })?;
    let target = in_module(derived, &format!("{}Patch", entity.name));
    let is_missing = |field: &&Field| !pairs.iter().any(|(_, known)| known.name == field.name);
    let missing: Vec<_> = entity.required_on_update().filter(is_missing).map(Field::rust_name).collect();
    if !missing.is_empty() {
        let message = format!("every update of a `{}` must have `{}`", entity.name, missing.join("`, `"));
        return Err(Error::new(derived.input.ident.span(), message));
    }
    let fields = pairs.iter().map(|(own, field)| {
        let name = ident(&field.rust_name());
        let value = match field.required {
            Required::Always => required(derived, own, field),
            Required::No | Required::OnAdd => optional(derived, own, field),
        };
        quote!(#name: #value)
    });
    let rest = entity.changeable().filter(is_missing).map(|field| ident(&field.rust_name()));
    let body = quote!(#target { #(#fields,)* #(#rest: __::None,)* });
    Ok(conversion(derived, &target, &body))
}

/// Into the request that adds an entity.
fn add(derived: &Derived) -> syn::Result<TokenStream> {
    let entity = derived.entity()?;
    let method = method_with(derived, &ParamType::New, "adds")?;
    let pairs = writable(derived, entity, |_| None)?;
    let missing: Vec<_> = entity
        .required()
        .filter(|field| !pairs.iter().any(|(_, known)| known.name == field.name))
        .map(Field::rust_name)
        .collect();
    if !missing.is_empty() {
        let message = format!("a new `{}` must have `{}` too", entity.name, missing.join("`, `"));
        return Err(Error::new(derived.input.ident.span(), message));
    }
    let target = in_module(derived, &method.rust_name());
    let (optional_fields, required_fields): (Vec<_>, Vec<_>) =
        pairs.iter().partition(|(_, field)| field.required == Required::No);
    let required = required_fields.iter().map(|(own, field)| {
        let (name, value) = (ident(&field.rust_name()), required(derived, own, field));
        quote!(#name: #value)
    });
    let new = in_module(derived, &format!("New{}", entity.name));
    let new = entity.required().next().is_some().then(|| quote!(#new { #(#required,)* }));
    let setters = optional_fields.iter().map(|(own, field)| {
        let name = ident(&rust::setter(&field.rust_name()));
        let value = optional(derived, own, field);
        quote!(if let __::Some(value) = #value { request = request.#name(value); })
    });
    let setters: Vec<_> = setters.collect();
    let mutable = (!setters.is_empty()).then(|| quote!(mut));
    let body = quote! {
        let #mutable request = #target::new(#new);
        #(#setters)*
        request
    };
    Ok(conversion(derived, &target, &body))
}

/// The family's method that takes fields in this way.
fn method_with<'d>(derived: &'d Derived, takes: &ParamType, does: &str) -> syn::Result<&'d Method> {
    let takes = |method: &&Method| method.params.iter().any(|param| param.ty == *takes);
    derived.family.methods.iter().find(takes).ok_or_else(|| {
        let message = format!("the family `{}` has no method that {does} its entity", derived.family.name);
        Error::new(derived.attributes.from.span(), message)
    })
}

/// The struct's fields with the entity's, all of which the method can write.
fn writable<'d>(
    derived: &'d Derived,
    entity: &'d Record,
    refuse: impl Fn(&Field) -> Option<String>,
) -> syn::Result<Vec<(&'d OwnField, &'d Field)>> {
    let mut errors = Errors::default();
    let pairs = pairs(derived, entity, &mut errors);
    for (own, field) in &pairs {
        let read_only = || {
            let ignored = || format!("`{}` cannot be set: the portal does not read it", field.name);
            let read_only = || format!("`{}` is read-only: only the portal writes it", field.name);
            field.read_only.then(read_only).or_else(|| field.ignored.then(ignored))
        };
        if let Some(message) = read_only().or_else(|| refuse(field)) {
            errors.add(Error::new(own.name_span(), message));
        }
    }
    errors.finish(pairs)
}

fn conversion(derived: &Derived, target: &TokenStream, body: &TokenStream) -> TokenStream {
    let name = &derived.input.ident;
    let (impl_generics, type_generics, bounds) = derived.input.generics.split_for_impl();
    derived.scoped(&quote! {
        #[automatically_derived]
        impl #impl_generics __::From<#name #type_generics> for #target #bounds {
            fn from(own: #name #type_generics) -> Self {
                #body
            }
        }
    })
}

/// The field's value as an option of what the spec says.
fn optional(derived: &Derived, own: &OwnField, field: &Field) -> TokenStream {
    let (value, ty, names) = (value(own), written_type(derived, field), names());
    quote_spanned!(type_span(own)=> #names::IntoField::<#ty>::into_field(#value))
}

/// The alias of the library's names. Its place is the derive, so that a message about a field marks the field once.
fn names() -> TokenStream {
    quote!(__)
}

/// The field's value, which must be there.
fn required(derived: &Derived, own: &OwnField, field: &Field) -> TokenStream {
    let (value, ty, names) = (value(own), written_type(derived, field), names());
    quote_spanned!(type_span(own)=> #names::IntoRequiredField::<#ty>::into_required_field(#value))
}

/// The field's value, by way of the type that it goes by.
fn value(own: &OwnField) -> TokenStream {
    let name = &own.ident;
    match &own.attributes.via {
        Some(via) => quote_spanned!(type_span(own)=> <#via as __::From<_>>::from(own.#name)),
        None => quote_spanned!(type_span(own)=> own.#name),
    }
}

fn written_type(derived: &Derived, field: &Field) -> TokenStream {
    let module = &derived.module;
    let krate = &derived.attributes.krate;
    Expansion { family: &derived.family, krate }.written_type_at(field, &quote!(#module::))
}

fn in_module(derived: &Derived, name: &str) -> TokenStream {
    let module = &derived.module;
    let name = format_ident!("{name}", span = Span::call_site());
    quote!(#module::#name)
}
