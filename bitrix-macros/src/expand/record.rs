//! Entities and objects: the structs, and how they are read and written.

use bitrix_spec::model::{Field, ParamType, Record, Type};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};

use super::{Expansion, docs, ident, local};

impl Expansion<'_> {
    /// An entity as it is read, its identifier, and what `add` and `update` take of it.
    pub(super) fn entity(&self, entity: &Record) -> TokenStream {
        let name = ident(&entity.name);
        let words = &entity.name;
        let id = entity.id().map(|_| {
            let id = format_ident!("{}Id", entity.name);
            let doc = docs::lines(&format!("The identifier of a [`{words}`]."));
            quote! {
                #doc
                pub type #id = __::Id<#name>;

                impl __::Entity for #name {
                    const NAME: &'static __::str = #words;
                }
            }
        });
        let read = self.read_struct(entity, &quote!(#[non_exhaustive]));
        let decode = self.decode(entity);
        let encode = self.encode(&name, entity.fields.iter(), false);
        let new = self.writes_entity(&ParamType::New).then(|| self.new_structs(entity));
        let patch = self.writes_entity(&ParamType::Patch).then(|| self.patch_struct(entity));
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
            #[derive(__::Debug, __::Clone, __::PartialEq)]
            #attributes
            pub struct #name { #(#fields,)* }
        }
    }

    /// What `add` must have, and what it may have unless the patch serves for that.
    fn new_structs(&self, entity: &Record) -> TokenStream {
        let required = entity.required().next().map(|_| self.new_struct(entity));
        let own = format_ident!("Optional{}", entity.name);
        let optional = self.optional_fields(entity).filter(|name| *name == own).map(|name| {
            let doc = format!("What a new [`{}`] may have.", entity.name);
            self.optional_struct(&quote!(), &name, &doc, "add", &entity.optional_on_add().collect::<Vec<_>>())
        });
        quote!(#required #optional)
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
        let encode = self.encode(&name, entity.required(), true);
        quote! {
            #doc
            #[derive(__::Debug, __::Clone, __::PartialEq)]
            pub struct #name { #(#fields,)* }

            #encode
        }
    }

    /// What `update` can change, all of it optional.
    fn patch_struct(&self, entity: &Record) -> TokenStream {
        let name = format_ident!("{}Patch", entity.name);
        let doc = format!(
            "Changes to a [`{}`]: the fields that are set take new values, the others keep theirs.",
            entity.name
        );
        let fields: Vec<_> = entity.changeable().collect();
        self.optional_struct(&quote!(pub), &name, &doc, "update", &fields)
    }

    /// Fields that are written where they are set.
    fn optional_struct(
        &self,
        vis: &TokenStream,
        name: &syn::Ident,
        doc: &str,
        method: &str,
        fields: &[&Field],
    ) -> TokenStream {
        let doc = docs::lines(doc);
        let encode = self.encode(name, fields.iter().copied(), true);
        let fields = fields.iter().map(|field| {
            let (name, ty) = (ident(&field.rust_name()), self.write_type(&field.ty));
            let doc = docs::lines(&docs::written_field(field, method));
            quote!(#doc #vis #name: __::Option<#ty>)
        });
        quote! {
            #doc
            #[derive(__::Debug, __::Clone, __::PartialEq, __::Default)]
            #vis struct #name { #(#fields,)* }

            #encode
        }
    }

    fn decode(&self, record: &Record) -> TokenStream {
        let name = ident(&record.name);
        let names: Vec<_> = record.fields.iter().map(|field| &field.name).collect();
        // Locals of the macro's own, so that no field's name meets `members` or `field`.
        let fields: Vec<_> = record.fields.iter().map(|field| local(&field.rust_name())).collect();
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
                let (#(__::Some(#names),)*) = (#(#names,)*) else {
                    return __::Err(members.incomplete(FIELDS, &[#(#positions),*]));
                };
            }
        });
        let values = record.fields.iter().zip(&fields).map(|(field, name)| {
            if is_option(field) { quote!(#name: #name.flatten()) } else { quote!(#name) }
        });
        quote! {
            impl __::Decode for #name {
                fn object(members: &mut __::Members<'_>) -> __::Result<Self, __::Fault> {
                    const FIELDS: &[&__::str] = &[#(#names),*];
                    #(let mut #fields = __::None;)*
                    while let __::Some(field) = members.next(FIELDS) {
                        match field { #(#arms,)* }
                    }
                    #complete
                    __::Ok(Self { #(#values),* })
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
                fn violations(&self, found: &mut __::Violations) { #violations }
            }
        });
        quote! {
            impl __::Encode for #name {
                fn encode(&self, out: &mut __::Encoder) {
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
