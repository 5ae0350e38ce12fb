//! A method's error enum.

use bitrix_spec::model::{ErrorCase, Method};
use bitrix_spec::snake;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{Expansion, docs, ident};

impl Expansion<'_> {
    /// The family's table of codes and texts, once for all of its methods.
    pub(super) fn cases(&self) -> TokenStream {
        let cases = self.family.errors.iter().map(|case| {
            let (code, template) = (case.code.to_string(), case.message.template());
            quote!(__::Case(#code, #template))
        });
        let cases: Vec<_> = cases.collect();
        if cases.is_empty() { TokenStream::new() } else { quote!(const CASES: &[__::Case] = &[#(#cases,)*];) }
    }

    pub(super) fn method_error(&self, method: &Method) -> TokenStream {
        let name = format_ident!("{}Error", method.rust_name());
        let doc = docs::lines(&format!("How [`{}`] can be refused.", method.rust_name()));
        let variants = self.family.errors_of(method).map(variant);
        let own = method.errors.iter().map(|at| Literal::usize_unsuffixed(*at));
        let arms = method.errors.iter().zip(self.family.errors_of(method)).map(|(at, case)| arm(*at, case));
        let find = quote!(refusal.find(CASES, &[#(#own),*]));
        let other = quote!(Self::Other(refusal.undocumented()));
        let has_values = self.family.errors_of(method).any(|case| !case.message.placeholders().is_empty());
        let body = if method.errors.is_empty() {
            other
        } else if has_values {
            quote!(let (case, of) = #find; match case { #(#arms)* _ => #other, })
        } else {
            quote!(match #find.0 { #(#arms)* _ => #other, })
        };
        let help = self.help(method);
        quote! {
            #doc
            #[derive(__::Debug, __::Clone, __::PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                /// An error that the documentation does not have.
                Other(__::Undocumented),
            }

            impl __::MethodError for #name {
                fn from_refusal(refusal: &__::Refusal) -> Self {
                    #body
                }

                #help
            }
        }
    }
}

impl Expansion<'_> {
    /// What a caller can do, for the errors of which the spec says it.
    fn help(&self, method: &Method) -> Option<TokenStream> {
        let arms = self.family.errors_of(method).filter_map(|case| {
            let (name, help) = (ident(&case.rust_name()), case.help.as_ref()?);
            Some(quote!(Self::#name { .. } => __::Some(#help),))
        });
        let arms: Vec<_> = arms.collect();
        (!arms.is_empty()).then(|| {
            quote! {
                fn help(&self) -> __::Option<&'static __::str> {
                    match self {
                        #(#arms)*
                        _ => __::None,
                    }
                }
            }
        })
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
        quote!(#doc #name: __::Option<__::String>)
    });
    quote!(#doc #name { #(#fields,)* },)
}

fn arm(at: usize, case: &ErrorCase) -> TokenStream {
    let at = Literal::usize_unsuffixed(at);
    let name = ident(&case.rust_name());
    let placeholders = case.message.placeholders();
    if placeholders.is_empty() {
        return quote!(#at => Self::#name,);
    }
    let fields = placeholders.iter().map(|placeholder| {
        let name = ident(&snake(placeholder));
        quote!(#name: of(#placeholder))
    });
    quote!(#at => Self::#name { #(#fields),* },)
}
