//! A method's request type: how it is made, filled, written and answered.

use bitrix_spec::model::{Context, Field, Kind, Method, Param, ParamType, Record, ResultShape, Type};
use bitrix_spec::snake;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::types::not_null;
use super::{Expansion, docs, ident, record};

/// A part of a request: a struct field, and how it gets its value.
struct Part {
    name: Ident,
    wire: String,
    doc: String,
    /// The type of the struct field.
    ty: TokenStream,
    holds: Holds,
}

enum Holds {
    /// A parameter that `new` takes, and the struct that bundles it with its neighbours if they could be swapped.
    Required { ty: Type, bundle: Ident },
    /// A parameter that a setter takes.
    Optional(Type),
    /// What every new entity must have, as one struct.
    New,
    /// The fields that a new entity may have, each with a setter; written into `fields` beside the required ones.
    NewOptional(Field),
    /// Changes to an entity, with a setter for each.
    Patch,
}

impl Expansion<'_> {
    pub(super) fn request(&self, method: &Method) -> TokenStream {
        let krate = self.krate;
        let parts = self.parts(method);
        let name = ident(&method.rust_name());
        let doc = docs::lines(&docs::request(self.family, method));
        let is_update = parts.iter().any(|part| matches!(part.holds, Holds::Patch));
        let derives = if parts.is_empty() {
            quote!(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq, ::core::default::Default)
        } else {
            quote!(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)
        };
        let (generics, state, ready) = if is_update {
            let ready = quote!(#krate::request::Ready);
            (quote!(<State = #ready>), quote!(_state: ::core::marker::PhantomData<State>,), quote!(<State>))
        } else {
            (TokenStream::new(), TokenStream::new(), TokenStream::new())
        };
        let fields = parts.iter().map(|Part { name, ty, .. }| quote!(#name: #ty));
        let constructors = if is_update {
            self.update_constructors(method, &name, &parts)
        } else {
            self.constructor(&name, &parts)
        };
        let select = self.select(method);
        let setters: TokenStream = parts.iter().map(|part| self.setters(part, &name, &parts)).collect();
        let setters = quote!(#setters #select);
        let setters = (!setters.is_empty()).then(|| quote!(impl #ready #name #ready { #setters }));
        let encode = self.encode_request(&name, &ready, &parts);
        let projectable = self.projectable(method, &name, &parts);
        let params = self.params_struct(method, &parts);
        let call = self.call(method, &name, is_update);
        quote! {
            #doc
            #[derive(#derives)]
            #[must_use = "a request does nothing until a client calls it"]
            pub struct #name #generics { #(#fields,)* #state }

            #constructors
            #setters
            #encode
            #call
            #projectable
            #params
        }
    }

    fn parts(&self, method: &Method) -> Vec<Part> {
        let mut parts = Vec::new();
        for param in &method.params {
            match (&param.ty, &self.family.entity) {
                (ParamType::New, Some(entity)) => self.new_parts(param, entity, &mut parts),
                (ParamType::Patch, Some(entity)) => {
                    let patch = format_ident!("{}Patch", entity.name);
                    parts.push(Part {
                        name: ident(&snake(&param.name)),
                        wire: param.name.clone(),
                        doc: String::new(),
                        ty: quote!(#patch),
                        holds: Holds::Patch,
                    });
                }
                (ParamType::Value(ty), _) => parts.push(self.value_part(method, param, ty)),
                (ParamType::New | ParamType::Patch, None) => {}
            }
        }
        if let Some(list) = &method.list {
            let doc =
                format!("The page to give, from 1; {} rows each. The first where it is left out.", list.size);
            let ty = Type::Integer;
            parts.push(Part {
                name: ident(&snake(&list.page)),
                wire: list.page.clone(),
                doc,
                ty: quote!(::core::option::Option<i64>),
                holds: Holds::Optional(ty),
            });
        }
        parts
    }

    fn new_parts(&self, param: &Param, entity: &Record, parts: &mut Vec<Part>) {
        if entity.required().next().is_some() {
            let new = format_ident!("New{}", entity.name);
            parts.push(Part {
                // A name that no field has: `fields` may be one.
                name: ident("_new"),
                wire: param.name.clone(),
                doc: String::new(),
                ty: quote!(#new),
                holds: Holds::New,
            });
        }
        for field in entity.optional_on_add() {
            let ty = self.write_type(&field.ty);
            parts.push(Part {
                name: ident(&field.rust_name()),
                wire: param.name.clone(),
                doc: docs::written_field(field, "add"),
                ty: quote!(::core::option::Option<#ty>),
                holds: Holds::NewOptional(field.clone()),
            });
        }
    }

    fn value_part(&self, method: &Method, param: &Param, ty: &Type) -> Part {
        let plain = self.write_type(ty);
        let (ty, holds) = match ty {
            Type::Option(inner) => {
                (quote!(::core::option::Option<#plain>), Holds::Optional((**inner).clone()))
            }
            _ => {
                let bundle = format_ident!("{}Params", method.rust_name());
                (plain, Holds::Required { ty: ty.clone(), bundle })
            }
        };
        let doc = format!("The parameter `{}`.", param.name);
        Part { name: ident(&snake(&param.name)), wire: param.name.clone(), doc, ty, holds }
    }

    /// `new` with what the method cannot do without.
    fn constructor(&self, name: &Ident, parts: &[Part]) -> TokenStream {
        let arguments = self.arguments(parts);
        let bundled = swappable(parts).is_some();
        let values = parts.iter().map(|part| self.initial(part, bundled));
        let doc = docs::lines(if arguments.is_empty() {
            "The request."
        } else {
            "The request, with what it cannot do without."
        });
        quote! {
            impl #name {
                #doc
                pub fn new(#arguments) -> Self { Self { #(#values),* } }
            }
        }
    }

    /// `new`, which is not yet to be sent, and `from_patch`, which refuses an empty patch.
    fn update_constructors(&self, method: &Method, name: &Ident, parts: &[Part]) -> TokenStream {
        let krate = self.krate;
        let arguments = self.arguments(parts);
        let bundled = swappable(parts).is_some();
        let values: Vec<_> = parts.iter().map(|part| self.initial(part, bundled)).collect();
        let patches: Vec<_> = parts.iter().filter(|part| matches!(part.holds, Holds::Patch)).collect();
        let patch_arguments = super::join(
            patches.iter().map(|Part { name, ty, .. }| quote!(#name: impl ::core::convert::Into<#ty>)),
        );
        let all_arguments =
            if arguments.is_empty() { patch_arguments } else { quote!(#arguments, #patch_arguments) };
        let given = parts.iter().map(|part| match part.holds {
            Holds::Patch => {
                let name = &part.name;
                quote!(#name)
            }
            _ => self.initial(part, bundled),
        });
        let (patch_names, patch_types): (Vec<_>, Vec<_>) =
            patches.iter().map(|part| (&part.name, &part.ty)).unzip();
        let untouched = patches
            .iter()
            .map(|Part { name, ty, .. }| quote!(#name == <#ty as ::core::default::Default>::default()));
        let empty = quote!(#krate::request::Empty);
        let nothing = quote!(#krate::request::NothingToChange);
        let from_patch_doc = docs::lines(&format!(
            "`{}` with the fields that the patch sets, or a struct that derives `Patch`; an error if it sets none.",
            method.wire_name
        ));
        quote! {
            impl #name<#empty> {
                /// Begins an update. It can be sent once a field is set.
                pub fn new(#arguments) -> Self {
                    Self { #(#values,)* _state: ::core::marker::PhantomData }
                }
            }

            impl #name {
                #from_patch_doc
                pub fn from_patch(#all_arguments) -> ::core::result::Result<Self, #nothing> {
                    #(let #patch_names: #patch_types = #patch_names.into();)*
                    if #(#untouched)&&* {
                        return ::core::result::Result::Err(#nothing);
                    }
                    ::core::result::Result::Ok(Self { #(#given,)* _state: ::core::marker::PhantomData })
                }
            }
        }
    }

    /// What `new` takes.
    fn arguments(&self, parts: &[Part]) -> TokenStream {
        if let Some(params) = swappable(parts) {
            return quote!(params: #params);
        }
        super::join(parts.iter().filter_map(|part| {
            let name = &part.name;
            match &part.holds {
                Holds::Required { ty, .. } => {
                    let ty = self.setter_argument(ty, name).0;
                    Some(quote!(#name: #ty))
                }
                Holds::New => {
                    let (name, ty) = (ident(&snake(&part.wire)), &part.ty);
                    Some(quote!(#name: #ty))
                }
                Holds::Optional(_) | Holds::NewOptional(_) | Holds::Patch => None,
            }
        }))
    }

    /// Where the required parameters could be swapped, or are too many to tell apart: a plain struct of them.
    fn params_struct(&self, method: &Method, parts: &[Part]) -> Option<TokenStream> {
        let params = swappable(parts)?;
        let doc = docs::lines(&format!("What a [`{}`] cannot do without.", method.rust_name()));
        let fields = parts.iter().filter_map(|part| {
            let name = ident(&snake(&part.wire));
            let (doc, ty) = match part.holds {
                Holds::Required { .. } => (docs::lines(&part.doc), &part.ty),
                Holds::New => (docs::lines("What the new entity must have."), &part.ty),
                Holds::Optional(_) | Holds::NewOptional(_) | Holds::Patch => return None,
            };
            Some(quote!(#doc pub #name: #ty))
        });
        Some(quote! {
            #doc
            #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
            pub struct #params { #(#fields,)* }
        })
    }

    fn initial(&self, part: &Part, bundled: bool) -> TokenStream {
        let name = &part.name;
        let argument = ident(&snake(&part.wire));
        match &part.holds {
            Holds::Required { .. } | Holds::New if bundled => quote!(#name: params.#argument),
            Holds::Required { ty, .. } => {
                let value = self.setter_argument(ty, name).1;
                if *name == value.to_string() { quote!(#name) } else { quote!(#name: #value) }
            }
            Holds::New => quote!(#name: #argument),
            Holds::Optional(_) | Holds::NewOptional(_) => quote!(#name: ::core::option::Option::None),
            Holds::Patch => quote!(#name: ::core::default::Default::default()),
        }
    }

    fn setters(&self, part: &Part, request: &Ident, parts: &[Part]) -> TokenStream {
        match &part.holds {
            Holds::Required { .. } | Holds::New => TokenStream::new(),
            Holds::Optional(ty) => self.setter(&part.name, ty, &part.doc),
            Holds::NewOptional(field) => self.setter(&part.name, &field.ty, &part.doc),
            Holds::Patch => {
                let ready = quote!(#request);
                let entity = self.family.entity.iter();
                let setters = entity.flat_map(Record::changeable).map(|field| {
                    let (name, setter) = (ident(&field.rust_name()), setter_name(&field.rust_name()));
                    let patch = &part.name;
                    let (argument, value) = self.setter_argument(&field.ty, &name);
                    let doc = docs::lines(&docs::written_field(field, "update"));
                    quote! {
                        #doc
                        pub fn #setter(mut self, #name: #argument) -> #ready {
                            self.#patch.#name = ::core::option::Option::Some(#value);
                            self.with_change()
                        }
                    }
                });
                let names: Vec<_> = parts.iter().map(|part| &part.name).collect();
                quote! {
                    #(#setters)*
                    fn with_change(self) -> #ready {
                        #request { #(#names: self.#names,)* _state: ::core::marker::PhantomData }
                    }
                }
            }
        }
    }

    fn setter(&self, name: &Ident, ty: &Type, doc: &str) -> TokenStream {
        let (argument, value) = self.setter_argument(not_null(ty), name);
        let doc = docs::lines(doc);
        let setter = setter_name(&name.to_string());
        quote! {
            #doc
            pub fn #setter(mut self, #name: #argument) -> Self {
                self.#name = ::core::option::Option::Some(#value);
                self
            }
        }
    }

    /// Writes the parameters by their wire names, and looks for violations in them.
    fn encode_request(&self, name: &Ident, generics: &TokenStream, parts: &[Part]) -> TokenStream {
        let krate = self.krate;
        let mut members = Vec::new();
        let mut violations = TokenStream::new();
        for Part { name, wire, holds, .. } in parts {
            match holds {
                Holds::Required { ty, .. } | Holds::Optional(ty) => {
                    members.push(quote!((#wire, &self.#name)));
                    violations.extend(self.has_limits(ty).then(|| quote!(found.member(#wire, &self.#name);)));
                }
                Holds::Patch => {
                    members.push(quote!((#wire, &self.#name)));
                    violations.extend(quote!(found.member(#wire, &self.#name);));
                }
                Holds::New | Holds::NewOptional(_) => {}
            }
        }
        if let Some((wire, fields)) = self.new_fields(parts) {
            let inner = record::members(fields.iter().map(|(field, value)| (*field, value)));
            members.push(quote!((#wire, &#krate::codec::Object(&[#inner]))));
            let checks = self.violations(fields.iter().map(|(field, value)| (*field, value)));
            violations
                .extend((!checks.is_empty()).then(|| quote!(found.within(#wire, |found| { #checks });)));
        }
        let members = super::join(members);
        let violations = (!violations.is_empty()).then(|| {
            quote! {
                fn violations(&self, found: &mut #krate::check::Violations) { #violations }
            }
        });
        quote! {
            #[automatically_derived]
            impl #generics #krate::codec::Encode for #name #generics {
                fn encode(&self, out: &mut #krate::codec::Encoder) {
                    out.object(&[#members]);
                }
                #violations
            }
        }
    }

    /// The fields of a new entity in the server's order, each with the expression that holds it.
    fn new_fields<'p>(&'p self, parts: &'p [Part]) -> Option<(&'p str, Vec<(&'p Field, TokenStream)>)> {
        let is_new = |part: &&Part| matches!(part.holds, Holds::New | Holds::NewOptional(_));
        let wire = &parts.iter().find(is_new)?.wire;
        let required = parts.iter().find(|part| matches!(part.holds, Holds::New)).map(|part| &part.name);
        let entity = self.family.entity.as_ref()?;
        let fields = entity.fields.iter().filter(|field| !field.read_only).map(|field| {
            let name = ident(&field.rust_name());
            let value = match required {
                Some(required) if field.required => quote!(self.#required.#name),
                _ => quote!(self.#name),
            };
            (field, value)
        });
        Some((wire, fields.collect()))
    }

    /// What a client must know to send the request.
    fn call(&self, method: &Method, name: &Ident, is_update: bool) -> TokenStream {
        let krate = self.krate;
        let wire = &method.wire_name;
        let kind = match method.kind {
            Kind::Read => quote!(Read),
            Kind::Write => quote!(Write),
        };
        let context = match method.context {
            Context::Any => quote!(Any),
            Context::Application => quote!(Application),
        };
        let (output, shape) = match &method.result {
            ResultShape::True => (quote!(()), None),
            ResultShape::Value(ty) => (self.ty(ty), None),
            ResultShape::Member(key, ty) => (
                self.ty(ty),
                Some(
                    quote!(const RESULT: #krate::request::ResultShape = #krate::request::ResultShape::Member(#key);),
                ),
            ),
        };
        let error = format_ident!("{}Error", method.rust_name());
        let (generics, of, bound) = if is_update {
            (quote!(<State>), quote!(<State>), quote!(where State: #krate::request::HasChange))
        } else {
            (TokenStream::new(), TokenStream::new(), TokenStream::new())
        };
        quote! {
            #[automatically_derived]
            impl #generics #krate::Request for #name #of #bound {
                const METHOD: &'static str = #wire;
                const KIND: #krate::request::Kind = #krate::request::Kind::#kind;
                #shape
                type Context = #krate::request::context::#context;
                type Output = #output;
                type Error = #error;
            }
        }
    }

    /// `select`, where the method answers with entities.
    fn select(&self, method: &Method) -> Option<TokenStream> {
        let krate = self.krate;
        let (entity, _) = entity_result(method)?;
        let entity = ident(entity);
        let doc = docs::lines(match method.list {
            Some(_) => {
                "Asks for some of the fields only, those of a struct that derives `Projection`. Set all else before."
            }
            None => {
                "Reads some of the fields only, those of a struct that derives `Projection`. Set all else before."
            }
        });
        Some(quote! {
            #doc
            pub fn select<P>(self) -> #krate::projection::Projected<Self, P>
            where
                Self: #krate::projection::Projectable<Entity = #entity>,
                P: #krate::projection::Projection<Entity = #entity>,
            {
                #krate::projection::Projected::new(self)
            }
        })
    }

    fn projectable(&self, method: &Method, name: &Ident, parts: &[Part]) -> Option<TokenStream> {
        let krate = self.krate;
        let is_update = parts.iter().any(|part| matches!(part.holds, Holds::Patch));
        let generics = is_update.then(|| quote!(<State>));
        let bound = is_update.then(|| quote!(where State: #krate::request::HasChange));
        let (entity, is_list) = entity_result(method)?;
        let entity = ident(entity);
        let part = if is_list { quote!(::std::vec::Vec<P>) } else { quote!(P) };
        let selecting = method.list.as_ref().map(|_| {
            let members = super::join(parts.iter().map(|Part { name, wire, .. }| quote!((#wire, &self.#name))));
            quote! {
                fn encode_selecting(&self, select: &#krate::projection::Select, out: &mut #krate::codec::Encoder) {
                    out.object(&[#members, ("select", select)]);
                }
            }
        });
        Some(quote! {
            #[automatically_derived]
            impl #generics #krate::projection::Projectable for #name #generics #bound {
                type Entity = #entity;
                type Part<P: #krate::codec::Decode> = #part;
                #selecting
            }
        })
    }
}

/// The struct that takes the required parameters where they are more than three, or two of one type stand side by side.
fn swappable(parts: &[Part]) -> Option<&Ident> {
    let required: Vec<_> =
        parts.iter().filter(|part| matches!(part.holds, Holds::Required { .. } | Holds::New)).collect();
    let same = |pair: &[&Part]| pair[0].ty.to_string() == pair[1].ty.to_string();
    if required.len() <= 3 && !required.windows(2).any(same) {
        return None;
    }
    required.iter().find_map(|part| match &part.holds {
        Holds::Required { bundle, .. } => Some(bundle),
        _ => None,
    })
}

/// A setter's name: the field's, unless the request has a function of that name already.
pub(crate) fn setter_name(field: &str) -> Ident {
    match field {
        "new" | "from_patch" | "select" | "with_change" => ident(&format!("{field}_")),
        _ => ident(field.strip_prefix("r#").unwrap_or(field)),
    }
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
