//! Closed lists of words.

use bitrix_spec::model::Enumeration;
use bitrix_spec::upper_camel;
use proc_macro2::TokenStream;
use quote::quote;

use super::{Expansion, docs, ident};

impl Expansion<'_> {
    pub(super) fn enumeration(&self, one: &Enumeration) -> TokenStream {
        let krate = self.krate;
        let name = ident(&one.name);
        let doc = docs::lines(&docs::enumeration(one));
        let words = &one.words;
        let variants: Vec<_> = words.iter().map(|word| ident(&upper_camel(word))).collect();
        let variant_docs = words.iter().map(|word| docs::lines(&format!("`{word}`")));
        let violations = self.writes(&one.name).then(|| {
            quote! {
                fn violations(&self, found: &mut #krate::check::Violations) {
                    if let Self::Unknown(_) = self {
                        found.unknown_word(&[#(#words),*]);
                    }
                }
            }
        });
        quote! {
            #doc
            #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variant_docs #variants,)*
                /// A word of a newer portal's. It can be read; `check` refuses it in a request.
                Unknown(::std::string::String),
            }

            impl #name {
                /// The word on the wire.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#variants => #words,)*
                        Self::Unknown(word) => word,
                    }
                }
            }

            #[automatically_derived]
            impl #krate::codec::Encode for #name {
                fn encode(&self, out: &mut #krate::codec::Encoder) {
                    out.text(self.as_str());
                }

                #violations
            }

            #[automatically_derived]
            impl #krate::codec::Decode for #name {
                const EXPECTED: &'static str = "a string";

                fn text(value: &str) -> ::core::result::Result<Self, #krate::codec::Fault> {
                    ::core::result::Result::Ok(match value {
                        #(#words => Self::#variants,)*
                        _ => Self::Unknown(<::std::string::String as ::core::convert::From<_>>::from(value)),
                    })
                }
            }
        }
    }
}
