//! Closed lists of words.

use bitrix_spec::model::Enumeration;
use bitrix_spec::upper_camel;
use proc_macro2::TokenStream;
use quote::quote;

use super::{Expansion, docs, ident};

impl Expansion<'_> {
    pub(super) fn enumeration(&self, one: &Enumeration) -> TokenStream {
        let name = ident(&one.name);
        let doc = docs::lines(&docs::enumeration(one));
        let words = &one.words;
        let variants: Vec<_> = words.iter().map(|word| ident(&upper_camel(word))).collect();
        let variant_docs = words.iter().map(|word| docs::lines(&format!("`{word}`")));
        let violations = self.writes(&one.name).then(|| {
            quote! {
                fn violations(&self, found: &mut __::Violations) {
                    if let Self::Unknown(_) = self {
                        found.unknown_word(&[#(#words),*]);
                    }
                }
            }
        });
        quote! {
            #doc
            #[derive(__::Debug, __::Clone, __::PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variant_docs #variants,)*
                /// A word of a newer portal's. It can be read; `check` refuses it in a request.
                Unknown(__::String),
            }

            impl #name {
                /// The word on the wire.
                #[must_use]
                pub fn as_str(&self) -> &__::str {
                    match self {
                        #(Self::#variants => #words,)*
                        Self::Unknown(word) => word,
                    }
                }
            }

            impl __::Encode for #name {
                fn encode(&self, out: &mut __::Encoder) {
                    out.text(self.as_str());
                }

                #violations
            }

            impl __::Decode for #name {
                const EXPECTED: &'static __::str = "a string";

                fn text(value: &__::str) -> __::Result<Self, __::Fault> {
                    __::Ok(match value {
                        #(#words => Self::#variants,)*
                        _ => Self::Unknown(__::Into::into(value)),
                    })
                }
            }
        }
    }
}
