//! A method's request type: what it is, how it is written and answered.

use bitrix_spec::model::{Context, ErrorPlace, List, Method, MethodKind, ResultShape, Type};
use bitrix_spec::rust;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::parts::Part;
use super::{Expansion, docs, ident};

impl Expansion<'_> {
    pub(super) fn request(&self, method: &Method) -> TokenStream {
        let parts = self.parts(method);
        let name = ident(&method.rust_name());
        let doc = docs::lines(&docs::request(method));
        let default = parts.iter().all(Part::is_left_out).then(|| quote!(, __::Default));
        let is_update = parts.iter().any(Part::is_patch);
        let generics = is_update.then(|| quote!(<State = __::Ready>));
        let fields = parts.iter().map(|Part { name, ty, .. }| quote!(#name: #ty));
        let functions = self.functions(method, &name, &parts);
        let encode = self.encode_request(&name, &parts);
        let call = self.call(method, &name, is_update);
        let projectable = self.projectable(method, &name, &parts);
        let listing = self.listing(method, &name);
        let params = self.params_struct(method, &parts);
        let deprecated = method.deprecated.as_ref().map(|note| quote!(#[deprecated(note = #note)]));
        quote! {
            #doc
            #deprecated
            #[derive(__::Debug, __::Clone, __::PartialEq #default)]
            #[must_use = "a request does nothing until a client calls it"]
            pub struct #name #generics { #(#fields,)* }

            #functions
            #encode
            #call
            #projectable
            #listing
            #params
        }
    }

    /// How it is made and filled.
    fn functions(&self, method: &Method, name: &Ident, parts: &[Part]) -> TokenStream {
        let is_update = parts.iter().any(Part::is_patch);
        let setters = self.setters(name, parts);
        let select = self.select(method, is_update);
        if is_update {
            let constructors = self.update_constructors(method, name, parts);
            let with_change = self.with_change(name, parts);
            return quote! {
                #constructors
                impl<State> #name<State> { #setters #select #with_change }
            };
        }
        let constructor = self.constructor(parts);
        quote!(impl #name { #constructor #setters #select })
    }

    /// Writes the parameters by their wire names, and looks for violations in them.
    fn encode_request(&self, name: &Ident, parts: &[Part]) -> TokenStream {
        let generics = parts.iter().any(Part::is_patch).then(|| quote!(<State>));
        let members = super::join(parts.iter().map(Part::member));
        let checks: TokenStream = parts
            .iter()
            .map(|part| {
                let (name, wire) = (&part.name, &part.part.wire);
                match part.value_type() {
                    Some(ty) => self.value_violations(wire, ty, &quote!(self.#name)),
                    None => quote!(found.member(#wire, &self.#name);),
                }
            })
            .collect();
        let violations = (!checks.is_empty())
            .then(|| quote!(fn violations(&self, found: &mut __::Violations) { #checks }));
        quote! {
            impl #generics __::Encode for #name #generics {
                fn encode(&self, out: &mut __::Encoder) {
                    out.object(&[#members]);
                }
                #violations
            }
        }
    }

    /// What a client must know to send the request.
    fn call(&self, method: &Method, name: &Ident, is_update: bool) -> TokenStream {
        let (krate, wire) = (self.krate, &method.wire_name);
        // By its whole path: rustdoc shows this constant as it is written.
        let kind = match method.kind {
            MethodKind::Read => quote!(#krate::request::Kind::Read),
            MethodKind::Write => quote!(#krate::request::Kind::Write),
        };
        let context = match method.context {
            Context::Any => quote!(__::Any),
            Context::Application => quote!(__::Application),
        };
        let context =
            if rust::fits_batch(self.family, method) { context } else { quote!(__::Alone<#context>) };
        let inside =
            |error: &usize| self.family.errors.get(*error).map(|error| error.at) == Some(ErrorPlace::Result);
        let refuses_inside = method.errors.iter().any(inside).then(|| {
            quote!(
                const REFUSES_INSIDE: __::bool = true;
            )
        });
        let (output, shape) = match &method.result {
            ResultShape::True => (quote!(()), None),
            ResultShape::Value(ty) => (self.ty(ty), None),
            ResultShape::Member(key, ty) => {
                let shape = quote!(const RESULT: __::ResultShape = __::ResultShape::Member(#key););
                (self.ty(ty), Some(shape))
            }
        };
        let secrets = self.answers_with_secrets(&method.result);
        let secrets = secrets.then(|| {
            quote!(
                const HAS_SECRETS: __::bool = true;
            )
        });
        let error = format_ident!("{}Error", method.rust_name());
        let (generics, of) = update_generics(is_update);
        quote! {
            impl #generics __::Request for #name #of {
                const METHOD: &'static __::str = #wire;
                const KIND: __::Kind = #kind;
                #shape
                #secrets
                #refuses_inside
                type Context = #context;
                type Output = #output;
                type Error = #error;
            }
        }
    }

    fn answers_with_secrets(&self, result: &ResultShape) -> bool {
        let (ResultShape::Value(ty) | ResultShape::Member(_, ty)) = result else { return false };
        let is_secret = |ty: &Type| *ty == Type::Secret;
        let of_entity = |ty: &Type| match ty {
            Type::Entity(_) => {
                let mut fields = self.family.entity.iter().flat_map(|entity| &entity.fields);
                fields.any(|field| self.family.holds(&field.ty, &is_secret))
            }
            ty => is_secret(ty),
        };
        self.family.holds(ty, &of_entity)
    }

    /// `select`, where the method answers with entities.
    fn select(&self, method: &Method, is_update: bool) -> Option<TokenStream> {
        let (entity, _) = entity_result(method)?;
        let entity = ident(entity);
        let doc = docs::lines(match method.list {
            Some(List { select: true, .. }) => {
                "Asks for some of the fields only, those of a struct that derives `Projection`. Set all else before."
            }
            _ => {
                "Reads some of the fields only, those of a struct that derives `Projection`. Set all else before."
            }
        });
        let state = is_update.then(|| quote!(State: __::HasChange,));
        Some(quote! {
            #doc
            pub fn select<P>(self) -> __::Projected<Self, P>
            where
                #state
                P: __::Projection<Entity = #entity>,
            {
                __::Projected::new(self)
            }
        })
    }

    fn projectable(&self, method: &Method, name: &Ident, parts: &[Part]) -> Option<TokenStream> {
        let (generics, of) = update_generics(parts.iter().any(Part::is_patch));
        let (entity, is_list) = entity_result(method)?;
        let entity = ident(entity);
        let part = if is_list { quote!(__::Vec<P>) } else { quote!(P) };
        let selects = method.list.as_ref().filter(|list| list.select).map(|_| {
            quote!(
                const SELECTS: __::bool = true;
            )
        });
        Some(quote! {
            impl #generics __::Projectable for #name #of {
                type Entity = #entity;
                #selects
                type Part<P: __::Decode> = #part;
            }
        })
    }
}

/// The generics of what only an update that changes something can do, and those of the type.
fn update_generics(is_update: bool) -> (Option<TokenStream>, Option<TokenStream>) {
    (is_update.then(|| quote!(<State: __::HasChange>)), is_update.then(|| quote!(<State>)))
}

/// The entity that a method answers with, and whether it answers with many.
fn entity_result(method: &Method) -> Option<(&str, bool)> {
    let (ResultShape::Value(ty) | ResultShape::Member(_, ty)) = &method.result else { return None };
    match ty {
        Type::Entity(entity) => Some((entity, false)),
        Type::List(inner) => match &**inner {
            Type::Entity(entity) => Some((entity, true)),
            _ => None,
        },
        _ => None,
    }
}
