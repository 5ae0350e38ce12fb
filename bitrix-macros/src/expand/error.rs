//! A method's error enum.

use bitrix_spec::model::{ErrorCase, Method};
use bitrix_spec::snake;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Expansion, docs, ident};

impl Expansion<'_> {
    pub(super) fn method_error(&self, method: &Method) -> TokenStream {
        let krate = self.krate;
        let name = format_ident!("{}Error", method.rust_name());
        let doc = docs::lines(&format!("How `{}` can be refused.", method.wire_name));
        let cases: Vec<&ErrorCase> = self.family.errors_of(method).collect();
        let variants = cases.iter().map(|case| variant(case));
        let table = cases.iter().map(|case| {
            let (code, template) = (case.code.to_string(), case.message.template());
            quote!(Case(#code, #template))
        });
        let arms = cases.iter().enumerate().map(|(at, case)| arm(at, case));
        quote! {
            #doc
            #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                /// An error that the documentation does not have.
                Other(#krate::error::Undocumented),
            }

            #[automatically_derived]
            impl #krate::error::MethodError for #name {
                fn from_refusal(refusal: &#krate::error::Refusal) -> Self {
                    use #krate::error::Case;
                    match refusal.case(&[#(#table),*]) {
                        #(#arms)*
                        _ => Self::Other(#krate::error::MethodError::from_refusal(refusal)),
                    }
                }
            }
        }
    }
}

fn variant(case: &ErrorCase) -> TokenStream {
    let doc = docs::lines(&docs::case(case));
    let name = ident(&case.rust_name());
    let placeholders = case.message.placeholders();
    if placeholders.is_empty() {
        return quote!(#doc #name,);
    }
    let fields = placeholders.iter().map(|placeholder| {
        let name = ident(&snake(placeholder));
        let doc =
            docs::lines(&format!("`#{placeholder}#` of the text, unless this portal words it otherwise."));
        quote!(#doc #name: ::core::option::Option<::std::string::String>)
    });
    quote!(#doc #name { #(#fields,)* },)
}

fn arm(at: usize, case: &ErrorCase) -> TokenStream {
    let name = ident(&case.rust_name());
    let placeholders = case.message.placeholders();
    let pattern = quote!(::core::option::Option::Some(#at));
    if placeholders.is_empty() {
        return quote!(#pattern => Self::#name,);
    }
    let template = case.message.template();
    let fields = placeholders.iter().map(|placeholder| {
        let name = ident(&snake(placeholder));
        quote!(#name: refusal.placeholder(#template, #placeholder))
    });
    quote!(#pattern => Self::#name { #(#fields),* },)
}
