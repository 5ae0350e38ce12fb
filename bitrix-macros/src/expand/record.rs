//! Entities and objects: the structs, and how they are read and written.

use bitrix_spec::model::{Field, ParamType, Record, Required, ResultShape};
use bitrix_spec::rust;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::decode::is_read;
use super::encode::Written;
use super::{Expansion, docs, ident};

impl Expansion<'_> {
    /// An entity as it is read, its identifier, and what `add` and `update` take of it.
    pub(super) fn entity(&self, entity: &Record) -> TokenStream {
        let read = (!entity.inherited).then(|| {
            let id = self.id(entity);
            let read = self.read_struct(entity, &quote!(#[non_exhaustive]));
            let decode = self.decode(entity);
            let encode = self.encode(&ident(&entity.name), &Written::read(entity), false);
            let described = self.described(entity);
            let fields = self.fields(entity);
            quote!(#id #read #decode #encode #described #fields)
        });
        let new = rust::writes_entity(self.family, &ParamType::New).then(|| self.new_structs(entity));
        let patch = self.defines(entity, &ParamType::Patch).then(|| self.patch_struct(entity));
        quote!(#read #new #patch)
    }

    /// An object: read and written as it is.
    pub(super) fn object(&self, object: &Record) -> TokenStream {
        let id = self.id(object);
        let read = self.read_struct(object, &TokenStream::new());
        let decode = self.decode(object);
        let encode = self.encode(&ident(&object.name), &Written::read(object), self.writes(&object.name));
        quote!(#id #read #decode #encode)
    }

    /// Whether a method takes the entity in this way, and no family that this one extends has the struct for it.
    fn defines(&self, entity: &Record, takes: &ParamType) -> bool {
        rust::writes_entity(self.family, takes)
            && !self.is_inherited(entity, |base| rust::writes_entity(base.family, takes))
    }

    /// The identifier's type.
    fn id(&self, record: &Record) -> Option<TokenStream> {
        record.id()?;
        let (name, words) = (ident(&record.name), &record.name);
        let id = format_ident!("{}Id", record.name);
        let doc = docs::lines(&format!("The identifier of a [`{words}`]."));
        Some(quote! {
            #doc
            pub type #id = __::Id<#name>;

            impl __::Entity for #name {
                const NAME: &'static __::str = #words;
            }
        })
    }

    /// Which of its fields a portal knows, if a method tells that.
    fn described(&self, entity: &Record) -> Option<TokenStream> {
        let method = self.family.methods.iter().find(|method| method.describes.is_some())?;
        let (name, request) = (ident(&entity.name), ident(&method.rust_name()));
        let (ResultShape::Value(ty) | ResultShape::Member(_, ty)) = &method.result else { return None };
        let description = self.family.object(ty.object()?)?;
        let title = ident(&description.field(method.describes.as_deref()?)?.rust_name());
        let description = ident(&description.name);
        Some(quote! {
            impl __::Described for #name {
                type Description = #description;
                type Fields = #request;

                fn ask() -> #request {
                    #request::new()
                }

                fn name(description: #description) -> __::String {
                    description.#title
                }
            }
        })
    }

    fn read_struct(&self, record: &Record, attributes: &TokenStream) -> TokenStream {
        let name = ident(&record.name);
        let doc = docs::lines(&record.doc.clone().unwrap_or_else(|| format!("A `{}`.", record.name)));
        let fields = record.fields.iter().filter(|field| is_read(field)).map(|field| {
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
        let has_required = entity.required().next().is_some() && self.defines(entity, &ParamType::New);
        let required = has_required.then(|| self.new_struct(entity));
        let own = format!("Optional{}", entity.name);
        let optional = rust::optional_fields(self.family, entity).filter(|name| *name == own).map(|name| {
            let name = ident(&name);
            let doc = format!("What a new [`{}`] may have.", entity.name);
            let fields: Vec<_> = entity.optional_on_add().collect();
            self.optional_struct(&quote!(), &name, &doc, "add", &fields)
        });
        quote!(#required #optional)
    }

    /// What `add` must have: a plain struct, so that no two texts can be swapped and none be forgotten.
    fn new_struct(&self, entity: &Record) -> TokenStream {
        let name = format_ident!("New{}", entity.name);
        let doc = docs::lines(&format!("What every new [`{}`] must have.", entity.name));
        let fields = entity.required().map(|field| {
            let (name, ty) = (ident(&field.rust_name()), self.written_type(field));
            let doc = docs::lines(&docs::written_field(field, "add"));
            quote!(#doc pub #name: #ty)
        });
        let encode = self.encode(&name, &Written::given(entity.required()), true);
        quote! {
            #doc
            #[derive(__::Debug, __::Clone, __::PartialEq)]
            pub struct #name { #(#fields,)* }

            #encode
        }
    }

    /// What `update` can change: all of it optional, but for what every update must have.
    fn patch_struct(&self, entity: &Record) -> TokenStream {
        let name = format_ident!("{}Patch", entity.name);
        let doc = format!(
            "Changes to a [`{}`]: the fields that are set take new values, the others keep theirs.",
            entity.name
        );
        let fields: Vec<_> = entity.changeable().collect();
        let required: Vec<_> = entity.required_on_update().collect();
        let fields = self.optional_struct(&quote!(pub), &name, &doc, "update", &fields);
        if required.is_empty() {
            return fields;
        }
        let (arguments, values): (Vec<_>, Vec<_>) = required
            .iter()
            .map(|field| {
                let name = ident(&field.rust_name());
                let (argument, value) = self.field_argument(field, &name);
                (quote!(#name: #argument), quote!(#name: #value))
            })
            .unzip();
        let rest = entity.changeable().filter(|field| field.required != Required::Always);
        let rest = rest.map(|field| ident(&field.rust_name()));
        quote! {
            #fields

            impl #name {
                /// The changes, with what every update must have.
                pub fn new(#(#arguments),*) -> Self {
                    Self { #(#values,)* #(#rest: __::None,)* }
                }
            }
        }
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
        let written = Written::changed(fields.iter().copied());
        let is_optional = written.iter().all(|written| written.is_option);
        let default = is_optional.then(|| quote!(, __::Default));
        let encode = self.encode(name, &written, true);
        let fields = written.iter().map(|written| {
            let (name, ty) = (ident(&written.field.rust_name()), self.written_type(written.field));
            let ty = if written.is_option { quote!(__::Option<#ty>) } else { ty };
            let doc = docs::lines(&docs::written_field(written.field, method));
            quote!(#doc #vis #name: #ty)
        });
        quote! {
            #doc
            #[derive(__::Debug, __::Clone, __::PartialEq #default)]
            #vis struct #name { #(#fields,)* }

            #encode
        }
    }
}
