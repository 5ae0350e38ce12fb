//! Entities and objects: the structs, and how they are read and written.

use bitrix_spec::model::{Field, ParamType, Record, Type};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};

use super::{Expansion, docs, ident, local};

impl Expansion<'_> {
    /// An entity as it is read, its identifier, and what `add` and `update` take of it.
    pub(super) fn entity(&self, entity: &Record) -> TokenStream {
        let krate = self.krate;
        let name = ident(&entity.name);
        let words = &entity.name;
        let id = entity.id().map(|_| {
            let id = format_ident!("{}Id", entity.name);
            let doc = docs::lines(&format!("The identifier of a [`{words}`]."));
            quote! {
                #doc
                pub type #id = #krate::Id<#name>;

                #[automatically_derived]
                impl #krate::Entity for #name {
                    const NAME: &'static str = #words;
                }
            }
        });
        let read = self.read_struct(entity, &quote!(#[non_exhaustive]));
        let decode = self.decode(entity);
        let encode = self.encode(&name, entity.fields.iter(), false);
        let writes =
            |ty| self.family.methods.iter().any(|method| method.params.iter().any(|param| param.ty == ty));
        let new =
            (writes(ParamType::New) && entity.required().next().is_some()).then(|| self.new_struct(entity));
        let patch = writes(ParamType::Patch).then(|| self.patch_struct(entity));
        quote!(#id #read #decode #encode #new #patch)
    }

    /// An object: read and written as it is.
    pub(super) fn object(&self, object: &Record) -> TokenStream {
        let name = ident(&object.name);
        let read = self.read_struct(object, &TokenStream::new());
        let decode = self.decode(object);
        let encode = self.encode(&name, object.fields.iter(), self.writes(&object.name));
        quote!(#read #decode #encode)
    }

    fn read_struct(&self, record: &Record, attributes: &TokenStream) -> TokenStream {
        let name = ident(&record.name);
        let doc = docs::lines(&record.doc.clone().unwrap_or_else(|| format!("A `{}`.", record.name)));
        let fields = record.fields.iter().map(|field| {
            let (name, ty) = (ident(&field.rust_name()), self.read_type(field));
            let doc = docs::lines(&docs::read_field(field));
            quote!(#doc pub #name: #ty)
        });
        quote! {
            #doc
            #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
            #attributes
            pub struct #name { #(#fields,)* }
        }
    }

    /// What `add` must have: a plain struct, so that no two texts can be swapped and none be forgotten.
    fn new_struct(&self, entity: &Record) -> TokenStream {
        let name = format_ident!("New{}", entity.name);
        let doc = docs::lines(&format!("What every new [`{}`] must have.", entity.name));
        let fields = entity.required().map(|field| {
            let (name, ty) = (ident(&field.rust_name()), self.write_type(&field.ty));
            let doc = docs::lines(&docs::written_field(field, "add"));
            quote!(#doc pub #name: #ty)
        });
        quote! {
            #doc
            #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
            pub struct #name { #(#fields,)* }
        }
    }

    /// What `update` can change, all of it optional.
    fn patch_struct(&self, entity: &Record) -> TokenStream {
        let name = format_ident!("{}Patch", entity.name);
        let doc = docs::lines(&format!(
            "Changes to a [`{}`]: the fields that are set take new values, the others keep theirs.",
            entity.name
        ));
        let fields = entity.changeable().map(|field| {
            let (name, ty) = (ident(&field.rust_name()), self.write_type(&field.ty));
            let doc = docs::lines(&docs::written_field(field, "update"));
            quote!(#doc pub #name: ::core::option::Option<#ty>)
        });
        let encode = self.encode(&name, entity.changeable(), true);
        quote! {
            #doc
            #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq, ::core::default::Default)]
            pub struct #name { #(#fields,)* }

            #encode
        }
    }

    fn decode(&self, record: &Record) -> TokenStream {
        let krate = self.krate;
        let name = ident(&record.name);
        let names: Vec<_> = record.fields.iter().map(|field| &field.name).collect();
        // Locals of the macro's own, so that no field's name meets `members` or `field`.
        let fields: Vec<_> = record.fields.iter().map(|field| local(&field.rust_name())).collect();
        let nothing = fields.iter().map(|_| quote!(None));
        let arms = fields.iter().enumerate().map(|(at, name)| {
            let pattern = if at + 1 == fields.len() {
                quote!(_)
            } else {
                Literal::usize_unsuffixed(at).into_token_stream()
            };
            quote!(#pattern => members.read(&mut #name))
        });
        let needed: Vec<_> = record
            .fields
            .iter()
            .zip(&fields)
            .enumerate()
            .filter(|(_, (field, _))| !is_option(field))
            .collect();
        let complete = (!needed.is_empty()).then(|| {
            let names: Vec<_> = needed.iter().map(|(_, (_, name))| name).collect();
            let positions = needed.iter().map(|(at, _)| Literal::usize_unsuffixed(*at));
            quote! {
                let (#(Some(#names),)*) = (#(#names,)*) else {
                    return ::core::result::Result::Err(members.incomplete(FIELDS, &[#(#positions),*]));
                };
            }
        });
        let values = record.fields.iter().zip(&fields).map(|(field, name)| {
            if is_option(field) { quote!(#name: #name.flatten()) } else { quote!(#name) }
        });
        quote! {
            #[automatically_derived]
            impl #krate::codec::Decode for #name {
                fn object(members: &mut #krate::codec::Members<'_>) -> ::core::result::Result<Self, #krate::codec::Fault> {
                    use ::core::option::Option::{None, Some};
                    const FIELDS: &[&str] = &[#(#names),*];
                    let (#(mut #fields,)*) = (#(#nothing,)*);
                    while let Some(field) = members.next(FIELDS) {
                        match field { #(#arms,)* }
                    }
                    #complete
                    ::core::result::Result::Ok(Self { #(#values),* })
                }
            }
        }
    }

    /// Writes a struct's fields as an object, and looks for violations in them if requests carry it.
    fn encode<'f>(
        &self,
        name: &syn::Ident,
        fields: impl Iterator<Item = &'f Field>,
        is_sent: bool,
    ) -> TokenStream {
        let krate = self.krate;
        let fields: Vec<_> = fields
            .map(|field| {
                (field, {
                    let name = ident(&field.rust_name());
                    quote!(self.#name)
                })
            })
            .collect();
        let members = members(fields.iter().map(|(field, value)| (*field, value)));
        let violations = self.violations(fields.iter().map(|(field, value)| (*field, value)));
        let violations = (is_sent && !violations.is_empty()).then(|| {
            quote! {
                fn violations(&self, found: &mut #krate::check::Violations) { #violations }
            }
        });
        quote! {
            #[automatically_derived]
            impl #krate::codec::Encode for #name {
                fn encode(&self, out: &mut #krate::codec::Encoder) {
                    out.object(&[#members]);
                }
                #violations
            }
        }
    }

    /// The checks of fields, as statements on a `found`.
    pub(super) fn violations<'f>(
        &self,
        fields: impl Iterator<Item = (&'f Field, &'f TokenStream)>,
    ) -> TokenStream {
        let checks = fields.map(|(field, value)| {
            let name = &field.name;
            let not_empty = field.not_empty.then(|| quote!(found.not_empty(#name, &#value);));
            let max_chars = field.max_chars.map(|max| {
                let max = Literal::u32_unsuffixed(max);
                quote!(found.max_chars(#name, &#value, #max);)
            });
            let inside = self.has_limits(&field.ty).then(|| quote!(found.member(#name, &#value);));
            quote!(#not_empty #max_chars #inside)
        });
        checks.collect()
    }

    /// Whether a value of this type can break a limit inside itself.
    pub(super) fn has_limits(&self, ty: &Type) -> bool {
        let limited = |field: &Field| field.not_empty || field.max_chars.is_some();
        self.family.holds(ty, &|ty| match ty {
            Type::Enum(_) => true,
            Type::Object(name) => {
                self.family.object(name).is_some_and(|object| object.fields.iter().any(limited))
            }
            _ => false,
        })
    }
}

/// The members of an object literal: names and references to values.
pub(super) fn members<'f>(fields: impl Iterator<Item = (&'f Field, &'f TokenStream)>) -> TokenStream {
    super::join(fields.map(|(field, value)| {
        let name = &field.name;
        quote!((#name, &#value))
    }))
}

fn is_option(field: &Field) -> bool {
    field.may_be_absent() || matches!(field.ty, Type::Option(_))
}
