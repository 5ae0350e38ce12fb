//! How a request is made: `new`, and `from_patch` for an update.

use bitrix_spec::model::{Method, Record};
use bitrix_spec::rust::Holds;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::parts::{Part, bundle};
use super::{Expansion, docs, ident};

impl Expansion<'_> {
    /// `new` with what the method cannot do without.
    pub(super) fn constructor(&self, parts: &[Part]) -> TokenStream {
        let arguments = self.arguments(parts);
        let new = self.new_request(parts);
        let doc = docs::lines(if arguments.is_empty() {
            "The request."
        } else {
            "The request, with what it cannot do without."
        });
        let from_patch = self.full_patch_constructor(parts);
        quote! {
            #doc
            pub fn new(#arguments) -> Self { #new }

            #from_patch
        }
    }

    fn new_request(&self, parts: &[Part]) -> TokenStream {
        match parts {
            [] => quote!(Self {}),
            // By the derive.
            _ if parts.iter().all(Part::is_left_out) => quote!(__::Default::default()),
            _ => {
                let values = self.values(parts);
                quote!(Self { #values })
            }
        }
    }

    /// `from_patch` of an update that always has something to send.
    fn full_patch_constructor(&self, parts: &[Part]) -> Option<TokenStream> {
        let patch = parts.iter().find_map(|part| match &part.part.holds {
            Holds::FullPatch(patch) => Some((&part.name, ident(patch))),
            _ => None,
        });
        let (name, patch) = patch?;
        let others = parts.iter().filter(|part| !matches!(part.part.holds, Holds::FullPatch(_)));
        let (arguments, values): (Vec<_>, Vec<_>) = others
            .map(|part| {
                let argument = self.argument(part);
                (argument, self.value(part, false))
            })
            .unzip();
        let arguments = arguments.into_iter().flatten();
        Some(quote! {
            /// The request with the fields that the patch sets, or a struct that derives `Patch`.
            pub fn from_patch(#(#arguments,)* #name: impl __::Into<#patch>) -> Self {
                Self { #(#values,)* #name: #name.into() }
            }
        })
    }

    /// `new`, which is not yet to be sent, and `from_patch`, which refuses an empty patch.
    pub(super) fn update_constructors(&self, method: &Method, name: &Ident, parts: &[Part]) -> TokenStream {
        let arguments = self.arguments(parts);
        let values = self.values(parts);
        let patches = || {
            parts.iter().filter_map(|part| match &part.part.holds {
                Holds::Patch(patch) => Some((&part.name, ident(patch))),
                _ => None,
            })
        };
        let (names, types): (Vec<_>, Vec<_>) = patches().unzip();
        let patch_arguments = quote!(#(#names: impl __::Into<#types>),*);
        let all_arguments =
            if arguments.is_empty() { patch_arguments } else { quote!(#arguments, #patch_arguments) };
        let doc = docs::lines(&format!(
            "`{}` with the fields that the patch sets, or a struct that derives `Patch`; an error if it sets none.",
            method.wire_name
        ));
        quote! {
            impl #name<__::Empty> {
                /// Begins an update. It can be sent once a field is set.
                pub fn new(#arguments) -> Self {
                    #(let #names = __::Changes::none();)*
                    Self { #values }
                }
            }

            impl #name {
                #doc
                pub fn from_patch(#all_arguments) -> __::Result<Self, __::NothingToChange> {
                    #(let #names = __::Changes::of(#names.into())?;)*
                    __::Ok(Self { #values })
                }
            }
        }
    }

    /// What `new` takes.
    fn arguments(&self, parts: &[Part]) -> TokenStream {
        if let Some(params) = bundle(parts) {
            return quote!(params: #params);
        }
        super::join(parts.iter().flat_map(|part| match &part.part.holds {
            Holds::FullPatch(_) => self.patch_arguments(),
            _ => self.argument(part).into_iter().collect(),
        }))
    }

    fn argument(&self, part: &Part) -> Option<TokenStream> {
        let name = &part.name;
        let ty = match &part.part.holds {
            Holds::Required { ty, .. } => self.setter_argument(ty, name).0,
            _ => self.rust_type(&part.required()?),
        };
        Some(quote!(#name: #ty))
    }

    /// What every update must have, each as an argument.
    fn patch_arguments(&self) -> Vec<TokenStream> {
        let fields = self.family.entity.iter().flat_map(Record::required_on_update);
        let arguments = fields.map(|field| {
            let name = ident(&field.rust_name());
            let ty = self.field_argument(field, &name).0;
            quote!(#name: #ty)
        });
        arguments.collect()
    }

    /// The values of the struct's fields.
    fn values(&self, parts: &[Part]) -> TokenStream {
        let bundled = bundle(parts).is_some();
        super::join(parts.iter().map(|part| self.value(part, bundled)))
    }

    fn value(&self, part: &Part, bundled: bool) -> TokenStream {
        let name = &part.name;
        let argument = if bundled { quote!(params.#name) } else { quote!(#name) };
        let value = match &part.part.holds {
            Holds::Required { ty, .. } if !bundled => self.setter_argument(ty, name).1,
            Holds::Required { .. } | Holds::New { required: Some(_), optional: None } => argument,
            Holds::New { required: Some(_), optional: Some(_) } => quote!(__::NewFields::of(#argument)),
            Holds::New { required: None, .. } | Holds::Filter(_) | Holds::Order(_) => {
                quote!(__::Default::default())
            }
            Holds::Optional(_) | Holds::Position => quote!(__::None),
            Holds::Patch(_) => quote!(#name),
            Holds::FullPatch(patch) => {
                let patch = ident(patch);
                let fields = self.family.entity.iter().flat_map(Record::required_on_update);
                let given = fields.map(|field| ident(&field.rust_name()));
                quote!(#patch::new(#(#given),*))
            }
        };
        if *name == value.to_string() { value } else { quote!(#name: #value) }
    }

    /// Where the required parameters could be swapped, or are too many to tell apart: a plain struct of them.
    pub(super) fn params_struct(&self, method: &Method, parts: &[Part]) -> Option<TokenStream> {
        let params = bundle(parts)?;
        let doc = docs::lines(&format!("What a [`{}`] cannot do without.", method.rust_name()));
        let fields = parts.iter().filter_map(|part| {
            let (name, ty, doc) = (&part.name, self.rust_type(&part.required()?), docs::lines(&part.doc));
            Some(quote!(#doc pub #name: #ty))
        });
        Some(quote! {
            #doc
            #[derive(__::Debug, __::Clone, __::PartialEq)]
            pub struct #params { #(#fields,)* }
        })
    }
}
