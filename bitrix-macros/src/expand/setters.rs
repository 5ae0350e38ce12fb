//! How a request is filled: a setter for each part that may be left out.

use bitrix_spec::model::{Field, Record, Required, Type};
use bitrix_spec::rust::{self, Holds};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::parts::Part;
use super::{Expansion, docs, ident};

/// How a setter ends: what it gives, and the expression that is that.
struct Ending {
    gives: TokenStream,
    expression: TokenStream,
}

impl Expansion<'_> {
    /// The setters of all parts. Those that change an entity make the request ready.
    pub(super) fn setters(&self, request: &Ident, parts: &[Part]) -> TokenStream {
        let ready = Ending { gives: quote!(#request), expression: quote!(self.with_change()) };
        let same = Ending { gives: quote!(Self), expression: quote!(self) };
        let setters = parts.iter().map(|part| {
            let name = &part.name;
            match &part.part.holds {
                Holds::Required { .. } => TokenStream::new(),
                Holds::Optional(_) | Holds::Position => {
                    let ty = part.value_type().unwrap_or(&Type::Any);
                    let argument = self.setter_argument(ty, &ident("value"));
                    setter(name, &part.doc, argument, &quote!(#name), &same)
                }
                Holds::Filter(_) | Holds::Order(_) => {
                    let (doc, ty) = (docs::lines(&part.doc), &part.ty);
                    quote! {
                        #doc
                        pub fn #name(mut self, value: #ty) -> Self {
                            self.#name = value;
                            self
                        }
                    }
                }
                Holds::New { required: Some(_), .. } => self.add_setters(&quote!(#name.optional), &same),
                Holds::New { required: None, .. } => self.add_setters(&quote!(#name), &same),
                Holds::Patch(_) => {
                    self.field_setters("update", &quote!(#name.patch), &ready, Record::changeable)
                }
                Holds::FullPatch(_) => {
                    self.field_setters("update", &quote!(#name), &same, |entity: &Record| {
                        entity.changeable().filter(|field| field.required != Required::Always)
                    })
                }
            }
        });
        setters.collect()
    }

    fn add_setters(&self, place: &TokenStream, ending: &Ending) -> TokenStream {
        self.field_setters("add", place, ending, Record::optional_on_add)
    }

    /// The setters of the entity's fields that the method can set, which are kept in `place`.
    fn field_setters<'s, F: Iterator<Item = &'s Field>>(
        &'s self,
        method: &str,
        place: &TokenStream,
        ending: &Ending,
        fields: impl Fn(&'s Record) -> F,
    ) -> TokenStream {
        let setters = self.family.entity.iter().flat_map(fields).map(|field| {
            let (name, doc) = (ident(&field.rust_name()), docs::written_field(field, method));
            let argument = self.field_argument(field, &ident("value"));
            setter(&name, &doc, argument, &quote!(#place.#name), ending)
        });
        setters.collect()
    }

    /// What the setters of an update end with: it can be sent from now on.
    pub(super) fn with_change(&self, request: &Ident, parts: &[Part]) -> TokenStream {
        let changes: Vec<_> = parts.iter().filter(|part| part.is_patch()).map(|part| &part.name).collect();
        let values = parts.iter().map(|part| {
            let name = &part.name;
            if part.is_patch() { quote!(#name) } else { quote!(#name: self.#name) }
        });
        quote! {
            fn with_change(self) -> #request {
                #(let #changes = self.#changes.made();)*
                #request { #(#values),* }
            }
        }
    }
}

/// A setter; the argument is its type, and how it becomes the value.
fn setter(
    name: &Ident,
    doc: &str,
    (argument, value): (TokenStream, TokenStream),
    place: &TokenStream,
    ending: &Ending,
) -> TokenStream {
    let doc = docs::lines(doc);
    let setter = ident(&rust::setter(&name.to_string()));
    let Ending { gives, expression } = ending;
    quote! {
        #doc
        pub fn #setter(mut self, value: #argument) -> #gives {
            self.#place = __::Some(#value);
            #expression
        }
    }
}
